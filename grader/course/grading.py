"""Grading a course: taking in what was handed in, then grading what has no result yet."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final, Protocol

from grader.catalogue import Course
from grader.course.engine import Engine, Task, Watcher, main_file, utc_now
from grader.course.pool import Pool
from grader.course.store import Database
from grader.course.store.results import Place, add_environment, count_waiting, link_known, waiting
from grader.course.store.taking import HandedIn, add_edition, add_learners, add_works, replace_remarks, use_edition
from grader.errors import CatalogueError, UserError
from grader.model import Exercise, Learner, Remark

_BATCH: Final = 256
_BATCH_BYTES: Final = 4_000_000


class Intake(Protocol):
    """What was handed in, wherever it lies. ``remarks`` are complete after ``works()`` has come to its end."""

    def works(self) -> Iterator[HandedIn]: ...
    def learners(self) -> Iterable[Learner]: ...
    @property
    def remarks(self) -> Iterable[Remark]: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in: how many works, and of whom, if only one learner was asked for."""

    works: int
    learner: str | None = None


def take_in(  # noqa: PLR0913 - each of them is a choice of its own
    database: Database,
    intake: Intake,
    course: Course,
    *,
    source: str,
    learner: str | None = None,
    told: Callable[[int], None] = lambda count: None,
    now: Callable[[], datetime] = utc_now,
) -> Taken:
    """Store everything that was handed in; ``told`` hears how many works that are so far.

    ``source`` names the intake, so that its remarks replace those of the time before. With ``learner``, a name, an
    e-mail address or a key, only what that learner handed in.

    Raises:
        UserError: if there is no such learner, or several; ``CatalogueError`` if an exercise has mistakes.
    """
    wanted = _OneLearner(learner) if learner is not None else None
    editions = _Editions(database, course)
    count = 0
    for batch in _batches(intake.works() if wanted is None else wanted.only(intake.works())):
        for work in batch:
            editions.note(work.exercise)
        add_works(database, batch, now())
        count += len(batch)
        told(count)
    key = wanted.key(intake.learners()) if wanted is not None else None
    with database.transaction():
        add_learners(database, (one for one in intake.learners() if key is None or one.key == key))
    replace_remarks(database, source, (one for one in intake.remarks if key is None or one.learner == key), key)
    return Taken(count, key)


class _Editions:
    """Notes each exercise once, as it is now."""

    def __init__(self, database: Database, course: Course) -> None:
        self._database = database
        self._course = course
        self._positions = {name: number for number, name in enumerate(course.ids())}
        self._known: dict[str, tuple[Exercise, int]] = {}

    def note(self, exercise: str) -> tuple[Exercise, int]:
        if exercise not in self._known:
            loaded = self._course.get(exercise)
            edition = add_edition(self._database, loaded)
            use_edition(self._database, exercise, self._positions.get(exercise, len(self._positions)), edition)
            self._known[exercise] = loaded, edition
        return self._known[exercise]


def _batches(works: Iterator[HandedIn]) -> Iterator[list[HandedIn]]:
    """Works by the hundred, and fewer where they are long: none is held in memory for long."""
    batch: list[HandedIn] = []
    size = 0
    for work in works:
        batch.append(work)
        size += len(work.submission.source) + sum(map(len, work.submission.files.values()))
        if len(batch) >= _BATCH or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _OneLearner:
    """Picks the works of one learner, who is given by key, name or e-mail address."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        self._folded = wanted.casefold().strip()
        self._found: dict[str, Learner] = {}
        self._others: dict[str, None] = {}

    def only(self, works: Iterable[HandedIn]) -> Iterator[HandedIn]:
        for work in works:
            if self._is_meant(work.learner):
                yield work

    def _is_meant(self, learner: Learner) -> bool:
        if self._folded in (learner.key.casefold(), learner.name.casefold(), learner.email.casefold() or None):
            self._found[learner.key] = learner
            return True
        if len(self._others) < 10_000:  # noqa: PLR2004 - enough to guess from, and no more memory for a larger class
            self._others[learner.name] = None
        return False

    def key(self, roster: Iterable[Learner]) -> str:
        """The key of the learner. Call it after the works."""
        for learner in roster:
            self._is_meant(learner)
        if self._wanted in self._found:
            return self._wanted
        if len(self._found) > 1:
            keys = ", ".join(sorted(self._found))
            raise UserError(f"several learners are called {self._wanted!r}: say which one is meant, by key: {keys}")
        if not self._found:
            close = difflib.get_close_matches(self._wanted, self._others, n=1)
            meant = f"; did you mean {close[0]!r}?" if close else ""
            raise UserError(f"no learner is called {self._wanted!r} here{meant}")
        return next(iter(self._found))


# ------------------------------------------------------------------------------------------------------ grading


@dataclass(frozen=True, slots=True)
class Scope:
    """What is to be graded: the exercises with something waiting, and those that the course does not have any more."""

    exercises: tuple[tuple[Exercise, int], ...]
    unknown: tuple[str, ...]
    count: int


def scope_of(database: Database, course: Course, learner: str | None) -> Scope:
    """What waits, with each exercise as it is now. ``CatalogueError`` if one has mistakes."""
    names = [
        str(row[0])
        for row in database.rows(
            "SELECT DISTINCT exercise FROM work WHERE result IS NULL AND (?1 IS NULL OR learner = ?1)", learner
        )
    ]
    editions, unknown, found = _Editions(database, course), [], []
    known = course.ids()
    for name in sorted(names, key=lambda one: (known.index(one) if one in known else len(known), one)):
        try:
            found.append(editions.note(name))
        except CatalogueError:
            raise
        except UserError:
            unknown.append(name)
    count = sum(count_waiting(database, exercise.id, learner) for exercise, _ in found)
    return Scope(tuple(found), tuple(unknown), count)


def grade_waiting(
    database: Database, pool: Pool, scope: Scope, learner: str | None = None, watcher: Watcher | None = None
) -> int:
    """Grade what waits; gives the number of the environment that graded. Errors as for ``Engine.run``."""
    environment = add_environment(database, pool.environment())
    tasks = []
    for exercise, edition in scope.exercises:
        place = Place(exercise.id, edition, environment)
        link_known(database, place)
        count = count_waiting(database, exercise.id, learner)
        submissions = partial(waiting, database, exercise.id, learner, main_file(exercise))
        tasks.append(Task(exercise, place, count, submissions))
    Engine(database, pool, watcher).run(tasks)
    return environment
