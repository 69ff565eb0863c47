"""Attempts of a learner's program that the sandbox refuses, noted for the instructor.

An audit hook of Python's sees them. It runs in the learner's own process, so what it says is a hint and no proof: a
program that knows of it can keep it from noticing, and can make it say anything. No verdict rests on it.
"""

from __future__ import annotations

import os
import sys
from typing import Any, Final

from grader.sandbox.inside import jail

_MOST: Final = 20
_NETWORK: Final = frozenset(
    {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"}
)
_PROCESSES: Final = frozenset(
    {"os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "subprocess.Popen", "pty.spawn"}
)
_SIGNALS: Final = frozenset({"os.kill", "os.killpg"})
_REACHING: Final = frozenset(
    {"ctypes.dlopen", "ctypes.dlsym", "gc.get_objects", "gc.get_referrers", "gc.get_referents"}
)
_FILES: Final = frozenset({"open", "os.listdir", "os.scandir", "os.link", "os.symlink", "os.chdir"})
_READ_BY_ALL: Final = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom", "/usr/share/zoneinfo", "/etc/localtime")


class Notices:
    """What the program tried in the present run, each kind once, as ``kind: event``."""

    def __init__(self, limits: dict[str, Any], scratch: str) -> None:
        """``limits`` of the exercise: what it allows is not noted."""
        self._seen: dict[str, None] = {}
        self._kinds = dict.fromkeys(_REACHING, "memory of the interpreter")
        if not limits["network"]:
            self._kinds |= dict.fromkeys(_NETWORK, "network")
        if not limits["processes"]:
            self._kinds |= dict.fromkeys(_PROCESSES, "process") | dict.fromkeys(_SIGNALS, "signal")
        own = {jail.standard_library(), os.path.dirname(os.__file__), scratch, os.path.realpath(scratch)}
        self._own = (*own, *_READ_BY_ALL, "/tmp/", sys.executable)  # noqa: S108 - in the sandbox, its own folder

    def start(self) -> None:
        """Listen from now on. There is no way to stop."""
        sys.addaudithook(self._hear)

    def take(self) -> list[str]:
        """What was noted since the last time."""
        seen, self._seen = list(self._seen), {}
        return sorted(seen)[:_MOST]

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        kind = self._kinds.get(event)
        if kind is None and event in _FILES and self._is_foreign(arguments):
            kind = "file outside"
        if kind is not None:
            self._seen[f"{kind}: {event}"] = None

    def _is_foreign(self, arguments: tuple[Any, ...]) -> bool:
        path = arguments[0] if arguments else None
        if type(path) is not str or not path.startswith(("/", "..")):
            return False
        return path.startswith("..") or "/../" in path or not path.startswith(self._own)
