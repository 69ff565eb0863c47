from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pytest

from grader.checks.redact import hide_tokens, strip
from grader.checks.sitting import Tokens
from grader.model import (
    Ending,
    ErrorInfo,
    EventKind,
    Frame,
    Observation,
    Opaque,
    ProbeEvent,
    Span,
    SpanState,
    Standstill,
    TaskEnding,
    TaskInfo,
    TaskLine,
    Timeline,
    Trace,
    TraceEvent,
    Usage,
    Wait,
)

CANARY = "canary"


def full(text: str) -> Observation:
    """An observation that holds ``text`` wherever a program can put one."""
    inner = ErrorInfo(text, text, (text, "OSError", "Exception"), (Frame(text, 3, text),), notes=(text,))
    error = ErrorInfo("ExceptionGroup", text, (text,), (Frame(text, 4, text),), 1, 2, (text,), (inner,), inner)
    wait = Wait("T1", text, 3, "Lock", text, variable=text, target=text)
    events = (
        TraceEvent(0.0, EventKind.TASK_CREATED, "T1", f"callback {text}", 1, {"name": text}),
        TraceEvent(1.0, EventKind.TASK_RESUMED, "T1", "T2", 1, {text: [text, (text,), {text}]}),
        TraceEvent(1.0, EventKind.TASK_RESUMED, "T1", "main program", 1),
        TraceEvent(1.0, EventKind.TASK_RESUMED),
    )
    return Observation(
        Ending.RAISED,
        returned=[text, {text: text.encode("utf-8", "replace")}, Opaque(text, text), None, 1],
        error=error,
        exit_code=3,
        stdout=text,
        stderr=text,
        loop_time=2.0,
        trace=Trace(events, (TaskInfo("T1", text, text, 2),)),
        standstill=Standstill(2.0, (wait,), (("T1",),), "run", 7, wait),
        probes=(ProbeEvent(0.0, "enter", "a", 0, (text,)),),
        detail=text,
        timeline=Timeline(1.0, (TaskLine(text, (Span(SpanState.RUNNING, 0.0, 1.0),), TaskEnding.DONE),)),
        usage=Usage(1.0),
    )


def test_a_stripped_run_has_its_ending_times_and_lines_and_no_text() -> None:
    stripped = strip(full(CANARY))
    assert CANARY not in str(stripped)
    assert (stripped.ending, stripped.loop_time, stripped.exit_code, stripped.returned) == (
        Ending.RAISED,
        2.0,
        None,
        None,
    )
    assert stripped.error is not None
    assert (stripped.error.type, stripped.error.line, stripped.error.bases) == (
        "ExceptionGroup",
        4,
        ("ExceptionGroup",),
    )
    assert stripped.error.cause is not None
    assert (stripped.error.cause.type, stripped.error.cause.bases) == ("OSError", ("OSError", "Exception"))
    assert [event.actor for event in stripped.trace.events] == ["callback hidden", "T2", "main program", None]
    assert stripped.standstill is not None
    assert [wait.name for wait in stripped.standstill.waits] == ["T1"]


def test_an_exception_without_a_built_in_class_is_called_an_exception() -> None:
    stripped = strip(Observation(Ending.RAISED, error=ErrorInfo(CANARY, "", (CANARY,))))
    assert stripped.error is not None
    assert stripped.error.type == "Exception"


def test_a_run_without_much_in_it_is_stripped_too() -> None:
    assert strip(Observation(Ending.RETURNED, returned=1)) == Observation(Ending.RETURNED)
    stripped = strip(Observation(Ending.DEADLOCK, standstill=Standstill(1.0)))
    assert stripped.standstill == Standstill(1.0)


def test_random_results_are_hidden_everywhere() -> None:
    tokens = Tokens()
    token = tokens.make("a", 0)
    hidden = hide_tokens(full(f"<{token}>"), tokens)
    assert token not in str(hidden)
    expected = full("<<result of a>>")
    assert str(hidden) == str(expected)  # opaque values equal nothing
    assert hide_tokens(Trace((), (TaskInfo("T1", token, ""),)), tokens).tasks[0].name == "<result of a>"


@pytest.mark.parametrize("value", [1, 2.5, None, True, "", [], Ending.RAISED, MappingProxyType({"a": 1}), range(3)])
def test_values_without_random_results_stay_as_they_are(value: Any) -> None:
    tokens = Tokens()
    tokens.make("a", 0)
    assert hide_tokens(value, tokens) == value


def test_without_random_results_nothing_is_copied() -> None:
    observation = full("x")
    assert hide_tokens(observation, Tokens()) is observation
