"""The thread that grades. It owns the check host, which ends with the thread that made it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Protocol

from grader.catalogue import Course
from grader.errors import CatalogueError, GraderFault, UserError
from grader.grade import CheckRunner, grade
from grader.model import Exercise, Submission
from grader.practice.watch.events import CourseRead, Graded, Inbox
from grader.practice.workspace import load_course


class Host(CheckRunner, Protocol):
    """Runs checks, one after the other. ``greet`` waits until it is ready, or raises ``GraderFault``.

    ``interrupt`` ends the running check from another thread.
    """

    def greet(self) -> object: ...
    def interrupt(self) -> None: ...


OpenHost = Callable[[], AbstractContextManager[Host]]


@dataclass(frozen=True, slots=True)
class _Request:
    number: int
    exercise: Exercise
    submission: Submission


class Grader:
    """Grades in the background, always the latest request: one that was overtaken before its turn is dropped."""

    def __init__(self, open_host: OpenHost, inbox: Inbox) -> None:
        self._open_host = open_host
        self._inbox = inbox
        self._requests: SimpleQueue[_Request | None] = SimpleQueue()
        # A daemon: a program that takes its time must not keep the learner from leaving.
        self._thread = threading.Thread(target=self._work, name="grader", daemon=True)
        self._number = 0
        self._warm: Host | None = None
        """The host once it is ready."""

    def start(self) -> None:
        """Begin to warm up."""
        self._thread.start()

    def check(self, exercise: Exercise, submission: Submission) -> int:
        """Ask for a check; the answer comes into the inbox with the number that this returns."""
        self._number += 1
        self._requests.put(_Request(self._number, exercise, submission))
        return self._number

    def hurry(self) -> None:
        """Give up the check in hand, for which nobody waits any more; but never a host that still warms up."""
        host, self._warm = self._warm, None
        if host is not None:
            host.interrupt()

    def stop(self, patience: float) -> None:
        """End the thread and its host, if that takes no more than ``patience`` wall seconds."""
        self._requests.put(None)
        self._thread.join(patience)

    def _work(self) -> None:
        try:
            with self._open_host() as host:
                self._warm_up(host)
                while (request := self._latest()) is not None:
                    if self._warm is None:
                        self._warm_up(host)
                    self._inbox.put(_graded(request, host))
        except (UserError, GraderFault, OSError) as error:
            self._fail(str(error))

    def _warm_up(self, host: Host) -> None:
        with suppress(GraderFault):  # grading says so, to the one who waits for a verdict
            host.greet()
            self._warm = host

    def _fail(self, reason: str) -> None:
        """Without a host every request has the same answer."""
        while (request := self._latest()) is not None:
            self._inbox.put(Graded(request.number, request.exercise, request.submission, None, reason))

    def _latest(self) -> _Request | None:
        request = self._requests.get()
        while request is not None and not self._requests.empty():
            request = self._requests.get()
        return request


def _graded(request: _Request, host: CheckRunner) -> Graded:
    try:
        report = grade(request.exercise, request.submission, runner=host)
    except CatalogueError as error:
        problem = f"The exercise has a mistake: {error}"
        return Graded(request.number, request.exercise, request.submission, None, problem)
    return Graded(request.number, request.exercise, request.submission, report)


def read_course(course: Course, inbox: Inbox) -> None:
    """Read all exercises in the background, for the list and the counts."""

    def read() -> None:
        try:
            inbox.put(CourseRead(load_course(course)))
        except UserError:
            return  # the list then shows what there is: nothing

    threading.Thread(target=read, name="course", daemon=True).start()
