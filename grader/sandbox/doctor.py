"""What this machine offers for isolation, what is missing, and how to get it."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.errors import GraderFault
from grader.sandbox import launch
from grader.sandbox.zygote import ZygoteRunner


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``remedy`` says how to get what is missing."""

    name: str
    ok: bool
    detail: str
    remedy: str | None = None


def survey() -> tuple[Finding, ...]:
    """Look at everything the isolation levels need, then try each level for real. Call it from the main thread."""
    findings = [_interpreter()]
    if sys.platform == "linux":
        findings += [_user_namespaces(), _landlock(), _seccomp()]
    findings += [_level(name) for name in ("strict", "contained", "portable")]
    return tuple(findings)


def _interpreter() -> Finding:
    path = launch.base_interpreter()
    blocked = _private_folder(Path(path))
    if blocked is None:
        return Finding("interpreter", True, f"{path} can be read by the sandbox's user")
    detail = f"{path} lies below {blocked}, which only its owner may enter"
    if sys.platform == "linux" and os.getuid() == 0:
        return Finding("interpreter", True, f"{detail}; strict isolation can use it all the same, contained cannot")
    return Finding("interpreter", True, detail)


def _private_folder(path: Path) -> Path | None:
    """The first folder on the way to ``path`` that other users may not enter."""
    for folder in reversed(path.parents):
        try:
            if not folder.stat().st_mode & stat.S_IXOTH:
                return folder
        except OSError:
            return folder
    return None


_SWITCHES: Final = {
    "/proc/sys/kernel/unprivileged_userns_clone": ("1", "sysctl kernel.unprivileged_userns_clone=1"),
    "/proc/sys/kernel/apparmor_restrict_unprivileged_userns": (
        "0",
        "sysctl kernel.apparmor_restrict_unprivileged_userns=0",
    ),
}


def _user_namespaces() -> Finding:
    name = "user namespaces"
    for path, (wanted, command) in _SWITCHES.items():
        value = _read(path)
        if value is not None and value != wanted and os.getuid() != 0:
            return Finding(name, False, f"switched off for ordinary users ({path} is {value})", f"as root: {command}")
    most = _read("/proc/sys/user/max_user_namespaces")
    if most in (None, "0"):
        return Finding(name, False, "the kernel allows none", "as root: sysctl user.max_user_namespaces=10000")
    return Finding(name, True, f"up to {most}")


def _landlock() -> Finding:
    from grader.sandbox.inside import kernel

    version = kernel.landlock_version()
    if version == 0:
        remedy = "a Linux kernel 5.13 or newer with lsm=landlock among its boot parameters"
        return Finding("Landlock", False, "not in this kernel, or switched off", remedy)
    return Finding("Landlock", True, f"version {version}")


def _seccomp() -> Finding:
    from grader.sandbox.inside import seccomp

    if not seccomp.supported():
        machine = os.uname().machine
        return Finding(
            "seccomp", False, f"the system calls of {machine} are not known here", "an x86_64 or aarch64 machine"
        )
    return Finding("seccomp", True, "system calls can be filtered")


def _level(name: str, start: Callable[[str], ZygoteRunner] = ZygoteRunner) -> Finding:
    title = f"isolation: {name}"
    if not hasattr(os, "fork"):
        if name == "portable":
            return Finding(title, True, "a fresh interpreter for each submission; no security boundary")
        return Finding(title, False, "needs Linux", "run the grader on Linux, or in a Linux container or WSL 2")
    try:
        with start(name) as runner:
            runner.wait_until_ready()
            return Finding(title, True, ", ".join(runner.isolation.guarantees))
    except GraderFault as error:
        return Finding(title, False, str(error), "; ".join(_remedies(name)) or None)


def _remedies(name: str) -> Iterator[str]:
    if sys.platform != "linux":
        yield "run the grader on Linux, or in a Linux container or WSL 2"
        return
    if name == "strict":
        namespaces = _user_namespaces()
        yield (
            namespaces.remedy
            or "let the container make user and mount namespaces (for Docker: --security-opt seccomp=unconfined)"
        )
    if _private_folder(Path(launch.base_interpreter())) is not None:
        yield "use a Python outside a private home folder"
    landlock = _landlock()
    if landlock.remedy:
        yield landlock.remedy


def _read(path: str) -> str | None:
    try:
        return Path(path).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
