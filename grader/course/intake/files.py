"""Folders and files as an intake sees them, on disk or in an archive.

Whatever the names of an archive or a folder say, nothing is written to disk because of them: a file is looked at where
it is, and read into memory, never more of it than was asked for.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from grader.model import IntakeKind


class UnusableError(Exception):
    """The content of a file or folder cannot be had; the text says why, to go after the file's name."""


@dataclass(frozen=True, slots=True)
class File:
    """An ordinary file.

    ``origin`` says where it is in the intake, for people. ``load(limit)`` reads at most ``limit`` bytes from its
    beginning, and raises ``UnusableError``. ``modified`` is its time on disk; the times in archives have no time zone
    and are not used.
    """

    name: str
    origin: str
    size: int
    load: Callable[[int], bytes]
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that is not looked into: a link, a device, a name that leads out of its archive."""

    origin: str
    text: str
    kind: IntakeKind = IntakeKind.REFUSED_FILE


class Folder(ABC):
    """A folder on disk or in an archive."""

    def __init__(self, name: str, origin: str) -> None:
        self.name = name
        self.origin = origin
        self.refused: list[Refused] = []
        """What was refused while the folder itself was made."""

    @abstractmethod
    def names(self) -> list[str]:
        """The names in it, sorted; ``UnusableError`` if they cannot be had."""

    @abstractmethod
    def child(self, name: str) -> File | Folder | Refused:
        """What has that name."""

    def below(self, name: str) -> str:
        """Where the child of that name is, for people."""
        return f"{self.origin}/{shown(name)}" if self.origin else shown(name)


class DiskFolder(Folder):
    """A folder on disk. Links in it are not followed."""

    def __init__(self, path: Path, name: str, origin: str) -> None:
        super().__init__(name, origin)
        self._path = path

    def names(self) -> list[str]:
        try:
            return sorted(os.listdir(self._path))  # noqa: PTH208 - a million names as text, not as paths
        except OSError as error:
            raise UnusableError(f"cannot be read: {error.strerror or error}") from None

    def child(self, name: str) -> File | Folder | Refused:
        path = self._path / name
        origin = self.below(name)
        try:
            facts = path.lstat()
        except OSError as error:
            return Refused(origin, f"cannot be read: {error.strerror or error}", IntakeKind.UNREADABLE)
        if stat.S_ISDIR(facts.st_mode):
            return DiskFolder(path, name, origin)
        if stat.S_ISLNK(facts.st_mode):
            return Refused(origin, "is a link, which is not followed: hand in the file itself")
        if not stat.S_ISREG(facts.st_mode):
            return Refused(origin, "is not an ordinary file")
        modified = datetime.fromtimestamp(facts.st_mtime, UTC) if 0 <= facts.st_mtime < _LATEST else None
        return File(name, origin, facts.st_size, lambda limit: read_file(path, limit), modified)


_LATEST = 32_503_680_000
"""The year 3000: later times are nonsense, which ``datetime`` may refuse."""


def read_file(path: Path, limit: int) -> bytes:
    """At most ``limit`` bytes of an ordinary file; ``UnusableError`` if there are none to be had."""
    # It may have become a link or a pipe since it was looked at.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise UnusableError("is not an ordinary file")
            return file.read(limit)
    except OSError as error:
        raise UnusableError(f"cannot be read: {error.strerror or error}") from None


def shown(name: str) -> str:
    """A name of a file or folder as text: composed characters, no control characters, no broken ones."""
    text = unicodedata.normalize("NFC", name.encode("utf-8", "backslashreplace").decode())
    if text.isprintable():
        return text
    return "".join(f"\\x{ord(c):02x}" if unicodedata.category(c) == "Cc" else c for c in text)
