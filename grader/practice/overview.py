"""How far a learner is: the rows of the list, the counts by chapter, the summary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from grader.catalogue import Chapter
from grader.model import Exercise
from grader.practice import learning
from grader.practice.progress import Progress, State
from grader.practice.pythons import later_python
from grader.practice.workspace import place_of


@dataclass(frozen=True, slots=True)
class Row:
    """One exercise in the list. ``changed``: the course changed it after it was passed."""

    id: str
    title: str
    chapter: str
    file: str
    state: State
    difficulty: int
    optional: bool
    attempts: int
    hints: int
    is_current: bool
    is_due: bool
    changed: bool
    needs_python: str | None

    @property
    def marks(self) -> frozenset[str]:
        """Everything that the list can be filtered by."""
        also = (("due", self.is_due), ("changed", self.changed))
        return frozenset({self.state.value, *(name for name, holds in also if holds)})

    def matches(self, text: str) -> bool:
        """Whether every word of ``text`` stands in the id, the title or the chapter."""
        there = f"{self.id} {self.title} {self.chapter}".lower()
        return all(word in there for word in text.lower().split())


@dataclass(frozen=True, slots=True)
class ChapterCount:
    """How many exercises of a chapter are passed."""

    id: str
    title: str
    passed: int
    total: int


def rows(progress: Progress, exercises: Iterable[Exercise], today: date) -> list[Row]:
    """A row for each exercise, in the order of the course."""
    found = []
    for exercise in exercises:
        record = learning.record_of(progress, exercise)
        found.append(
            Row(
                id=exercise.id,
                title=exercise.title,
                chapter=exercise.chapter,
                file=place_of(exercise),
                state=record.state,
                difficulty=exercise.difficulty,
                optional=exercise.optional,
                attempts=record.attempts,
                hints=len(record.hints),
                is_current=exercise.id == progress.current,
                is_due=learning.is_due(record, today),
                changed=record.passed is not None and record.version not in {None, exercise.version},
                needs_python=later_python(exercise),
            )
        )
    return found


def counts(progress: Progress, chapters: Sequence[Chapter]) -> list[ChapterCount]:
    """The counts of every chapter. An exercise in review was passed, and counts."""
    return [
        ChapterCount(
            chapter.id,
            chapter.title,
            sum(progress.record(name).passed is not None for name in chapter.ids),
            len(chapter.ids),
        )
        for chapter in chapters
    ]


@dataclass(frozen=True, slots=True)
class Summary:
    """A learner's own summary. ``mistakes``: slug and count, the most frequent first; ``hard``: ids."""

    passed: int
    total: int
    seconds: int
    attempts: int
    hints: int
    solutions: int
    mistakes: tuple[tuple[str, int], ...]
    hard: tuple[str, ...]
    due: tuple[str, ...]
    next_due: date | None


def summary(progress: Progress, ids: Sequence[str], today: date) -> Summary:
    records = progress.exercises
    waiting = [one.review.due for name, one in records.items() if one.review is not None and name in ids]
    most = sorted(records, key=lambda name: -records[name].attempts)
    return Summary(
        passed=sum(progress.record(name).passed is not None for name in ids),
        total=len(ids),
        seconds=sum(one.seconds for one in records.values()),
        attempts=sum(one.attempts for one in records.values()),
        hints=sum(len(one.hints) for one in records.values()),
        solutions=sum(one.solution_shown for one in records.values()),
        mistakes=tuple(learning.mistakes(progress)),
        hard=tuple(name for name in most if records[name].attempts > learning.MANY_TRIES)[:_MOST_HARD],
        due=tuple(name for name in learning.due(progress, today) if name in ids),
        next_due=min((day for day in waiting if day > today), default=None),
    )


_MOST_HARD = 5
