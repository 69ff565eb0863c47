"""Grading again what a changed exercise, check or grader affects; nothing counts before it is applied."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from grader.catalogue import Course
from grader.course.engine import Engine, Task, Watcher, main_file, utc_now
from grader.course.pool import Pool
from grader.course.store import Database
from grader.course.store import changes as stored
from grader.course.store.results import Place, add_environment
from grader.course.store.taking import add_edition
from grader.errors import CatalogueError, UserError


@dataclass(frozen=True, slots=True)
class Affected:
    """An exercise with results that were made with something older."""

    place: Place
    why: tuple[str, ...]
    works: int
    again: int
    """So many different submissions had to be graded; the others were graded before, or are the same."""
    ungraded: int


@dataclass(frozen=True, slots=True)
class Regraded:
    """What was found out. ``unknown`` are exercises that the course does not have any more: their results stay."""

    affected: tuple[Affected, ...]
    unknown: tuple[str, ...]

    @property
    def ungraded(self) -> int:
        return sum(one.ungraded for one in self.affected)


def regrade(database: Database, pool: Pool, course: Course, watcher: Watcher | None = None) -> Regraded:
    """Grade what is affected, and store it beside the results that count.

    Raises:
        CatalogueError: if an exercise has mistakes; else as ``Engine.run``.
    """
    environment = add_environment(database, pool.environment())
    tasks: list[Task] = []
    affected: list[tuple[Place, int, int]] = []
    unknown: list[str] = []
    for name in stored.graded_exercises(database):
        try:
            exercise = course.get(name)
        except CatalogueError:
            raise
        except UserError:
            unknown.append(name)
            continue
        place = Place(name, add_edition(database, exercise), environment)
        works = stored.count_works(database, place)
        if works:
            count = stored.count_outdated(database, place)
            tasks.append(Task(exercise, place, count, partial(stored.outdated, database, place, main_file(exercise))))
            affected.append((place, works, count))
    Engine(database, pool, watcher).run(tasks)
    return Regraded(tuple(_affected(database, *one) for one in affected), tuple(unknown))


def _affected(database: Database, place: Place, works: int, again: int) -> Affected:
    left = stored.count_outdated(database, place)
    return Affected(place, stored.reasons(database, place), works, again, left)


def all_changes(database: Database, regraded: Regraded) -> Iterator[stored.Change]:
    """Whose score would change, exercise by exercise."""
    for one in regraded.affected:
        yield from stored.changes(database, one.place)


def apply(database: Database, regraded: Regraded, now: Callable[[], datetime] = utc_now) -> None:
    """Let the new results count, all at once; the old ones stay as history."""
    with database.transaction(durable=True):
        for one in regraded.affected:
            stored.apply(database, one.place, now(), "; ".join(one.why) or "graded again")


@dataclass(frozen=True, slots=True)
class Difference:
    """How many works change in which way."""

    up: int = 0
    down: int = 0
    other: int = 0
    reworded: int = 0
    identical: int = 0

    @property
    def changed(self) -> int:
        return self.up + self.down + self.other


def difference(database: Database, regraded: Regraded) -> Difference:
    """Count the changes; ``other`` keep their score, of another maximum or with another status."""
    up = down = other = reworded = identical = 0
    for change in all_changes(database, regraded):
        up += change.difference > 0
        down += change.difference < 0
        other += change.difference == 0
    for one in regraded.affected:
        same = stored.same_score(database, one.place)
        reworded += same.reworded
        identical += same.identical
    return Difference(up, down, other, reworded, identical)


def to_json(regraded: Regraded, database: Database, *, applied: bool) -> dict[str, Any]:
    """What was found out as JSON-ready data. Call it before the results are applied."""
    counts = difference(database, regraded)
    return {
        "applied": applied,
        "affected": [
            {
                "exercise": one.place.exercise,
                "why": list(one.why),
                "works": one.works,
                "graded_again": one.again,
                "ungraded": one.ungraded,
            }
            for one in regraded.affected
        ],
        "unknown_exercises": list(regraded.unknown),
        "up": counts.up,
        "down": counts.down,
        "other": counts.other,
        "reworded": counts.reworded,
        "identical": counts.identical,
        "changes": [
            {
                "learner": one.learner,
                "name": one.name,
                "exercise": one.exercise,
                "attempt": one.attempt,
                "old": {"status": one.old_status, "score": one.old_score, "max_score": one.old_max},
                "new": {"status": one.new_status, "score": one.new_score, "max_score": one.new_max},
                "overridden": one.overridden,
            }
            for one in all_changes(database, regraded)
        ],
    }


def to_text(regraded: Regraded, database: Database, *, applied: bool) -> Iterator[str]:
    """What was found out as lines. Call it before the results are applied."""
    if regraded.unknown:
        yield f"Not in this course, so left alone: {', '.join(regraded.unknown)}. Name their course with --course."
    if not regraded.affected:
        yield "Nothing to grade again: every result was made with the exercises and the grader as they are now."
        return
    for one in regraded.affected:
        yield f"{one.place.exercise}: {'; '.join(one.why)} ({_works(one.works)})"
        if one.ungraded:
            yield f"  {one.ungraded:,} different submissions could not be graded again: their works keep their results"
    for change in all_changes(database, regraded):
        yield f"  {_change(change)}"
    counts = difference(database, regraded)
    verb = "have" if applied else "would have"
    yield (
        f"{_works(counts.up)} {verb} a higher score, {counts.down:,} a lower one, {counts.other:,} another status or "
        f"maximum; {counts.reworded:,} the same score with other feedback, {counts.identical:,} no change at all"
    )
    if not applied:
        yield f"Nothing was applied. To apply it: grader regrade {database.folder} --apply"
    else:
        yield "Applied. The results from before are kept as history."


def _change(change: stored.Change) -> str:
    attempt = f", attempt {change.attempt}" if change.attempt > 1 else ""
    hand = " (a score set by hand counts, before and after)" if change.overridden else ""
    old = f"{change.old_score:g}/{change.old_max:g} {change.old_status}"
    new = f"{change.new_score:g}/{change.new_max:g} {change.new_status}"
    return f"{change.name}, {change.exercise}{attempt}: {old} -> {new} ({change.difference:+g}){hand}"


def _works(count: int) -> str:
    return f"{count:,} work{'' if count == 1 else 's'}"
