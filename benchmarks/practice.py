"""How long a learner waits for feedback in ``grader watch``: from the save to the last byte written to the terminal."""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue

from rich.console import Console

from grader.catalogue import Course
from grader.checks.client import CheckHost, HostOutcome
from grader.model import Exercise, Submission
from grader.practice.desk import Desk
from grader.practice.setup import start
from grader.practice.views import THEME, Look
from grader.practice.watch import events
from grader.practice.watch.changes import Changes, Listener
from grader.practice.watch.grading import Grader
from grader.practice.watch.pages import Pages
from grader.practice.watch.run import Watch
from grader.practice.watch.screen import Screen
from grader.practice.watch.session import Session
from grader.practice.workspace import load_course

_PATIENCE_S = 30.0


class NoKeys:
    """A keyboard that nobody touches."""

    def start(self) -> None:
        pass

    def stop(self) -> None:
        pass


class TimedHost(CheckHost):
    """Notes how long the checks themselves take."""

    def __init__(self, times: list[float]) -> None:
        super().__init__("best")
        self.times = times

    def run_checks(self, exercise: Exercise, submission: Submission) -> HostOutcome:
        began = time.perf_counter()
        try:
            return super().run_checks(exercise, submission)
        finally:
            self.times.append(time.perf_counter() - began)


@contextmanager
def session(course: Course, folder: Path, checks: list[float]) -> Iterator[tuple[Watch, Path]]:
    """A session on a terminal of 100 columns that nobody looks at, and the learner's file in it."""
    loaded = load_course(course)
    desk = Desk(start(folder, course, loaded).workspace, course)
    exercise = loaded.exercises[0]
    inbox: events.Inbox = SimpleQueue()
    with Path("/dev/null").open("w", encoding="utf-8") as nowhere:
        console = Console(
            file=nowhere,
            width=100,
            height=40,
            force_terminal=True,
            color_system="256",
            theme=THEME,
        )
        grader = Grader(lambda: TimedHost(checks), inbox)
        made = Session(desk, grader, lambda path, line: "", Changes(), exercise, course.chapters())
        front = Screen(console, Pages(Look(), "utf-8"), NoKeys())
        yield Watch(made, front, inbox, grader, Listener(inbox)), desk.file_of(exercise)


def measure(course: Course, source: Callable[[int], str], count: int) -> tuple[list[float], list[float], list[float]]:
    """Wall seconds of ``count`` re-checks: from the save seen to the feedback drawn, from before the save, and of the
    checks alone.
    """
    checks: list[float] = []
    seen: list[float] = []
    whole: list[float] = []
    done = threading.Semaphore(0)
    with tempfile.TemporaryDirectory() as name, session(course, Path(name) / "practice", checks) as (watch, file):

        def told(seconds: float) -> None:
            seen.append(seconds)
            done.release()

        def save(number: int) -> None:
            beside = file.with_suffix(".new")
            time.sleep(0.05)  # no learner saves in the same moment in which feedback appears
            beside.write_text(source(number), encoding="utf-8")
            began = time.perf_counter()
            beside.replace(file)  # as many editors do
            if not done.acquire(timeout=_PATIENCE_S):
                raise SystemExit("no feedback came")
            whole.append(time.perf_counter() - began)

        def drive() -> None:
            try:
                time.sleep(4.0)  # nor does a learner save in the first seconds, when all is read from a cold disk
                for number in range(count + 1):
                    save(number)
            finally:
                watch.inbox.put(events.Leave())

        watch.told = told
        driver = threading.Thread(target=drive)
        driver.start()
        watch.run()
        driver.join()
    return seen[1:], whole[1:], checks[1:]


def described(times: list[float]) -> str:
    tenth = max(len(times) // 10, 1)
    early, late = statistics.median(times[:tenth]), statistics.median(times[-tenth:])
    return (
        f"median {statistics.median(times) * 1e3:.1f} ms, worst of {len(times)} {max(times) * 1e3:.1f} ms, "
        f"first tenth {early * 1e3:.1f} ms, last {late * 1e3:.1f} ms"
    )
