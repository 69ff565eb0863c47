"""Workers that cannot start, hang or differ; and what one bench makes of faults."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from course_stage import environment, program, work, write_course

import grader
from grader.catalogue import Course, shipped_course
from grader.course import bench as benches
from grader.course import pool as pools
from grader.course.bench import Bench, BenchSpec
from grader.course.environment import Environment, hash_of_code
from grader.course.items import Chunk, CourseRef, Graded, Item, unpack_report
from grader.course.pool import LocalPool, WorkerDied, core_count
from grader.errors import CatalogueError, GraderError, GraderFault, Problem, SandboxUnavailable
from grader.model import CheckResult, CheckStatus, Evidence, Exercise, Isolation, Status, Submission


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return write_course(tmp_path / "course")


def chunk_of(course: Course, *texts: str) -> Chunk:
    items = (Item(number, work("x", text).submission) for number, text in enumerate(texts))
    return Chunk("answer", course.get("answer").version, tuple(items))


# ------------------------------------------------------------------------------------------------------ the pool


class ProcessStandIn:
    """A worker process in name: it says what it was told to, then its link ends."""

    def __init__(self, answers: list[object]) -> None:
        self.answers = answers
        self.sent: list[object] = []
        self.link = self
        self.process = self
        self.pid = 1
        self.alive = True

    def is_alive(self) -> bool:
        return self.alive

    def send(self, chunk: object) -> None:
        self.sent.append(chunk)

    def recv(self) -> object:
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)

    def hang_up(self) -> None:
        self.answers.clear()

    def end(self) -> None:
        self.alive = False

    def how_it_ended(self) -> str:
        self.alive = False
        return " (status 7)"


class Hiring:
    """Gives the pool one stand-in after the other."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *scripts: list[object]) -> None:
        self.scripts = list(scripts)
        monkeypatch.setattr(pools, "_Worker", self.hire)

    def hire(self, spec: BenchSpec) -> ProcessStandIn:
        return ProcessStandIn(self.scripts.pop(0) if self.scripts else [])


SPEC = BenchSpec(CourseRef(None))
WEAKER: list[list[object]] = [[environment(level="portable")] for _ in range(9)]
DONE = (Graded(0, Status.PASSED),)


@pytest.fixture
def opened() -> Iterator[list[LocalPool]]:
    made: list[LocalPool] = []
    yield made
    for pool in made:
        pool.close()


def open_pool(opened: list[LocalPool]) -> LocalPool:
    opened.append(LocalPool(SPEC, 1))
    return opened[0]


def test_a_worker_that_dies_is_replaced(
    opened: list[LocalPool], monkeypatch: pytest.MonkeyPatch, course: Course
) -> None:
    Hiring(monkeypatch, [environment()], [environment(), DONE])
    pool = open_pool(opened)
    assert pool.environment() == environment()
    with pytest.raises(WorkerDied, match=r"the worker process ended \(status 7\)"):
        pool.submit(chunk_of(course, program(42))).result()
    assert pool.submit(chunk_of(course, program(42))).result() == DONE


def test_workers_that_never_get_ready_are_given_up(
    opened: list[LocalPool], monkeypatch: pytest.MonkeyPatch, course: Course
) -> None:
    Hiring(monkeypatch)
    pool = open_pool(opened)
    with pytest.raises(GraderFault, match=r"the worker processes end before they are ready \(status 7\)"):
        pool.environment()
    with pytest.raises(GraderFault, match="end before they are ready"):
        pool.submit(chunk_of(course, program(42))).result()


def test_a_worker_that_cannot_work_says_why(opened: list[LocalPool], monkeypatch: pytest.MonkeyPatch) -> None:
    Hiring(monkeypatch, [SandboxUnavailable("strict: no namespaces")])
    with pytest.raises(SandboxUnavailable, match="strict: no namespaces"):
        open_pool(opened).environment()


def test_a_worker_that_differs_from_the_first_grades_nothing(
    opened: list[LocalPool], monkeypatch: pytest.MonkeyPatch, course: Course
) -> None:
    Hiring(monkeypatch, [environment()], *WEAKER)
    pool = open_pool(opened)
    with pytest.raises(WorkerDied):
        pool.submit(chunk_of(course, program(42))).result()
    with pytest.raises(GraderFault, match="differs from the first ones: isolation strict -> portable"):
        pool.submit(chunk_of(course, program(42))).result()


