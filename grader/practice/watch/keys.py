"""Keys from the terminal, one at a time, on every system. Nothing is read while another program has the terminal."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Any, Final, Protocol

from grader.practice.watch.events import Inbox, Interrupt, Key, Leave

try:
    import select
    import termios
    import tty
except ImportError:  # Windows
    termios = None  # type: ignore[assignment]  # tells the two kinds of system apart

_ESCAPES: Final = {
    "[A": "up",
    "[B": "down",
    "OA": "up",
    "OB": "down",
    "[5~": "page up",
    "[6~": "page down",
    "[H": "home",
    "[F": "end",
    "[1~": "home",
    "[4~": "end",
    "OH": "home",
    "OF": "end",
}
_CONTROLS: Final = {
    "\r": "enter",
    "\n": "enter",
    "\x7f": "backspace",
    "\x08": "backspace",
    "\t": "tab",
    "\x1b": "escape",
}
_WINDOWS: Final = {"H": "up", "P": "down", "I": "page up", "Q": "page down", "G": "home", "O": "end"}
_LOOK_S: Final = 0.03


def decode(text: str) -> list[str]:
    """The names of the keys that these characters stand for; what is unknown is dropped."""
    names: list[str] = []
    while text:
        known = next((one for one in _ESCAPES if text.startswith(f"\x1b{one}")), None)
        if known is not None:
            names.append(_ESCAPES[known])
            text = text[1 + len(known) :]
        elif text.startswith(("\x1b[", "\x1bO")) and len(text) > 2:  # noqa: PLR2004 - more than the two that begin it
            end = next((n for n, char in enumerate(text[2:], 2) if char.isalpha() or char == "~"), len(text) - 1)
            text = text[end + 1 :]
        else:
            char, text = text[0], text[1:]
            if char in _CONTROLS:
                names.append(_CONTROLS[char])
            elif char.isprintable():
                names.append(char)
    return names


@dataclass(slots=True)
class PosixKeys:
    """Reads keys of a terminal in a thread of its own, between ``start`` and ``stop``."""

    stream: IO[Any]
    inbox: Inbox
    _before: list[Any] | None = None
    _wake: tuple[int, int] | None = None
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Take each key as it comes, without showing it; Ctrl-C and Ctrl-Z stay what they are."""
        descriptor = self.stream.fileno()
        self._before = termios.tcgetattr(descriptor)
        tty.setcbreak(descriptor, termios.TCSANOW)
        self._wake = os.pipe()
        self._thread = threading.Thread(target=self._read, args=(descriptor, self._wake[0]), name="keys", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Give the terminal back as it was."""
        if self._wake is not None and self._thread is not None:
            os.write(self._wake[1], b".")
            self._thread.join()
            os.close(self._wake[0])
            os.close(self._wake[1])
            self._wake = self._thread = None
        if self._before is not None:
            with suppress(termios.error):  # the terminal is gone
                termios.tcsetattr(self.stream.fileno(), termios.TCSADRAIN, self._before)
            self._before = None

    def _read(self, descriptor: int, wake: int) -> None:
        while True:
            ready, _, _ = select.select([descriptor, wake], [], [])
            if wake in ready:
                return
            try:
                data = os.read(descriptor, 1024)
            except OSError:
                data = b""
            if not data:
                self.inbox.put(Leave())
                return
            for name in decode(data.decode("utf-8", "ignore")):
                self.inbox.put(Key(name))


@dataclass(slots=True)
class WindowsKeys:
    """Reads keys of a Windows console in a thread of its own, between ``start`` and ``stop``."""

    console: Any
    """The module ``msvcrt``."""
    inbox: Inbox
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._stop.clear()
        self._thread = threading.Thread(target=self._read, name="keys", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _read(self) -> None:
        while not self._stop.wait(_LOOK_S):
            while self.console.kbhit():
                self._take(self.console.getwch())

    def _take(self, char: str) -> None:
        if char in {"\x00", "\xe0"}:
            name = _WINDOWS.get(self.console.getwch())
            names = [name] if name is not None else []
        elif char == "\x03":
            self.inbox.put(Interrupt())
            return
        else:
            names = decode(char)
        for name in names:
            self.inbox.put(Key(name))


class Keys(Protocol):
    """Reads keys between ``start`` and ``stop``."""

    def start(self) -> None: ...
    def stop(self) -> None: ...


def keys_of(stream: IO[Any], inbox: Inbox) -> Keys:
    """The keys of the terminal that ``stream`` is."""
    if termios is not None:
        return PosixKeys(stream, inbox)
    import msvcrt

    return WindowsKeys(msvcrt, inbox)
