"""Saves, keys and checks, each noticed by a thread of its own."""

from __future__ import annotations

import os
import pty
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from types import SimpleNamespace
from typing import Any

import pytest
from practice_course import FakeHost, answer
from session_fakes import Ticks

from grader.catalogue import Course
from grader.errors import CatalogueError, GraderFault, Problem
from grader.model import Exercise, Status, Submission
from grader.practice.desk import Desk
from grader.practice.watch import keys
from grader.practice.watch.changes import IDLE_S, POLLING_S, Changes, Listener, signature
from grader.practice.watch.events import CourseRead, Graded, Inbox, Interrupt, Key, Leave, Listening, NoEvents, Saved
from grader.practice.watch.grading import Grader, read_course
from grader.practice.watch.keys import PosixKeys, WindowsKeys, decode, keys_of

WAIT_S = 60.0
"""A thread that has not answered by then never will."""


@pytest.fixture
def inbox() -> Inbox:
    return SimpleQueue()


# ------------------------------------------------------------------------------------------------------ changes


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.py"
    path.write_text("1", encoding="utf-8")
    return path


def test_a_change_is_noticed_once_however_it_is_told(file: Path) -> None:
    ticks = Ticks()
    changes = Changes(ticks)
    assert not changes.looked()
    changes.follow(file)
    assert not changes.looked()
    file.write_text("22", encoding="utf-8")
    assert changes.looked()
    assert not changes.heard([file])
    ticks.now = 5.0
    assert not changes.looked()
    assert changes.events_work
    file.write_text("333", encoding="utf-8")
    assert changes.heard([file.with_name("y.py"), file])
    assert not changes.heard([file.with_name("y.py")])


def test_a_file_replaced_by_another_of_the_same_length(file: Path) -> None:
    changes = Changes(Ticks())
    changes.follow(file)
    status = file.stat()
    new = file.with_name("new")
    new.write_text("2", encoding="utf-8")
    os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
    new.replace(file)
    assert changes.looked()
    file.unlink()
    assert signature(file) is None
    assert changes.looked()


def test_silence_means_that_events_do_not_work(file: Path) -> None:
    ticks = Ticks()
    changes = Changes(ticks)
    changes.follow(file)
    assert changes.pause == IDLE_S
    for number, (listening, works) in enumerate([(False, True), (True, True), (True, False)], 2):
        changes.listening = listening
        file.write_text("x" * number, encoding="utf-8")
        assert changes.looked()
        ticks.now += 1.5
        assert not changes.looked()
        assert changes.events_work == works
    assert changes.pause == POLLING_S
    file.write_text("333333", encoding="utf-8")
    assert changes.looked()


def test_one_late_event_is_forgiven(file: Path) -> None:
    ticks = Ticks()
    changes = Changes(ticks, listening=True)
    changes.follow(file)
    for number in range(2, 6):
        file.write_text("x" * number, encoding="utf-8")
        assert changes.looked()
        ticks.now += 1.5
        assert not changes.looked()
        assert not changes.heard([file])
    assert changes.events_work


def test_the_system_tells_of_a_save(tmp_path: Path, inbox: Inbox) -> None:
    listener = Listener(inbox)
    listener.start([tmp_path])
    path = tmp_path / "x.py"
    assert inbox.get(timeout=WAIT_S) == Listening()
    event = None
    while event is None:  # the first saves may come before the system listens
        path.write_text("x", encoding="utf-8")
        with suppress(Empty):
            event = inbox.get(timeout=0.1)
    listener.stop()
    assert isinstance(event, Saved)
    assert event.paths == {path}


def test_whatever_goes_wrong_there_is_told(tmp_path: Path, inbox: Inbox) -> None:
    def broken(*folders: Path, **options: Any) -> Iterator[set[tuple[object, str]]]:
        raise OSError("inotify watch limit reached")

    Listener(inbox, broken).start([tmp_path])
    assert [inbox.get(timeout=WAIT_S), inbox.get(timeout=WAIT_S)] == [
        Listening(),
        NoEvents("inotify watch limit reached"),
    ]


# ------------------------------------------------------------------------------------------------------ keys


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("nh", ["n", "h"]),
        ("\x1b[A\x1b[B\x1bOA", ["up", "down", "up"]),
        ("\x1b[5~\x1b[6~\x1b[H\x1b[F", ["page up", "page down", "home", "end"]),
        ("\r\n\x7f\t ", ["enter", "enter", "backspace", "tab", " "]),
        ("\x1b", ["escape"]),
        ("\x1b[15~x\x1b[1;5Cy", ["x", "y"]),
        ("\x1b[99", []),
        ("é\x01", ["é"]),
    ],
)
def test_keys_have_names(typed: str, names: list[str]) -> None:
    assert decode(typed) == names