def test_an_error_of_a_worker_is_handed_on(
    opened: list[LocalPool], monkeypatch: pytest.MonkeyPatch, course: Course
) -> None:
    Hiring(monkeypatch, [environment(), GraderError("the exercise changed"), DONE])
    pool = open_pool(opened)
    with pytest.raises(GraderError, match="the exercise changed"):
        pool.submit(chunk_of(course, program(42))).result()
    assert pool.submit(chunk_of(course, program(42))).result() == DONE


def test_a_pool_that_is_closed_starts_nobody(opened: list[LocalPool], monkeypatch: pytest.MonkeyPatch) -> None:
    Hiring(monkeypatch, [environment()])
    pool = open_pool(opened)
    pool.environment()
    assert pool.pids() == (1,)
    pool.close()
    assert pool.pids() == ()
    with pytest.raises(GraderFault, match="grading was stopped"):
        pool.start_worker()


def test_there_is_at_least_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    assert core_count() >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert core_count() == (os.cpu_count() or 1)


# ------------------------------------------------------------------------------------------------------ a worker


class BenchStandIn:
    """Grades everything as passed."""

    def __init__(self, spec: BenchSpec) -> None:
        if spec.isolation == "strict":
            raise SandboxUnavailable("no namespaces")

    def __enter__(self) -> BenchStandIn:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def environment(self) -> Environment:
        return environment()

    def grade(self, chunk: Chunk, wanted: Any) -> tuple[Graded, ...]:
        if chunk.exercise == "changed":
            raise GraderError("the exercise changed")
        return DONE if wanted() else ()


@pytest.fixture
def link(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Connection, Connection]]:
    monkeypatch.setattr(pools, "Bench", BenchStandIn)
    monkeypatch.setattr(pools, "_leave_the_terminal", lambda: None)
    ours, theirs = multiprocessing.Pipe()
    with ours, theirs:
        yield ours, theirs


def test_a_worker_says_that_it_is_ready_then_what_it_found(link: tuple[Connection, Connection]) -> None:
    ours, theirs = link
    ours.send(Chunk("changed", "1", ()))
    say_no_more(ours)
    pools.serve(theirs, SPEC)
    assert ours.recv() == environment()
    error = ours.recv()
    assert isinstance(error, GraderError)
    assert str(error) == "the exercise changed"


def say_no_more(link: Connection) -> None:
    with socket.socket(fileno=os.dup(link.fileno())) as end:
        end.shutdown(socket.SHUT_WR)


def test_a_worker_whose_coordinator_is_gone_stops_between_two_submissions(link: tuple[Connection, Connection]) -> None:
    ours, theirs = link
    ours.send(Chunk("answer", "1", ()))
    say_no_more(ours)
    pools.serve(theirs, SPEC)
    assert ours.recv() == environment()
    assert ours.recv() == ()


def test_a_worker_without_a_sandbox_says_so(link: tuple[Connection, Connection]) -> None:
    ours, theirs = link
    pools.serve(theirs, replace(SPEC, isolation="strict"))
    assert str(ours.recv()) == "no namespaces"


# ------------------------------------------------------------------------------------------------------ the bench


@dataclass(slots=True)
class HostStandIn:
    """The check host of a bench; ``judge`` says what comes of a submission, or raises."""

    isolation: Isolation = field(default_factory=lambda: Isolation("strict", ("no-network",)))
    error: Exception | None = None
    later: Isolation | None = None

    def __call__(self, level: str, *, opener: str) -> HostStandIn:
        return self

    def greet(self) -> tuple[Isolation, str]:
        return self.isolation, "3.11.0"

    def run_checks(self, exercise: Exercise, submission: Submission) -> HostStandIn:
        if self.error is not None:
            raise self.error
        return replace(self, isolation=self.later or self.isolation)

    @property
    def results(self) -> tuple[CheckResult, ...]:
        return (CheckResult("test_answer", "Gives the answer", CheckStatus.PASSED, 2.0, 2.0, Evidence.VALUE),)

    @property
    def python(self) -> str:
        return "3.11.0"

    def close(self) -> None:
        pass


