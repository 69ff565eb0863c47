"""What is handed to workers, and what comes back from them."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from grader.catalogue import Course, shipped_course
from grader.model import Status, Submission


@dataclass(frozen=True, slots=True)
class CourseRef:
    """A course by the way to find it on another machine: its folder, or ``None`` for the one that is shipped."""

    folder: Path | None

    @classmethod
    def of(cls, course: Course) -> CourseRef:
        return cls(None if course.root == shipped_course().root else course.root)

    def open(self) -> Course:
        return shipped_course() if self.folder is None else Course(self.folder)


@dataclass(frozen=True, slots=True)
class Item:
    """One submission to grade; ``number`` is the store's own."""

    number: int
    submission: Submission


@dataclass(frozen=True, slots=True)
class Chunk:
    """Submissions to one exercise, graded one after the other by one worker.

    ``version`` is that of the exercise: a worker that has another one must not grade it.
    """

    exercise: str
    version: str
    items: tuple[Item, ...]

    def singles(self) -> tuple[Chunk, ...]:
        """Each of them alone."""
        return tuple(Chunk(self.exercise, self.version, (item,)) for item in self.items)


@dataclass(frozen=True, slots=True)
class Graded:
    """What became of an item. ``report`` is the report as packed JSON, empty if there is none; ``seconds`` are of wall
    time.
    """

    number: int
    status: Status
    score: float = 0.0
    max_score: float = 0.0
    reason: str | None = None
    report: bytes = b""
    seconds: float = 0.0


_LEVEL: Final = 6


def pack_report(report: dict[str, Any]) -> bytes:
    """The report as it is stored: JSON, compressed."""
    return zlib.compress(json.dumps(report, separators=(",", ":")).encode("ascii"), _LEVEL)


def unpack_report(packed: bytes) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(zlib.decompress(packed))
    return data
