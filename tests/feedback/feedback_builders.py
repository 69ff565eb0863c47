"""Short ways to write an exercise, a run and a failed check by hand."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from grader.feedback import diagnose
from grader.feedback.context import Context
from grader.feedback.syntax import Source
from grader.model import (
    Check,
    CheckResult,
    CheckStatus,
    Comparison,
    Diagnosis,
    Ending,
    ErrorInfo,
    EventKind,
    Evidence,
    Exercise,
    Frame,
    Observation,
    OpenGap,
    Standstill,
    Submission,
    TaskInfo,
    Trace,
    TraceEvent,
    Wait,
)

CHECK = "test_it"
_FAMILIES = {
    "InvalidStateError": ("InvalidStateError", "Error", "Exception", "BaseException"),
    "CancelledError": ("CancelledError", "Error", "BaseException"),
}


def exercise(*slugs: str, check_slugs: Iterable[str] = (), evidence: Evidence = Evidence.VALUE) -> Exercise:
    """An exercise of one check that expects these diagnoses."""
    return Exercise(
        id="some-exercise",
        title="Some exercise",
        chapter="00-event-loop",
        order=10,
        difficulty=1,
        prompt="",
        starter="",
        gaps=(),
        checks=(Check(CHECK, "It works", evidence=evidence, diagnoses=tuple(check_slugs)),),
        path=Path("some-exercise.yaml"),
        checks_path=Path("some_exercise_checks.py"),
        version="sha256:0",
        diagnoses=slugs,
    )


def submission(source: str, unreadable: str | None = None) -> Submission:
    return Submission(source, "some_exercise.py", "sha256:1", unreadable=unreadable)


def event(
    time: float,
    kind: EventKind,
    subject: str | None = None,
    actor: str | None = "main program",
    line: int | None = None,
    **data: Any,
) -> TraceEvent:
    return TraceEvent(time, kind, subject, actor, line, data)


def task(key: str, coroutine: str, line: int | None = None, name: str | None = None) -> TaskInfo:
    return TaskInfo(key, name or f"Task-{key[1:]}:{coroutine}", coroutine, line)


def trace(*events: TraceEvent, tasks: Iterable[TaskInfo] = ()) -> Trace:
    return Trace(events, tuple(tasks))


def bases(name: str) -> tuple[str, ...]:
    kind = getattr(builtins, name, None)
    if isinstance(kind, type):
        return tuple(base.__name__ for base in kind.__mro__)
    return _FAMILIES.get(name, (name, "Exception", "BaseException"))


def error(name: str, message: str, *lines: int, source: str = "", function: str = "main", **more: Any) -> ErrorInfo:
    """An exception that went through these lines of the learner's file, the innermost last."""
    texts = source.split("\n")
    frames = tuple(Frame(function, line, texts[line - 1] if line <= len(texts) else "") for line in lines)
    return ErrorInfo(name, message, bases(name), frames, **more)


def returned(value: Any = None, **more: Any) -> Observation:
    return Observation(Ending.RETURNED, returned=value, **more)


def raised(name: str, message: str, *lines: int, source: str = "", **more: Any) -> Observation:
    return Observation(Ending.RAISED, error=error(name, message, *lines, source=source), **more)


def still(ending: Ending, *waits: Wait, time: float = 0.0, run_trace: Trace | None = None, **more: Any) -> Observation:
    return Observation(ending, standstill=Standstill(time, waits, **more), trace=run_trace or Trace(), loop_time=time)


def wait(key: str, line: int | None, primitive: str, coroutine: str = "main", **more: Any) -> Wait:
    return Wait(key, f"Task-{key[1:]}:{coroutine}", line, primitive, "", **more)


def result(
    *runs: Observation, comparison: Comparison | None = None, hidden: bool = False, message: str | None = None
) -> CheckResult:
    return CheckResult(
        CHECK, "It works", CheckStatus.FAILED, 0.0, 1.0, Evidence.VALUE, message, comparison, runs, hidden
    )


def context(source: str, run: Observation | None = None, check: CheckResult | None = None) -> Context:
    """What a rule is given for a failed check with that run."""
    text = submission(source)
    failed = check or result(*([run] if run is not None else []))
    return Context(exercise(), text, Source.parse(text.source), (), (failed,), failed, run)


def hidden(given: Context) -> Context:
    """The same, of a check with hidden inputs."""
    assert given.check is not None
    return replace(given, check=replace(given.check, hidden_inputs=True))


def diagnosed(
    source: str, *runs: Observation, expecting: tuple[str, ...] = (), gaps: tuple[OpenGap, ...] = (), **more: Any
) -> Diagnosis | None:
    """The one diagnosis of a submission whose only check failed with these runs."""
    found = diagnose(exercise(*expecting), submission(source), gaps, [result(*runs, **more)])
    assert len(found) <= 1
    return found[0] if found else None
