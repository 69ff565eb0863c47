"""What happens in a session, each thing as a value in one queue."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from grader.model import Exercise, Report, Submission
from grader.practice.workspace import Loaded


@dataclass(frozen=True, slots=True)
class Key:
    """A key: a character, or a name such as ``up``, ``enter``, ``escape``."""

    name: str


@dataclass(frozen=True, slots=True)
class Saved:
    """The system tells of a change to these files, seen at ``at`` (seconds of ``time.perf_counter``)."""

    paths: frozenset[Path]
    at: float


@dataclass(frozen=True, slots=True)
class Listening:
    """From now on the system should tell of changes."""


@dataclass(frozen=True, slots=True)
class NoEvents:
    """The system cannot tell of changes; the reason is for the learner."""

    reason: str


@dataclass(frozen=True, slots=True)
class Graded:
    """A check that has come to its end, with ``number`` of its request. ``problem`` in place of a report: an author's
    mistake.
    """

    number: int
    exercise: Exercise
    submission: Submission
    report: Report | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CourseRead:
    """All exercises have been read, for the list."""

    loaded: Loaded


@dataclass(frozen=True, slots=True)
class Resized:
    """The terminal has another size."""


@dataclass(frozen=True, slots=True)
class Suspend:
    """Somebody wants the terminal for another program (Ctrl-Z)."""


@dataclass(frozen=True, slots=True)
class Leave:
    """The session has to end: the terminal is gone, or the system asks for it."""


@dataclass(frozen=True, slots=True)
class Interrupt:
    """Ctrl-C, where it comes as a key."""


Event = Key | Saved | Listening | NoEvents | Graded | CourseRead | Resized | Suspend | Leave | Interrupt
Inbox = SimpleQueue[Event]
