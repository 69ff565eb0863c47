"""What would change if results of now took the place of those that count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from grader.course.environment import Environment
from grader.course.items import unpack_report
from grader.course.store.database import Database
from grader.course.store.results import Place, paged
from grader.course.store.taking import Stored
from grader.reports.json_report import comparable

_OUTDATED: Final = """work w JOIN result o ON o.id = w.result
    WHERE w.exercise = ?1 AND (o.edition <> ?2 OR o.environment <> ?3)"""
_NOT_YET: Final = """AND NOT EXISTS (SELECT 1 FROM result n
    WHERE n.submission = w.submission AND n.edition = ?2 AND n.environment = ?3)"""
_NEWER: Final = """FROM work w JOIN result o ON o.id = w.result
    JOIN result n ON n.submission = w.submission AND n.edition = ?2 AND n.environment = ?3 AND n.id <> o.id
    JOIN learner l ON l.key = w.learner WHERE w.exercise = ?1"""
_COUNT: Final = f"SELECT COUNT(DISTINCT w.submission) FROM {_OUTDATED} {_NOT_YET}"
_PAGE: Final = f"""SELECT id, version, source, unreadable, files FROM submission WHERE id IN (
    SELECT DISTINCT w.submission FROM {_OUTDATED} {_NOT_YET} AND w.submission > ?4 ORDER BY w.submission LIMIT ?5)
    ORDER BY id"""
_REASONS: Final = f"""SELECT DISTINCT o.edition <> ?2, f.facts
    FROM {_OUTDATED.replace("WHERE", "JOIN environment f ON f.id = o.environment WHERE")}"""
_CHANGES: Final = f"""SELECT l.key, l.name, w.attempt, o.status, o.score, o.max_score, n.status, n.score, n.max_score,
    (SELECT points IS NOT NULL FROM override d WHERE d.learner = w.learner AND d.exercise = w.exercise
        ORDER BY d.id DESC LIMIT 1)
    {_NEWER} AND (o.status <> n.status OR o.score <> n.score OR o.max_score <> n.max_score)
    ORDER BY l.name, l.key, w.attempt"""
_SAME_SCORE: Final = f"""SELECT o.id, n.id, COUNT(*) {_NEWER}
    AND o.status = n.status AND o.score = n.score AND o.max_score = n.max_score GROUP BY o.id, n.id"""
_TO_HISTORY: Final = f"""INSERT INTO history (learner, exercise, attempt, submission, result, ended_at, why)
    SELECT w.learner, w.exercise, w.attempt, w.submission, w.result, ?4, ?5 {_NEWER}"""
_APPLY: Final = f"""UPDATE work SET result = new.number
    FROM (SELECT w.id AS work, n.id AS number {_NEWER}) AS new WHERE work.id = new.work"""


@dataclass(frozen=True, slots=True)
class Change:
    """A work whose score would change. ``overridden``: a score set by hand stands in its place, before and after."""

    learner: str
    name: str
    exercise: str
    attempt: int
    old_status: str
    old_score: float
    old_max: float
    new_status: str
    new_score: float
    new_max: float
    overridden: bool

    @property
    def difference(self) -> float:
        return self.new_score - self.old_score


def graded_exercises(database: Database) -> tuple[str, ...]:
    """The exercises with results that count, in course order."""
    return tuple(
        str(row[0])
        for row in database.rows(
            """SELECT id FROM exercise WHERE EXISTS (
                SELECT 1 FROM work w WHERE w.exercise = exercise.id AND w.result IS NOT NULL) ORDER BY position, id"""
        )
    )


def count_outdated(database: Database, place: Place) -> int:
    """How many different submissions have only results that do not belong to ``place``."""
    return database.number(_COUNT, place.exercise, place.edition, place.environment)


def count_works(database: Database, place: Place) -> int:
    """How many works count with a result that does not belong to ``place``."""
    return database.number(f"SELECT COUNT(*) FROM {_OUTDATED}", place.exercise, place.edition, place.environment)


def outdated(database: Database, place: Place, name: str) -> Iterator[Stored]:
    """Those submissions; ``name`` is what each one's main file is called."""
    return paged(database, _PAGE, (place.exercise, place.edition, place.environment), name)


def reasons(database: Database, place: Place) -> tuple[str, ...]:
    """Why results are outdated, a phrase each."""
    row = database.row("SELECT facts FROM environment WHERE id = ?", place.environment)
    now = Environment.from_json(row[0]) if row is not None else None
    found: dict[str, None] = {}
    for other_edition, facts in database.rows(_REASONS, place.exercise, place.edition, place.environment):
        if other_edition:
            found["the exercise or its checks changed"] = None
        if now is not None:
            found.update(dict.fromkeys(Environment.from_json(facts).differences(now)))
    return tuple(found)


def changes(database: Database, place: Place) -> Iterator[Change]:
    """The works whose score would change, by name."""
    for row in database.rows(_CHANGES, place.exercise, place.edition, place.environment):
        key, name, attempt, old_status, old_score, old_max, new_status, new_score, new_max, overridden = row
        old = (str(old_status), float(old_score), float(old_max))
        new = (str(new_status), float(new_score), float(new_max))
        yield Change(str(key), str(name), place.exercise, int(attempt), *old, *new, bool(overridden))


@dataclass(frozen=True, slots=True)
class SameScore:
    """Works that keep their score: so many get another explanation, so many none."""

    reworded: int = 0
    identical: int = 0


def same_score(database: Database, place: Place) -> SameScore:
    """The works with a newer result that keep their score."""
    reworded = identical = 0
    for old, new, count in database.rows(_SAME_SCORE, place.exercise, place.edition, place.environment):
        if _content(database, old) == _content(database, new):
            identical += int(count)
        else:
            reworded += int(count)
    return SameScore(reworded, identical)


def _content(database: Database, result: int) -> dict[str, Any]:
    row = database.row("SELECT report FROM result WHERE id = ?", result)
    report = comparable(unpack_report(row[0])) if row is not None else {}
    return {key: value for key, value in report.items() if key not in ("exercise_version", "grader", "python")}


def apply(database: Database, place: Place, now: datetime, why: str) -> None:
    """Let the newer results count, and note the older ones as history. To be called in a transaction."""
    values = (place.exercise, place.edition, place.environment)
    database.run(_TO_HISTORY, *values, now.isoformat(), why)
    database.run(_APPLY, *values)
    database.run("UPDATE exercise SET edition = ? WHERE id = ?", place.edition, place.exercise)
