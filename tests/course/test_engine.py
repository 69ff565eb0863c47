"""The engine: what it hands out, what it makes of failures, what it stores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock

import pytest
from course_stage import (
    PoolStandIn,
    judged,
    new_store,
    program,
    results,
    run_engine,
    take,
    task,
    work,
    write_course,
)

from grader.course.engine import Engine
from grader.course.items import Chunk, Graded, Item
from grader.course.pool import WorkerDied
from grader.course.store import Database
from grader.course.store.results import Totals, totals, ungraded_works
from grader.errors import GraderFault, UserError
from grader.model import Exercise, Status


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    return write_course(tmp_path / "course").get("answer")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with new_store(tmp_path / "out") as database:
        yield database


def class_of(database: Database, exercise: Exercise, count: int) -> dict[str, tuple[str, float]]:
    """Every third one is wrong; gives what is right."""
    texts = [program(1 if number % 3 == 0 else 42, str(number)) for number in range(count)]
    take(database, exercise, [work(f"l{number:03}", text) for number, text in enumerate(texts)])
    return {f"l{number:03}": ("failed", 0.0) if number % 3 == 0 else ("passed", 2.0) for number in range(count)}


def test_every_submission_gets_its_result_in_chunks(database: Database, exercise: Exercise) -> None:
    expected = class_of(database, exercise, 200)
    pool = PoolStandIn()
    run_engine(database, exercise, pool)
    assert results(database) == expected
    assert {len(chunk.items) for chunk in pool.chunks[:-1]} == {16}
    assert {(chunk.exercise, chunk.version) for chunk in pool.chunks} == {("answer", exercise.version)}
    assert {item.submission.name for chunk in pool.chunks for item in chunk.items} == {"answer.py"}


def test_few_submissions_are_spread_over_the_workers(database: Database, exercise: Exercise) -> None:
    class_of(database, exercise, 9)
    pool = PoolStandIn(workers=2)
    run_engine(database, exercise, pool)
    assert [len(chunk.items) for chunk in pool.chunks] == [1] * 9


def test_nothing_that_waits_is_nothing_to_do(database: Database, exercise: Exercise) -> None:
    take(database, exercise, [])
    pool = PoolStandIn()
    run_engine(database, exercise, pool)
    assert pool.chunks == []


class Threads(PoolStandIn):
    """Grades in threads, so that chunks come back in any order; notes how many were under way at most."""

    def __init__(self) -> None:
        PoolStandIn.__init__(self, workers=3)
        self.threads = ThreadPoolExecutor(3)
        self.lock = Lock()
        self.under_way = self.most = 0

    def submit(self, chunk: Chunk) -> Future[tuple[Graded, ...]]:
        with self.lock:
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        future = self.threads.submit(lambda: tuple(map(judged, chunk.items)))
        future.add_done_callback(self.less)
        return future

    def less(self, future: object) -> None:
        with self.lock:
            self.under_way -= 1


def test_the_window_is_bounded_and_the_order_of_return_does_not_matter(database: Database, exercise: Exercise) -> None:
    expected = class_of(database, exercise, 400)
    pool = Threads()
    with pool.threads:
        Engine(database, pool).run([task(database, exercise, pool.facts)])
    assert results(database) == expected
    assert pool.most <= 9


class Deadly:
    """Kills the worker that grades certain programs, so many times each."""

    def __init__(self, marks: dict[str, int]) -> None:
        self.left = Counter(marks)
        self.graded: Counter[str] = Counter()

    def __call__(self, item: Item) -> Graded:
        self.graded[item.submission.source] += 1
        for mark, left in self.left.items():
            if f"# {mark}\n" in item.submission.source and left:
                self.left[mark] -= 1
                raise WorkerDied("the worker process ended (SIGKILL)")
        return judged(item)


@pytest.mark.parametrize("deaths", [1, 2])
def test_a_submission_that_kills_its_worker_by_chance_is_graded(
    database: Database, exercise: Exercise, deaths: int
) -> None:
    expected = class_of(database, exercise, 100)
    judge = Deadly({"4": deaths, "50": deaths, "90": deaths})
    run_engine(database, exercise, PoolStandIn(judge))
    assert results(database) == expected


def test_a_submission_that_always_kills_its_worker_is_ungraded_and_no_other(
    database: Database, exercise: Exercise
) -> None:
    expected = class_of(database, exercise, 100)
    judge = Deadly({"50": 99})
    pool = PoolStandIn(judge)
    run_engine(database, exercise, pool)
    del expected["l050"]
    assert results(database) == expected
    [(name, exercise_id, reason)] = ungraded_works(database)
    assert (name, exercise_id) == ("L050", "answer")
    assert reason == "each time that this was graded, the worker process ended (SIGKILL)"
    assert judge.graded[program(42, "50")] == 3
    assert [len(chunk.items) for chunk in pool.chunks].count(1) >= 2


def flaky(times: int) -> PoolStandIn:
    """Cannot grade anything so many times."""
    seen: Counter[int] = Counter()

    def judge(item: Item) -> Graded:
        seen[item.number] += 1
        return Graded(item.number, Status.UNGRADED, reason="no power") if seen[item.number] <= times else judged(item)

    return PoolStandIn(judge)


def test_what_cannot_be_graded_is_tried_again_alone(database: Database, exercise: Exercise) -> None:
    expected = class_of(database, exercise, 40)
    pool = flaky(1)
    run_engine(database, exercise, pool)
    assert results(database) == expected
    assert [len(chunk.items) for chunk in pool.chunks[-40:]] == [1] * 40


def test_repeating_stops_where_the_reason_is_not_in_the_submissions(database: Database, exercise: Exercise) -> None:
    class_of(database, exercise, 100)
    pool = flaky(9)
    run_engine(database, exercise, pool)
    assert totals(database) == Totals(ungraded=100)
    assert sum(len(chunk.items) for chunk in pool.chunks) == 120


def test_a_second_start_grades_only_what_is_missing(database: Database, exercise: Exercise) -> None:
    expected = class_of(database, exercise, 40)
    run_engine(database, exercise, PoolStandIn(Deadly({"7": 99, "8": 99})))
    pool = PoolStandIn()
    run_engine(database, exercise, pool)
    assert results(database) == expected
    assert sorted(item.submission.source for chunk in pool.chunks for item in chunk.items) == sorted(
        [program(42, "7"), program(42, "8")]
    )


@pytest.mark.parametrize("error", [UserError("the exercise was changed"), GraderFault("no workers")])
def test_an_error_of_the_pool_ends_the_run_and_keeps_what_is_graded(
    database: Database, exercise: Exercise, error: Exception
) -> None:
    class_of(database, exercise, 100)

    def judge(item: Item) -> Graded:
        if "# 60\n" in item.submission.source:
            raise error
        return judged(item)

    with pytest.raises(type(error)):
        run_engine(database, exercise, PoolStandIn(judge))
    assert 40 <= len(results(database)) < 100


class Listening:
    """A watcher that notes what it is told."""

    def __init__(self) -> None:
        self.total = self.deaths = self.lonely = 0
        self.settled_: list[int] = []
        self.repeated: list[Status] = []

    def begin(self, total: int) -> None:
        self.total = total

    def settled(self, graded: Sequence[Graded]) -> None:
        self.settled_ += [one.number for one in graded]

    def repeat(self, graded: Graded) -> None:
        self.repeated.append(graded.status)

    def worker_died(self) -> None:
        self.deaths += 1

    def no_workers(self) -> None:
        self.lonely += 1


def test_a_watcher_hears_of_everything_once(database: Database, exercise: Exercise) -> None:
    class_of(database, exercise, 50)
    watcher = Listening()
    pool = PoolStandIn(Deadly({"10": 99, "20": 2}))
    Engine(database, pool, watcher).run([task(database, exercise, pool.facts)])
    assert watcher.total == 50
    assert sorted(watcher.settled_) == sorted(set(watcher.settled_))
    assert len(watcher.settled_) == 50
    assert sorted(watcher.repeated) == [Status.PASSED, Status.UNGRADED]
    assert watcher.deaths == 5


class Late(PoolStandIn):
    """Has nobody at work until somebody says so."""

    def __init__(self) -> None:
        PoolStandIn.__init__(self, workers=0)
        self.held: list[tuple[Chunk, Future[tuple[Graded, ...]]]] = []

    def submit(self, chunk: Chunk) -> Future[tuple[Graded, ...]]:
        future: Future[tuple[Graded, ...]] = Future()
        self.held.append((chunk, future))
        if self.workers:
            self.work()
        return future

    def work(self) -> None:
        self.workers = 1
        while self.held:
            chunk, future = self.held.pop()
            future.set_result(tuple(map(judged, chunk.items)))


def test_a_cluster_without_workers_is_waited_for_and_that_is_told(database: Database, exercise: Exercise) -> None:
    expected = class_of(database, exercise, 10)
    pool = Late()

    class Impatient(Listening):
        def no_workers(self) -> None:
            Listening.no_workers(self)
            pool.work()

    watcher = Impatient()
    Engine(database, pool, watcher, look_s=0.001).run([task(database, exercise, pool.facts)])
    assert results(database) == expected
    assert watcher.lonely == 1


def test_workers_that_take_their_time_are_let_alone(database: Database, exercise: Exercise) -> None:
    class_of(database, exercise, 1)
    watcher = Listening()
    pool = Slow()
    Engine(database, pool, watcher, look_s=0.001).run([task(database, exercise, pool.facts)])
    assert watcher.lonely == 0
    assert pool.looks >= 3


class Slow(Late):
    """Is done when it was looked at three times."""

    def __init__(self) -> None:
        self.looks = 0
        Late.__init__(self)

    @property
    def workers(self) -> int:
        self.looks += 1
        if self.looks >= 3 and self.held:
            chunk, future = self.held.pop()
            future.set_result(tuple(map(judged, chunk.items)))
        return 1

    @workers.setter
    def workers(self, count: int) -> None:
        pass
