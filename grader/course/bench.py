"""Where one worker grades: one check host, one submission at a time."""

from __future__ import annotations

import faulthandler
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Final

from grader.checks.client import CheckHost
from grader.checks.spawn import DEFAULT_OPENER
from grader.course.environment import Environment
from grader.course.items import Chunk, CourseRef, Graded, Item, pack_report
from grader.errors import GraderError, GraderFault, UserError
from grader.grade import grade
from grader.model import Clock, Exercise, Status
from grader.reports.json_report import report_to_json

_SETTLE_S: Final = 120.0
"""Wall seconds beyond what the program itself may take: the check host has a shorter patience of its own."""
_RUNS: Final = 4
"""Runs that a check may make with each of them reaching its wall limit, before the worker counts as hanging."""


@dataclass(frozen=True, slots=True)
class BenchSpec:
    """What a worker needs to set up its bench. ``opener`` names the function that opens the sandbox."""

    course: CourseRef
    isolation: str = "best"
    opener: str = DEFAULT_OPENER


class Watchdog:
    """Ends this whole process if grading one submission hangs, even in a part that holds the interpreter's lock.

    Whoever supervises the process sees it end, and grades the submission alone.
    """

    def __init__(self) -> None:
        # Python prints a traceback when the time is up: it is for no one there.
        self._nowhere = os.open(os.devnull, os.O_WRONLY)

    def watch(self, seconds: float) -> None:
        """End the process after so many seconds of wall time, unless this or ``rest`` is called before."""
        faulthandler.dump_traceback_later(seconds, exit=True, file=self._nowhere)

    def rest(self) -> None:
        faulthandler.cancel_dump_traceback_later()

    def close(self) -> None:
        self.rest()
        os.close(self._nowhere)


class Bench:
    """Grades chunks. Make it in a thread that lives on: the check host ends with that thread."""

    def __init__(self, spec: BenchSpec, *, clock: Clock = time.perf_counter) -> None:
        self._spec = spec
        self._clock = clock
        self._host = CheckHost(spec.isolation, opener=spec.opener)
        self._watchdog = Watchdog()
        self._course = spec.course.open()
        self._exercises: dict[str, Exercise] = {}
        self._environment: Environment | None = None
        self._lock = threading.Lock()

    def environment(self) -> Environment:
        """What this worker grades with. ``GraderFault`` if there is no sandbox of the level that was asked for."""
        with self._lock:
            return self._known_environment()

    def _known_environment(self) -> Environment:
        if self._environment is None:
            self._environment = Environment.here(*self._host.greet())
        return self._environment

    def grade(self, chunk: Chunk, wanted: Callable[[], bool] = lambda: True) -> tuple[Graded, ...]:
        """What becomes of each submission, in order; it stops in between when they are not ``wanted`` any more.

        ``UserError`` if this worker's exercise is not the one that the chunk is for.
        """
        with self._lock:
            exercise = self._exercise(chunk)
            graded = []
            for item in chunk.items:
                if not wanted():
                    break
                self._watchdog.watch(_patience(exercise))
                try:
                    graded.append(self._grade(exercise, item))
                finally:
                    self._watchdog.rest()
            return tuple(graded)

    def _exercise(self, chunk: Chunk) -> Exercise:
        known = self._exercises.get(chunk.exercise)
        if known is None or known.version != chunk.version:
            known = self._exercises[chunk.exercise] = self._course.get(chunk.exercise)
        if known.version != chunk.version:
            raise UserError(
                f"the exercise `{chunk.exercise}` in {self._course.root} is not the one that grading began with: it "
                "was changed meanwhile, or this worker has another copy. Start again, with the same files everywhere"
            )
        return known

    def _grade(self, exercise: Exercise, item: Item) -> Graded:
        start = self._clock()
        try:
            report = grade(exercise, item.submission, runner=self._host)
            packed = pack_report(report_to_json(report))
        except Exception as error:
            return Graded(item.number, Status.UNGRADED, reason=_reason(error), seconds=self._clock() - start)
        result = Graded(item.number, report.status, report.score, report.max_score, report.reason, packed)
        ran = report.status is not Status.UNGRADED and report.isolation.level != "none"
        if ran and not self._is_usual(report.isolation.level, report.isolation.guarantees):
            reason = f"the isolation of the program changed to `{report.isolation.level}` while grading went on"
            result = Graded(item.number, Status.UNGRADED, reason=reason)
        return replace(result, seconds=self._clock() - start)

    def _is_usual(self, level: str, guarantees: tuple[str, ...]) -> bool:
        usual = self._known_environment()
        return (usual.level, usual.guarantees) == (level, guarantees)

    def close(self) -> None:
        """End the check host."""
        self._watchdog.close()
        self._host.close()

    def __enter__(self) -> Bench:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _patience(exercise: Exercise) -> float:
    return _SETTLE_S + _RUNS * exercise.limits.wall_s * (len(exercise.checks) + 1)  # one more for the trials


def _reason(error: Exception) -> str:
    if isinstance(error, GraderFault):
        return str(error)
    if isinstance(error, GraderError):
        return f"the exercise has mistakes: {error}"
    return f"a fault of the grader: {type(error).__name__}: {error}"
