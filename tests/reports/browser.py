"""A real browser without a window, driven over the WebDriver protocol: what pages do, not what they say.

The protocol is HTTP and JSON, so the standard library is enough.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WHERE_FROM = "install them with: apt-get install chromium chromium-driver"
_LONG = 60
"""Seconds of real time after which a browser that does not answer is given up."""
_PATIENCE = 1000
"""Questions to a browser that is still loading a page."""
_KEYS = {
    "Down": "\ue015",
    "Up": "\ue013",
    "Right": "\ue014",
    "Left": "\ue012",
    "End": "\ue010",
    "Home": "\ue011",
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Control": "\ue009",
}


def missing() -> str | None:
    """What this machine lacks to drive a browser; ``None`` if nothing."""
    if shutil.which("chromedriver") is None:
        return f"no chromedriver was found; {WHERE_FROM}"
    if chromium() is None:
        return f"no Chromium was found; {WHERE_FROM}"
    return None


def chromium() -> str | None:
    """The browser's program; Debian's driver starts the browser's own file better than its start script."""
    names = ("/usr/lib/chromium/chromium", "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


@dataclass(frozen=True, slots=True)
class Browser:
    """One window."""

    address: str

    def open(self, page: Path, fragment: str = "") -> None:
        self._ask("POST", "url", {"url": "about:blank"})
        self._ask("POST", "url", {"url": page.as_uri() + fragment})
        # With a fragment, the driver does not always wait until the page is there.
        loaded = "return location.protocol === 'file:' && document.readyState === 'complete'"
        if not any(self.run(loaded) for _ in range(_PATIENCE)):
            raise TimeoutError(f"{page.name} did not load")

    def run(self, script: str, *arguments: object) -> Any:
        """The value of a script's ``return``."""
        return self._ask("POST", "execute/sync", {"script": script, "args": list(arguments)})

    def wait(self, script: str, *arguments: object) -> Any:
        """As ``run``, for a script that calls its last argument when it is done."""
        return self._ask("POST", "execute/async", {"script": script, "args": list(arguments)})

    def text(self, selector: str) -> str:
        return str(self.run("return document.querySelector(arguments[0]).textContent.trim()", selector))

    def texts(self, selector: str) -> list[str]:
        script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent.trim())"
        return list(self.run(script, selector))

    def press(self, *keys: str) -> None:
        """Keys one after another; a name of several keys, ``Control+End``, is pressed together."""
        actions: list[dict[str, str]] = []
        for key in keys:
            together = [_KEYS.get(part, part) for part in key.split("+")]
            actions += [{"type": "keyDown", "value": value} for value in together]
            actions += [{"type": "keyUp", "value": value} for value in reversed(together)]
        self._ask("POST", "actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def settle(self) -> None:
        """Wait until the browser has drawn what changed."""
        self.wait("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))")

    def focus(self) -> None:
        """Have the focus as the window in front has, wherever this one is."""
        self._devtools("Emulation.setFocusEmulationEnabled", enabled=True)

    def device(self, width: int, scheme: str = "light") -> None:
        """Look as on a screen of that width, in a light or a dark scheme."""
        self._devtools("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=True)
        self._devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def desk(self) -> None:
        """Look as on a desk again."""
        self._devtools("Emulation.clearDeviceMetricsOverride")
        self._devtools("Emulation.setEmulatedMedia", features=[])

    def _devtools(self, command: str, **parameters: object) -> None:
        self._ask("POST", "goog/cdp/execute", {"cmd": command, "params": parameters})

    def problems(self) -> list[str]:
        """What the browser complained about since the last call."""
        entries = self._ask("POST", "se/log", {"type": "browser"})
        return [str(entry["message"]) for entry in entries]

    def close(self) -> None:
        self._ask("DELETE", "", None)

    def _ask(self, method: str, command: str, data: object) -> Any:
        return ask(method, f"{self.address}/{command}".rstrip("/"), data)


def ask(method: str, address: str, data: object) -> Any:
    body = None if data is None else json.dumps(data).encode("utf-8")
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"}, method=method)  # noqa: S310 - our own driver
    with urllib.request.urlopen(request, timeout=_LONG) as answer:  # noqa: S310 - our own driver
        return json.load(answer)["value"]


@contextmanager
def open_browser(profile: Path) -> Iterator[Browser]:
    """A browser with a fresh profile, ended at the end. It has no network."""
    driver = subprocess.Popen(
        ["chromedriver", "--port=0"],  # noqa: S607 - wherever the machine has it
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "HOME": str(profile)},
    )
    try:
        port = _port(driver)
        options: dict[str, Any] = {
            "binary": chromium(),
            "args": [
                "--headless=new",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--window-size=1200,900",
                f"--user-data-dir={profile / 'profile'}",
                # Chromium shuts itself in by means that a container or root does not have; the pages are our own.
                *(["--no-sandbox"] if os.geteuid() == 0 or not _has_namespaces() else []),
            ],
        }
        wanted = {
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL"},
            "timeouts": {"script": _LONG * 1000},
        }
        session = ask("POST", f"http://127.0.0.1:{port}/session", {"capabilities": {"alwaysMatch": wanted}})
        browser = Browser(f"http://127.0.0.1:{port}/session/{session['sessionId']}")
        try:
            browser.focus()
            yield browser
        finally:
            browser.close()
    finally:
        driver.terminate()
        driver.wait(_LONG)
        assert driver.stdout is not None
        driver.stdout.close()


def _port(driver: subprocess.Popen[str]) -> str:
    assert driver.stdout is not None
    for line in driver.stdout:
        found = re.search(r"started successfully on port (\d+)", line)
        if found:
            return found[1]
    raise RuntimeError("chromedriver ended before it listened")


def _has_namespaces() -> bool:
    switch = Path("/proc/sys/kernel/unprivileged_userns_clone")
    return not switch.exists() or switch.read_text(encoding="ascii").strip() == "1"
