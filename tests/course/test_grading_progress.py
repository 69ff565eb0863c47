"""How far grading is, for people; and what the commands for courses share."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from course_stage import PoolStandIn, environment, write_course

from grader.cli import coursework
from grader.cli.coursework import core_count, course_for, interruptible, same_command, workers
from grader.cli.grading_progress import Tally, in_words, watching
from grader.cli.settings import Settings
from grader.course.bench import BenchSpec
from grader.course.items import CourseRef, Graded
from grader.model import Status


class Clock:
    """Goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def some(count: int, status: Status = Status.PASSED) -> list[Graded]:
    return [Graded(number, status) for number in range(count)]


def test_rate_time_left_and_failures_are_told() -> None:
    clock = Clock()
    tally = Tally(clock)
    tally.begin(1000)
    assert tally.words() == ""
    clock.now += 10
    tally.add(some(150))
    tally.add(some(50, Status.FAILED))
    assert tally.words() == "20 a second, 40 s left, 50 failed"
    tally.add(some(2, Status.UNGRADED))
    tally.again(Graded(0, Status.FAILED))
    tally.deaths = 1
    assert tally.words() == "20 a second, 40 s left, 51 failed, 1 ungraded, 1 worker replaced"
    tally.add(some(798))
    tally.deaths = 2
    assert tally.words() == "100 a second, 51 failed, 1 ungraded, 2 workers replaced"


def test_waiting_for_workers_is_told_until_one_has_worked(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    with watching(clock=clock) as (watcher, tally):
        watcher.begin(10)
        clock.now += 10
        watcher.no_workers()
        assert capsys.readouterr().err == "Graded 0 of 10 (0 %): waiting for workers\n"
        watcher.settled(some(10))
        assert tally.words() == "1.0 a second"


def test_a_slow_rate_has_a_digit_more() -> None:
    clock = Clock()
    tally = Tally(clock)
    tally.begin(2)
    clock.now += 4
    tally.add(some(1))
    assert tally.words() == "0.2 a second, 4 s left"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 s"), (119, "119 s"), (120, "2 min"), (3 * 3600, "3 h"), (50 * 3600, "2 d"), (47 * 3600, "47 h")],
)
def test_a_time_to_wait_is_told_roughly(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


def test_without_a_terminal_there_is_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    with watching(clock=clock) as (watcher, tally):
        watcher.begin(1000)
        for _ in range(50):
            clock.now += 1
            watcher.settled(some(20))
        watcher.worker_died()
        watcher.repeat(Graded(0, Status.FAILED))
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Graded 20 of 1,000 (2 %): 20 a second, 49 s left"
    assert len(lines) == 5
    assert tally.deaths == 1


def test_on_a_terminal_there_is_a_bar(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with watching() as (watcher, _):
        watcher.begin(40)
        watcher.settled(some(20, Status.FAILED))
    err = capsys.readouterr().err
    assert "Grading" in err
    assert "20/40" in err
    assert "20 failed" in err


def test_reading_aloud_needs_lines(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with watching(plain=True, clock=Clock()) as (watcher, _):
        watcher.begin(40)
    assert "\x1b" not in capsys.readouterr().err


# ------------------------------------------------------------------------------------------------------ shared


def test_workers_are_no_more_than_there_is_work_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = write_course(tmp_path / "course")
    asked: list[tuple[BenchSpec, int]] = []

    def open_pool(spec: BenchSpec, count: int) -> PoolStandIn:
        asked.append((spec, count))
        return PoolStandIn()

    monkeypatch.setattr("grader.course.pool.LocalPool", open_pool)
    with workers(course, "best", 8, None, needed=3) as pool:
        assert isinstance(pool, PoolStandIn)
    with workers(course, "strict", 2, None, needed=3), workers(course, "best", None, None, needed=0):
        pass
    assert [count for _, count in asked] == [3, 2, 1]
    assert asked[1][0] == BenchSpec(CourseRef(course.root), "strict")
    assert core_count() >= 1


def test_a_cluster_is_asked_for_by_its_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("grader.course.cluster")
    asked: list[str] = []

    def open_cluster(address: str, spec: BenchSpec) -> PoolStandIn:
        asked.append(address)
        return PoolStandIn()

    monkeypatch.setattr("grader.course.cluster.open_cluster", open_cluster)
    with workers(write_course(tmp_path / "course"), "best", None, "tcp://head:8786", needed=3):
        pass
    assert asked == ["tcp://head:8786"]


@pytest.mark.parametrize(
    ("level", "told"),
    [
        ("strict", "Isolation: strict. Python 3.11.0"),
        ("contained", "WARNING: the isolation is only `contained`: programs share one process space"),
        ("portable", "WARNING: the isolation is only `portable`: programs run with your own rights"),
        ("none", "WARNING: the isolation is only `none`: nothing is known about it"),
    ],
)
def test_weak_isolation_is_told_loudly(
    level: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pool = PoolStandIn(facts=environment(level=level))
    monkeypatch.setattr("grader.course.pool.LocalPool", lambda spec, count: pool)
    with workers(write_course(tmp_path / "course"), "best", 1, None, needed=1):
        pass
    err = capsys.readouterr().err
    assert told in err
    assert ("`grader doctor` says what is missing" in err) == (level != "strict")


def test_the_course_is_looked_for_from_where_you_are_unless_that_is_among_the_submissions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = write_course(tmp_path / "own")
    (tmp_path / "grader.toml").write_text('course = "own"\n', encoding="utf-8")
    works = tmp_path / "works"
    write_course(works / "planted")
    (works / "grader.toml").write_text('course = "planted"\n', encoding="utf-8")
    monkeypatch.delenv("GRADER_COURSE", raising=False)
    monkeypatch.chdir(works)
    assert course_for(Settings(), works) == own
    monkeypatch.chdir(tmp_path)
    assert course_for(Settings(), Path("works")) == own
    assert course_for(Settings(course=Path("works/planted"))).root == works / "planted"


def test_the_command_to_go_on_with_can_be_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["/usr/bin/grader", "grade", "it's here", "--out", "out"])
    assert same_command() == """grader grade 'it'"'"'s here' --out out"""


def in_a_thread(action: Callable[[], None]) -> None:
    thread = threading.Thread(target=action)
    thread.start()
    thread.join()


def test_in_another_thread_signals_are_left_alone() -> None:
    before = signal.getsignal(signal.SIGTERM)
    seen: list[object] = []

    def action() -> None:
        with interruptible():
            seen.append(signal.getsignal(signal.SIGTERM))

    in_a_thread(action)
    assert seen == [before]


def test_text_of_learners_is_written_out_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    coursework.say("a\x1b[1m\nb")
    coursework.say("")
    assert capsys.readouterr().err == "a<ESC>[1m\nb\n\n"
