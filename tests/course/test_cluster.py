"""A Dask cluster of two workers gives what one process gives, and survives the death of a worker."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from course_stage import bomb, environment, program, work, write_course

from grader.catalogue import Course
from grader.course import cluster
from grader.course.bench import Bench, BenchSpec
from grader.course.environment import Environment
from grader.course.items import Chunk, CourseRef, Graded, Item, unpack_report
from grader.course.pool import WorkerDied
from grader.errors import GraderFault, UserError
from grader.model import Status
from grader.reports.json_report import comparable

distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'asyncio-grader[cluster]'")

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc for whom to end"),
    pytest.mark.filterwarnings("ignore"),  # Dask's own are not ours to mend
]


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("markers")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHAOS_FOLDER", str(folder))
        patch.setenv("GRADER_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield folder


@pytest.fixture(scope="module")
def address(environ: Path) -> Iterator[str]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
    ) as local:
        yield local.scheduler_address


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return write_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def spec(course: Course) -> BenchSpec:
    return BenchSpec(CourseRef.of(course))


@pytest.fixture(scope="module")
def pool(address: str, spec: BenchSpec) -> Iterator[cluster.ClusterPool]:
    pool = cluster.open_cluster(address, spec)
    yield pool
    pool.close()


def chunk_of(course: Course, texts: list[str]) -> Chunk:
    items = (Item(number, work("x", text).submission) for number, text in enumerate(texts))
    return Chunk("answer", course.get("answer").version, tuple(items))


def test_two_workers_and_one_process_agree_bit_by_bit_even_if_a_worker_dies(
    pool: cluster.ClusterPool, spec: BenchSpec, course: Course
) -> None:
    texts = [program(42, "a"), "def answer(:\n", program(None), bomb("worker", "SIGKILL", "d1"), program(7, "b")]
    chunks = chunk_of(course, texts).singles()
    futures = [pool.submit(chunk) for chunk in chunks]
    there = [graded for future in futures for graded in future.result(timeout=120)]
    with Bench(spec) as bench:
        assert bench.environment() == pool.environment()
        here = bench.grade(chunk_of(course, texts))
    assert list(map(what_counts, there)) == list(map(what_counts, here))
    assert [one.status for one in there] == [
        Status.PASSED,
        Status.FAILED,
        Status.FAILED,
        Status.PASSED,
        Status.FAILED,
    ]


def what_counts(graded: Graded) -> tuple[object, ...]:
    return graded.number, graded.status, graded.score, graded.reason, comparable(unpack_report(graded.report))


def test_a_worker_with_other_exercises_says_so(pool: cluster.ClusterPool, course: Course) -> None:
    chunk = replace(chunk_of(course, [program(42)]), version="sha256:other")
    with pytest.raises(UserError, match="is not the one that grading began with"):
        pool.submit(chunk).result(timeout=60)


def test_a_worker_that_joins_with_another_grader_says_so(
    pool: cluster.ClusterPool, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_environment", environment())
    with pytest.raises(UserError, match="joined later and has another grader, Python or isolation"):
        pool.submit(chunk_of(course, [program(42)])).result(timeout=60)


def test_workers_with_another_grader_are_refused(
    address: str, spec: BenchSpec, pool: cluster.ClusterPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "hash_of_code", lambda package: "another")
    with pytest.raises(UserError, match=r"the worker tcp://.* has another grader"):
        cluster.open_cluster(address, spec)


def test_no_cluster_at_an_address_is_told(spec: BenchSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_S", 0.2)
    with pytest.raises(UserError, match=r"no cluster answers at tcp://127\.0\.0\.1:9"):
        cluster.open_cluster("tcp://127.0.0.1:9", spec)


def test_without_dask_the_way_to_get_it_is_told(spec: BenchSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UserError, match=r"pip install 'asyncio-grader\[cluster\]'"):
        cluster.open_cluster("tcp://127.0.0.1:9", spec)


class ClientStandIn:
    """As much of a client as opening a pool needs."""

    id = "Client-1"

    def __init__(self, workers: int = 2, answers: dict[str, Environment] | Exception | None = None) -> None:
        self.count = workers
        self.answers = answers
        self.cleared: list[str] = []

    def wait_for_workers(self, count: int, timeout: float) -> None:
        if not self.count:
            raise TimeoutError

    def nthreads(self) -> dict[str, int]:
        return {f"tcp://{number}": 1 for number in range(self.count)}

    def run_on_scheduler(self, look: object) -> tuple[list[str], list[str]]:
        return ["asyncio-grader-Client-0", "asyncio-grader-Client-2", "somebody-else"], ["Client-2"]

    def unregister_worker_plugin(self, name: str) -> None:
        self.cleared.append(name)

    def register_plugin(self, plugin: object, name: str) -> None:
        assert name == "asyncio-grader-Client-1"

    def run(self, function: object, name: str) -> Any:
        if isinstance(self.answers, Exception):
            raise self.answers
        return self.answers


def test_a_cluster_without_workers_is_told(spec: BenchSpec) -> None:
    with pytest.raises(UserError, match="the cluster has no workers: start some"):
        cluster.ClusterPool(ClientStandIn(workers=0), spec)


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (ModuleNotFoundError("No module named 'grader'"), "lacks the grader or a part of it: No module named 'grader'"),
        (ValueError("boom"), "the cluster cannot grade: ValueError: boom"),
        (GraderFault("no sandbox"), "^no sandbox$"),
        (ConnectionResetError("gone"), "come and go, and do not answer: start the same command again"),
        (
            {"tcp://0": "here", "tcp://1": "3.12.0"},
            "the worker tcp://1 differs from the others: Python 3.11.0 -> 3.12.0",
        ),
    ],
)
def test_workers_that_cannot_grade_are_told_of(
    answers: Any, message: str, spec: BenchSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "hash_of_code", lambda package: "abc")
    if isinstance(answers, dict):
        answers = {"tcp://0": environment(), "tcp://1": environment(python="3.12.0")}
    client = ClientStandIn(answers=answers)
    with pytest.raises((UserError, GraderFault), match=message):
        cluster.ClusterPool(client, spec)
    assert client.cleared == ["asyncio-grader-Client-0"]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (distributed.KilledWorker("task", None, 3), WorkerDied),
        (UserError("another exercise"), UserError),
        (AttributeError("old grader"), UserError),
    ],
)
def test_what_went_wrong_with_a_chunk_is_said_in_our_terms(error: Exception, expected: type[Exception]) -> None:
    outer: Future[tuple[Graded, ...]] = Future()
    inner: Future[tuple[Graded, ...]] = Future()
    inner.add_done_callback(partial(cluster._hand_on, outer))
    inner.set_exception(error)
    with pytest.raises(expected):
        outer.result()


def test_a_lost_connection_is_a_fault_and_no_verdict() -> None:
    outer: Future[tuple[Graded, ...]] = Future()
    inner: Future[tuple[Graded, ...]] = Future()
    inner.add_done_callback(partial(cluster._hand_on, outer))
    inner.cancel()
    with pytest.raises(GraderFault, match="the connection to the cluster was lost"):
        outer.result()
