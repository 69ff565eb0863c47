"""Grading what waits in the store, with workers wherever they are.

Work goes out in chunks, a bounded number of them at a time, and comes back in any order; the store makes the result
exactly one. Where a worker dies, its chunk is graded again piece by piece, and the piece that kills its worker once
more is left for the end. There everything that could not be graded is tried again, alone, with nothing else going on.
"""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from queue import Empty, SimpleQueue
from typing import Final, Protocol

from grader.course.items import Chunk, Graded, Item
from grader.course.pool import Pool, WorkerDied
from grader.course.store import Database
from grader.course.store.results import Place, get_submission, record, ungraded_in
from grader.course.store.taking import Stored
from grader.model import Exercise, Status

_CHUNK: Final = 16
"""Enough that handing over costs nothing beside grading, few enough that little is lost with a worker."""
_CHUNKS_EACH: Final = 3
"""Chunks at or on their way to each worker."""
_ENOUGH: Final = 20
"""Submissions in a row that cannot be graded alone either: then the reason is not in them."""


@dataclass(frozen=True, slots=True)
class Task:
    """An exercise with submissions to grade; ``submissions`` gives them anew at each call, ``count`` says how many."""

    exercise: Exercise
    place: Place
    count: int
    submissions: Callable[[], Iterator[Stored]]


class Watcher(Protocol):
    """Is told how grading goes on."""

    def begin(self, total: int) -> None:
        """So many different submissions are to be graded."""
        ...

    def settled(self, graded: Sequence[Graded]) -> None:
        """These were graded, or could not be; both are stored."""
        ...

    def repeat(self, graded: Graded) -> None:
        """What could not be graded was tried again, alone."""
        ...

    def worker_died(self) -> None: ...

    def no_workers(self) -> None:
        """Nothing has come back for a while, and there is nobody at work: a cluster may get new workers."""
        ...


class Silent:
    """A watcher that says nothing."""

    def begin(self, total: int) -> None: ...
    def settled(self, graded: Sequence[Graded]) -> None: ...
    def repeat(self, graded: Graded) -> None: ...
    def worker_died(self) -> None: ...
    def no_workers(self) -> None: ...


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class _Job:
    task: Task
    chunk: Chunk


class Engine:
    """Grades tasks with a pool, and stores what comes of it."""

    def __init__(
        self,
        database: Database,
        pool: Pool,
        watcher: Watcher | None = None,
        *,
        now: Callable[[], datetime] = utc_now,
        look_s: float = 10.0,
    ) -> None:
        """``look_s``: wall seconds without a result after which it is looked whether anybody is at work."""
        self._look_s = look_s
        self._database = database
        self._pool = pool
        self._watcher: Watcher = watcher or Silent()
        self._now = now
        self._run = secrets.token_hex(8)

    def run(self, tasks: Sequence[Task]) -> None:
        """Grade everything; it can be stopped at any time by an exception, and what was stored stays.

        Raises:
            UserError: if an exercise was changed while grading went on, or differs on a worker.
            GraderFault: if no worker can be had any more, or the store cannot be written.
        """
        total = sum(task.count for task in tasks)
        self._watcher.begin(total)
        size = max(1, min(_CHUNK, total // (4 * max(1, self._pool.workers))))
        self._together(_jobs(tasks, size))
        for task in tasks:
            self._alone(task)

    # ---------------------------------------------------------------------------------------------- all at a time

    def _together(self, jobs: Iterator[_Job]) -> None:
        again: deque[_Job] = deque()
        under_way: dict[Future[tuple[Graded, ...]], _Job] = {}
        done: SimpleQueue[Future[tuple[Graded, ...]]] = SimpleQueue()
        while True:
            while len(under_way) < _CHUNKS_EACH * max(1, self._pool.workers):
                job = again.popleft() if again else next(jobs, None)
                if job is None:
                    break
                future = self._pool.submit(job.chunk)
                under_way[future] = job
                future.add_done_callback(done.put)
            if not under_way:
                return
            future = self._next(done)
            again += self._settle(under_way.pop(future), future)

    def _next(self, done: SimpleQueue[Future[tuple[Graded, ...]]]) -> Future[tuple[Graded, ...]]:
        """The next chunk that comes back."""
        while True:
            try:
                return done.get(timeout=self._look_s)
            except Empty:
                if not self._pool.workers:
                    self._watcher.no_workers()

    def _settle(self, job: _Job, future: Future[tuple[Graded, ...]]) -> Iterator[_Job]:
        """Store what came of a job; gives the jobs that it falls into if its worker died."""
        try:
            graded = future.result()
        except WorkerDied as death:
            self._watcher.worker_died()
            if len(job.chunk.items) > 1:
                return (_Job(job.task, single) for single in job.chunk.singles())
            graded = (_given_up(job.chunk.items[0], death),)
        self._store(job.task, graded)
        self._watcher.settled(graded)
        return iter(())

    def _store(self, task: Task, graded: Sequence[Graded]) -> None:
        with self._database.transaction():
            record(self._database, task.place, graded, self._run, self._now())

    # ---------------------------------------------------------------------------------------------- one at a time

    def _alone(self, task: Task) -> None:
        in_vain = 0
        for number in ungraded_in(self._database, task.exercise.id, self._run):
            stored = get_submission(self._database, number, main_file(task.exercise))
            graded = self._grade_alone(_chunk(task.exercise, [stored]))
            self._store(task, [graded])
            self._watcher.repeat(graded)
            in_vain = in_vain + 1 if graded.status is Status.UNGRADED else 0
            if in_vain >= _ENOUGH:
                return

    def _grade_alone(self, chunk: Chunk) -> Graded:
        try:
            done: SimpleQueue[Future[tuple[Graded, ...]]] = SimpleQueue()
            self._pool.submit(chunk).add_done_callback(done.put)
            [graded] = self._next(done).result()
        except WorkerDied as death:
            self._watcher.worker_died()
            return _given_up(chunk.items[0], death)
        return graded


def _given_up(item: Item, death: WorkerDied) -> Graded:
    reason = f"each time that this was graded, {death}"
    return Graded(item.number, Status.UNGRADED, reason=reason)


def _jobs(tasks: Sequence[Task], size: int) -> Iterator[_Job]:
    for task in tasks:
        submissions = task.submissions()
        while batch := list(islice(submissions, size)):
            yield _Job(task, _chunk(task.exercise, batch))


def _chunk(exercise: Exercise, stored: Sequence[Stored]) -> Chunk:
    items = tuple(Item(one.number, one.submission) for one in stored)
    return Chunk(exercise.id, exercise.version, items)


def main_file(exercise: Exercise) -> str:
    """What the main file of a submission is called while it is graded, whatever the learner called it."""
    return exercise.main_file or f"{exercise.id.replace('-', '_')}.py"
