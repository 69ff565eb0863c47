"""What the reports of a course are made from: columns of exercises, rows of learners, one graded work where they meet.

A store of results offers a ``Gradebook``; each report reads it from one end to the other and keeps nothing of it but
sums, so that a class may have any size.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from grader.model import Learner, Remark


class Visibility(enum.StrEnum):
    """When a learner may see what became of a check. The instructors' reports show it at all times."""

    VISIBLE = "visible"
    AFTER_DUE_DATE = "after_due_date"
    AFTER_PUBLISHED = "after_published"
    HIDDEN = "hidden"


class WorkStatus(enum.StrEnum):
    """How a learner stands in an exercise."""

    PASSED = "passed"
    FAILED = "failed"
    UNGRADED = "ungraded"
    MISSING = "missing"

    @property
    def counts(self) -> bool:
        """Whether there is a grade to tell. A fault of the grader is none, and what was not handed in has none yet."""
        return self in (WorkStatus.PASSED, WorkStatus.FAILED)


@dataclass(frozen=True, slots=True)
class CheckColumn:
    """A check as the exercise lists it. ``max_score`` is the author's, before the weights of a policy."""

    id: str
    title: str
    max_score: float = 1.0


@dataclass(frozen=True, slots=True)
class ExerciseColumn:
    """An exercise of the course. ``max_points`` are what it counts, by the course's policy."""

    id: str
    title: str
    chapter: str
    max_points: float
    checks: tuple[CheckColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class Override:
    """Points that an instructor set by hand. ``when`` is a time in ISO format, or empty."""

    points: float
    reason: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class GradedWork:
    """A learner's grade in one exercise: the attempt that counts, and what the policy made of it.

    ``points`` of ``max_points`` is the grade, with weights, lateness and override; ``raw_score`` of ``raw_max`` is what
    the checks gave. ``late`` and ``note`` are sentences for people, or empty. ``past_due`` tells whether this learner's
    own due date has passed. ``report`` is the JSON form of the report; a work that is missing has none.
    """

    learner: Learner
    exercise: str
    status: WorkStatus
    points: float
    max_points: float
    raw_score: float = 0.0
    raw_max: float = 0.0
    late: str = ""
    note: str = ""
    attempt: int = 1
    attempts: int = 1
    past_due: bool = False
    override: Override | None = None
    submitted_at: str | None = None
    """A time in ISO format, with its offset."""
    report: Mapping[str, Any] | None = None
    source: str = ""
    source_name: str = ""
    """What the learner called the file; never a path."""

    @property
    def has_grade(self) -> bool:
        """Whether ``points`` mean something: the work was graded, or an instructor decided."""
        return self.status.counts or self.override is not None


class Gradebook(Protocol):
    """Everything that the reports of a course read. Each iterator begins anew at each call, and is lazy."""

    @property
    def course_title(self) -> str: ...

    @property
    def salt(self) -> bytes:
        """A secret of this gradebook, made once and kept: what the pseudonyms of its learners are made with."""
        ...

    @property
    def exercises(self) -> tuple[ExerciseColumn, ...]:
        """In the order of the course."""
        ...

    def learners(self) -> Iterator[Learner]:
        """Sorted by name, then by key."""
        ...

    def works(self, learner_key: str | None = None) -> Iterator[GradedWork]:
        """Learner by learner in the order of ``learners()``, each with all exercises in the order of the course."""
        ...

    def remarks(self) -> Iterator[Remark]: ...

    def visibility(self, exercise: str) -> Mapping[str, Visibility]:
        """By the id of the check; one that is not named is visible."""
        ...


@dataclass(frozen=True, slots=True)
class MemoryGradebook:
    """A gradebook that is held in memory: one work that was just graded, or a class in a test."""

    course_title: str
    exercises: tuple[ExerciseColumn, ...]
    graded: tuple[GradedWork, ...]
    noticed: tuple[Remark, ...] = ()
    visibilities: Mapping[str, Mapping[str, Visibility]] = field(default_factory=dict)
    salt: bytes = b"not kept"

    def learners(self) -> Iterator[Learner]:
        unique = {work.learner.key: work.learner for work in self.graded}
        return iter(sorted(unique.values(), key=lambda learner: (learner.name, learner.key)))

    def works(self, learner_key: str | None = None) -> Iterator[GradedWork]:
        order = {column.id: number for number, column in enumerate(self.exercises)}
        chosen = (work for work in self.graded if learner_key is None or work.learner.key == learner_key)
        return iter(sorted(chosen, key=lambda w: (w.learner.name, w.learner.key, order.get(w.exercise, len(order)))))

    def remarks(self) -> Iterator[Remark]:
        return iter(self.noticed)

    def visibility(self, exercise: str) -> Mapping[str, Visibility]:
        return self.visibilities.get(exercise, {})


def is_shown(visibility: Visibility, work: GradedWork, *, published: bool) -> bool:
    """Whether the learner may see this check of ``work`` now; ``published`` says whether the grades are out."""
    if visibility is Visibility.AFTER_DUE_DATE:
        return work.past_due
    return visibility is Visibility.VISIBLE or (visibility is Visibility.AFTER_PUBLISHED and published)
