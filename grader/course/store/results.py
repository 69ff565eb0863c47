"""Storing results, and finding what has none yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from grader.course.environment import Environment
from grader.course.items import Graded
from grader.course.store.database import Database
from grader.course.store.taking import Stored, read_submission_row
from grader.model import Status

_PAGE: Final = 64


@dataclass(frozen=True, slots=True)
class Place:
    """Where results of one exercise belong: the exercise as it is now, and the environment that grades now."""

    exercise: str
    edition: int
    environment: int


@dataclass(frozen=True, slots=True)
class Totals:
    """How the works of a course stand, by number."""

    passed: int = 0
    failed: int = 0
    ungraded: int = 0
    waiting: int = 0
    outdated: int = 0
    """Graded, with an exercise or a grader that has changed since; counted among ``passed`` and ``failed`` too."""

    @property
    def works(self) -> int:
        return self.passed + self.failed + self.ungraded + self.waiting


def add_environment(database: Database, environment: Environment) -> int:
    """Note an environment; gives its number."""
    values = (environment.hash, environment.to_json())
    database.run("INSERT OR IGNORE INTO environment (hash, facts) VALUES (?, ?)", *values)
    return database.number("SELECT id FROM environment WHERE hash = ?", environment.hash)


def link_known(database: Database, place: Place) -> None:
    """Give works that wait the result of an identical submission that was graded before."""
    database.run(
        """UPDATE work SET result = (
               SELECT id FROM result r WHERE r.submission = work.submission AND r.edition = ?2 AND r.environment = ?3)
           WHERE exercise = ?1 AND result IS NULL
               AND submission IN (SELECT submission FROM result WHERE edition = ?2 AND environment = ?3)""",
        *(place.exercise, place.edition, place.environment),
    )


_COUNT_WAITING: Final = """SELECT COUNT(DISTINCT submission)
    FROM work WHERE result IS NULL AND exercise = ?1 AND (?2 IS NULL OR learner = ?2)"""
_PAGE_WAITING: Final = """SELECT id, version, source, unreadable, files FROM submission WHERE id IN (
        SELECT DISTINCT submission FROM work
        WHERE result IS NULL AND exercise = ?1 AND (?2 IS NULL OR learner = ?2) AND submission > ?3
        ORDER BY submission LIMIT ?4)
    ORDER BY id"""


def count_waiting(database: Database, exercise: str, learner: str | None) -> int:
    """How many different submissions wait for a result."""
    return database.number(_COUNT_WAITING, exercise, learner)


def waiting(database: Database, exercise: str, learner: str | None, name: str) -> Iterator[Stored]:
    """The different submissions that wait for a result, page by page, so that others may write in between.

    ``name`` is what each submission's main file is called.
    """
    return paged(database, _PAGE_WAITING, (exercise, learner), name)


def paged(database: Database, query: str, values: tuple[object, ...], name: str) -> Iterator[Stored]:
    """Submissions page by page; the last two parameters of ``query`` are the number to go on after, and how many."""
    last = -1
    while page := list(database.rows(query, *values, last, _PAGE)):
        for row in page:
            stored = read_submission_row(row, name)
            last = stored.number
            yield stored


def get_submission(database: Database, number: int, name: str) -> Stored:
    """The submission of that number."""
    row = database.row("SELECT id, version, source, unreadable, files FROM submission WHERE id = ?", number)
    if row is None:
        raise KeyError(number)
    return read_submission_row(row, name)


def record(database: Database, place: Place, graded: Sequence[Graded], run: str, now: datetime) -> None:
    """Store results, each exactly once however often it comes, and give them to the works that wait for them.

    What is ungraded is noted beside them, never among them.
    """
    for one in graded:
        if one.status is Status.UNGRADED:
            _note_ungraded(database, place, one, run)
            continue
        database.run(
            """INSERT OR IGNORE INTO result
               (submission, edition, environment, status, score, max_score, report, graded_at, seconds)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            *(one.number, place.edition, place.environment, one.status.value, one.score, one.max_score, one.report),
            *(now.isoformat(), one.seconds),
        )
        database.run(
            """UPDATE work SET result =
                   (SELECT id FROM result WHERE submission = ?2 AND edition = ?3 AND environment = ?4)
               WHERE exercise = ?1 AND submission = ?2 AND result IS NULL""",
            *(place.exercise, one.number, place.edition, place.environment),
        )
        database.run("DELETE FROM ungraded WHERE exercise = ? AND submission = ?", place.exercise, one.number)


def _note_ungraded(database: Database, place: Place, one: Graded, run: str) -> None:
    database.run(
        """INSERT INTO ungraded VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT (exercise, submission) DO UPDATE SET
           reason = excluded.reason, report = excluded.report, run = excluded.run, tries = tries + 1""",
        *(place.exercise, one.number, one.reason or "no reason is known", one.report or None, run),
    )


def ungraded_in(database: Database, exercise: str, run: str) -> Iterator[int]:
    """The numbers of the submissions that could not be graded in this run."""
    last = -1
    while True:
        row = database.row(
            """SELECT submission FROM ungraded WHERE exercise = ? AND run = ? AND submission > ?
               ORDER BY submission LIMIT 1""",
            *(exercise, run, last),
        )
        if row is None:
            return
        last = int(row[0])
        yield last


def totals(database: Database, environment: int | None = None, learner: str | None = None) -> Totals:
    """How all works stand, or those of one learner; ``environment`` is the one that grades now."""
    row = database.row(
        """SELECT SUM(r.status = 'passed'), SUM(r.status = 'failed'), SUM(r.id IS NULL AND u.reason IS NOT NULL),
               SUM(r.id IS NULL AND u.reason IS NULL),
               SUM(r.id IS NOT NULL AND (r.edition <> e.edition OR r.environment <> COALESCE(?1, r.environment)))
           FROM work w LEFT JOIN result r ON r.id = w.result LEFT JOIN exercise e ON e.id = w.exercise
           LEFT JOIN ungraded u ON u.exercise = w.exercise AND u.submission = w.submission AND w.result IS NULL
           WHERE ?2 IS NULL OR w.learner = ?2""",
        *(environment, learner),
    )
    return Totals(*(int(value or 0) for value in row)) if row is not None else Totals()


def ungraded_works(database: Database, learner: str | None = None) -> Iterator[tuple[str, str, str]]:
    """Learner, exercise and reason of every work that could not be graded."""
    for name, exercise, reason in database.rows(
        """SELECT l.name, w.exercise, u.reason FROM ungraded u
           JOIN work w ON w.exercise = u.exercise AND w.submission = u.submission AND w.result IS NULL
           JOIN learner l ON l.key = w.learner WHERE ?1 IS NULL OR w.learner = ?1 ORDER BY l.name, l.key, w.exercise""",
        learner,
    ):
        yield str(name), str(exercise), str(reason)
