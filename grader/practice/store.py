"""Files that a learner would miss: written whole or not at all, whatever ends the process in the middle."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from grader.errors import UserError
from grader.practice.progress import Progress, progress_from_text, progress_to_text

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # the one name for both kinds of system

PROGRESS_FILE: Final = "grader-progress.json"
_MOST_BYTES: Final = 50_000_000


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that after a crash, also one of the whole machine, the old or the new content stands there.

    Raises ``UserError`` if it cannot be written; the old content then stays.
    """
    _write(path, data, _to_disk)
    if os.name == "posix":  # Windows knows no such call for a folder
        _sync_folder(path.parent)


def write_again(path: Path, data: bytes) -> None:
    """Write a file that can be made again: whole or not at all if the process ends, without waiting for the disk.

    Raises ``UserError`` if it cannot be written; the old content then stays.
    """
    _write(path, data, lambda file: None)


def _to_disk(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _write(path: Path, data: bytes, finish: Callable[[IO[bytes]], None]) -> None:
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(data)
            finish(file)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise UserError(f"{path} cannot be written: {error.strerror or error}") from None


def _sync_folder(folder: Path) -> None:
    """The new name must be on the disk too."""
    with suppress(OSError):  # not every file system knows it for a folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove_leftovers(folder: Path) -> None:
    """Remove what a killed process left half-written of the progress file."""
    for path in folder.glob(f"{PROGRESS_FILE}.*.new"):
        with suppress(OSError):
            path.unlink()


def read_text(path: Path) -> str:
    """The text of a file of ours. Raises ``UserError`` if it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror or error}") from None
    if len(data) > _MOST_BYTES:
        raise UserError(f"{path} is longer than {_MOST_BYTES // 1_000_000} MB, which no file of this kind is")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UserError(f"{path}:{line}:1: this is not UTF-8 text. Save it as UTF-8") from None


@dataclass(frozen=True, slots=True)
class Store:
    """The progress file of a workspace. Nothing is kept in memory: other commands may write it in the meantime."""

    path: Path

    def read(self) -> Progress:
        """The progress as the file has it. Raises ``UserError`` if it cannot be read, or has mistakes."""
        return progress_from_text(read_text(self.path), self.path.name)

    def update(self, change: Callable[[Progress], Progress]) -> Progress:
        """Read, change and write; returns what was written. Raises ``UserError``; the file then is as it was."""
        with _alone(self.path.parent):
            before = self.read()
            after = change(before)
            if after != before:
                self._write(after)
        return after

    def create(self, progress: Progress) -> None:
        """Write the file anew. Raises ``UserError`` if it cannot be written."""
        self._write(progress)

    def _write(self, progress: Progress) -> None:
        write_whole(self.path, progress_to_text(progress).encode())


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keeps two commands in the same workspace from reading the same state and writing one after the other.

    Where the system has no such lock, or the file system refuses it, the last one wins.
    """
    if fcntl is None:
        yield
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise UserError(f"{folder} cannot be read: {error.strerror or error}") from None
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)  # released with the descriptor
        yield
    finally:
        os.close(descriptor)