def test_keys_of_a_terminal(inbox: Inbox) -> None:
    import termios

    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "rb", buffering=0) as stream:
        before = termios.tcgetattr(stream.fileno())
        keyboard = keys_of(stream, inbox)
        assert isinstance(keyboard, PosixKeys)
        for _ in range(2):  # a second time, after another program had the terminal
            keyboard.start()
            os.write(ours, b"h\x1b[A")
            assert [inbox.get(timeout=WAIT_S), inbox.get(timeout=WAIT_S)] == [Key("h"), Key("up")]
            keyboard.stop()
            keyboard.stop()
            assert termios.tcgetattr(stream.fileno()) == before
        keyboard.start()
        os.close(ours)
        assert inbox.get(timeout=WAIT_S) == Leave()
        keyboard.stop()


class Console:
    """Stands for the module ``msvcrt``."""

    def __init__(self, typed: str) -> None:
        self.typed = list(typed)

    def kbhit(self) -> bool:
        return bool(self.typed)

    def getwch(self) -> str:
        return self.typed.pop(0)


def test_keys_of_a_windows_console(inbox: Inbox) -> None:
    keyboard = WindowsKeys(Console("h\xe0H\xe0?\r\x03"), inbox)
    keyboard.stop()
    keyboard.start()
    got = [inbox.get(timeout=WAIT_S) for _ in range(4)]
    keyboard.stop()
    assert got == [Key("h"), Key("up"), Key("enter"), Interrupt()]


def test_windows_is_told_by_what_it_lacks(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "termios", None)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace())
    assert isinstance(keys_of(sys.stdin, inbox), WindowsKeys)


# ------------------------------------------------------------------------------------------------------ grading


class SlowHost(FakeHost):
    """Begins each check only when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.began = threading.Semaphore(0)
        self.let = threading.Semaphore(0)

    def run_checks(self, exercise: Exercise, submission: Submission) -> Any:
        self.began.release()
        assert self.let.acquire(timeout=WAIT_S)
        if "mistake" in submission.source:
            raise CatalogueError([Problem(Path("x.yaml"), 1, 2, "wrong")])
        return super().run_checks(exercise, submission)


def submission(desk: Desk, fill: str) -> Submission:
    exercise = desk.exercise("add-two")
    desk.file_of(exercise).write_text(answer(exercise, fill), encoding="utf-8")
    return desk.answer(exercise)


def test_requests_that_were_overtaken_are_dropped(desk: Desk, inbox: Inbox) -> None:
    host = SlowHost()
    grader = Grader(lambda: host, inbox)
    grader.start()
    exercise = desk.exercise("add-two")
    numbers = [grader.check(exercise, submission(desk, "a - b"))]
    assert host.began.acquire(timeout=WAIT_S)
    numbers += [grader.check(exercise, submission(desk, fill)) for fill in ("a * b", "a + b")]
    host.let.release(9)
    first, last = inbox.get(timeout=WAIT_S), inbox.get(timeout=WAIT_S)
    grader.hurry()
    grader.stop(WAIT_S)
    assert isinstance(first, Graded)
    assert isinstance(last, Graded)
    assert [first.number, last.number] == [numbers[0], numbers[2]] == [1, 3]
    assert last.report is not None
    assert last.report.status is Status.PASSED
    assert host.interrupted == 1
    assert not host.open


def test_a_host_that_is_not_ready_is_not_hurried(desk: Desk, inbox: Inbox) -> None:
    class Cold(FakeHost):
        def greet(self) -> None:
            raise GraderFault("not ready")

    host = Cold()
    grader = Grader(lambda: host, inbox)
    grader.start()
    grader.check(desk.exercise("add-two"), submission(desk, "a + b"))
    assert isinstance(inbox.get(timeout=WAIT_S), Graded)
    grader.hurry()
    grader.stop(WAIT_S)
    assert host.interrupted == 0


def test_an_authors_mistake_comes_back_as_a_problem(desk: Desk, inbox: Inbox) -> None:
    host = SlowHost()
    host.let.release(9)
    grader = Grader(lambda: host, inbox)
    grader.hurry()  # before there is a host, nobody is to be hurried
    grader.start()
    grader.check(desk.exercise("add-two"), submission(desk, "mistake"))
    event = inbox.get(timeout=WAIT_S)
    grader.stop(WAIT_S)
    assert isinstance(event, Graded)
    assert (event.report, event.problem) == (None, "The exercise has a mistake: x.yaml:1:2: wrong")


def test_without_a_host_every_check_says_why(desk: Desk, inbox: Inbox) -> None:
    def fail() -> FakeHost:
        raise GraderFault("no sandbox here")

    grader = Grader(fail, inbox)
    grader.start()
    for number in (1, 2):
        grader.check(desk.exercise("add-two"), submission(desk, "a + b"))
        event = inbox.get(timeout=WAIT_S)
        assert isinstance(event, Graded)
        assert (event.number, event.problem) == (number, "no sandbox here")
    grader.stop(WAIT_S)


def test_the_course_is_read(course: Course, inbox: Inbox, tmp_path: Path) -> None:
    read_course(course, inbox)
    event = inbox.get(timeout=WAIT_S)
    assert isinstance(event, CourseRead)
    assert len(event.loaded.exercises) == 3
    read_course(Course(tmp_path), inbox)
    for thread in threading.enumerate():
        if thread.name == "course":
            thread.join(WAIT_S)
    assert inbox.empty()