def grade_one(course: Course, host: HostStandIn, monkeypatch: pytest.MonkeyPatch) -> Graded:
    monkeypatch.setattr(benches, "CheckHost", host)
    with Bench(BenchSpec(CourseRef.of(course))) as bench:
        [graded] = bench.grade(chunk_of(course, program(42)))
    return graded


def test_a_bench_grades(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    graded = grade_one(course, HostStandIn(), monkeypatch)
    assert (graded.status, graded.score, graded.max_score, graded.reason) == (Status.PASSED, 2.0, 2.0, None)
    report = unpack_report(graded.report)
    assert (report["learner"], report["file"], report["status"]) == (None, "answer.py", "passed")
    assert graded.seconds >= 0


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (GraderFault("the check host ended"), "the check host ended"),
        (RuntimeError("boom"), "a fault of the grader: RuntimeError: boom"),
        (CatalogueError([Problem(Path("x.py"), 1, 2, "wrong")]), "the exercise has mistakes: x.py:1:2: wrong"),
    ],
)
def test_whatever_goes_wrong_costs_one_submission_its_verdict(
    course: Course, error: Exception, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    graded = grade_one(course, HostStandIn(error=error), monkeypatch)
    assert (graded.status, graded.reason) == (Status.UNGRADED, reason)


def test_a_host_that_comes_back_with_weaker_walls_grades_nothing(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    graded = grade_one(course, HostStandIn(later=Isolation("portable")), monkeypatch)
    assert graded.status is Status.UNGRADED
    assert graded.reason == "the isolation of the program changed to `portable` while grading went on"
    assert graded.report == b""


def test_a_bench_stops_when_nobody_wants_the_rest(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benches, "CheckHost", HostStandIn())
    wanted = iter([True, False])
    with Bench(BenchSpec(CourseRef.of(course))) as bench:
        graded = bench.grade(chunk_of(course, program(42), program(1)), lambda: next(wanted))
    assert [one.number for one in graded] == [0]


_HANGS = """
import sys
from pathlib import Path
from grader.course.bench import Watchdog
dog = Watchdog()
dog.watch(30)
dog.rest()
dog.watch(0.05)
print("watched", flush=True)
input()
"""


def test_a_process_that_hangs_is_ended_without_a_word() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HANGS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.wait() == 1  # nothing is written to it, so it can end in no other way
        assert process.stdout is not None
        assert process.stderr is not None
        assert (process.stdout.read(), process.stderr.read()) == (b"watched\n", b"")


# ------------------------------------------------------------------------------------------------------ what counts


def test_an_environment_comes_back_from_json() -> None:
    assert Environment.from_json(environment().to_json()) == environment()
    assert environment().hash != environment(code="x").hash


@pytest.mark.parametrize(
    ("changes", "differences"),
    [
        ({}, ()),
        ({"grader": "2.0", "code": "x"}, ("grader 1.0 -> 2.0",)),
        ({"code": "x"}, ("changes in the grader's code",)),
        ({"pytest": "9.0"}, ("pytest 8.0 -> 9.0",)),
        ({"level": "portable", "guarantees": ()}, ("isolation strict -> portable",)),
        ({"guarantees": ("a",)}, ("other guarantees of the isolation",)),
        ({"report_format": 9}, ("another form of the report",)),
    ],
)
def test_environments_say_how_they_differ(changes: dict[str, object], differences: tuple[str, ...]) -> None:
    assert environment().differences(environment(**changes)) == differences


def test_only_code_with_a_say_in_reports_counts(tmp_path: Path) -> None:
    package = Path(grader.__file__).parent
    copy = tmp_path / "grader"
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__", "course", "templates"))
    before = hash_of_code(copy)
    (copy / "cli" / "app.py").write_text("# other\n", encoding="utf-8")
    assert hash_of_code(copy) == before
    (copy / "feedback" / "timeline.py").write_text("# other\n", encoding="utf-8")
    assert hash_of_code(copy) != before


def test_the_shipped_course_is_found_wherever_it_lies() -> None:
    assert CourseRef.of(shipped_course()) == CourseRef(None)
    assert CourseRef(None).open() == shipped_course()
