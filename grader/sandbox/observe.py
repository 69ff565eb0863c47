"""From the report of the learner's process to an ``Observation``: checked piece by piece, because nothing in it can be
trusted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from grader.model import (
    Ending,
    ErrorInfo,
    EventKind,
    Frame,
    Observation,
    Standstill,
    TaskInfo,
    Trace,
    TraceEvent,
    Usage,
    Wait,
)
from grader.sandbox.probes import make_opaque
from grader.sandbox.protocol import ProtocolError, decode

_MAX_EVENTS: Final = 2_500
_MAX_TEXT: Final = 4_000
_MAX_NAME: Final = 500
_MAX_NESTING: Final = 4
_MAX_INNER: Final = 8
_MAX_NOTICES: Final = 20
_MAX_TASKS: Final = 2_500
_MAX_TIME: Final = 1e15
# What only the trusted side can know is not accepted from inside.
_ENDINGS_FROM_INSIDE: Final = frozenset(
    {
        Ending.RETURNED,
        Ending.RAISED,
        Ending.EXITED,
        Ending.NOT_LOADABLE,
        Ending.DEADLOCK,
        Ending.NEVER_ENDS,
        Ending.BUSY_LOOP,
        Ending.WAITING_ON_NETWORK,
        Ending.WAITING_ON_SIGNAL,
        Ending.WAITING_ON_INPUT,
        Ending.OUT_OF_MEMORY,
    }
)


def observe(report: Mapping[str, Any], lines: list[str]) -> Observation:
    """The observation in a ``done`` message, without streams and probes; ``lines`` are those of the learner's file.

    ``ProtocolError`` if the message is not one that an honest process sends.
    """
    try:
        ending = Ending(_text(report["ending"]))
        if ending not in _ENDINGS_FROM_INSIDE:
            raise ProtocolError(f"the ending {ending} cannot be known inside")
        error = report["error"]
        standstill = report["standstill"]
        return Observation(
            ending=ending,
            returned=decode(report["value"], make_opaque),
            error=None if error is None else _error(error, lines, 0),
            exit_code=_optional(_whole, report["exit_code"]),
            stage="load" if report["stage"] == "load" else "run",
            loop_time=_number(report["loop_time"]),
            trace=_trace(report["trace"]),
            standstill=None if standstill is None else _standstill(standstill),
            tamper=tuple(_name(notice) for notice in _list(report.get("tamper", []))[:_MAX_NOTICES]),
            usage=Usage(cpu_s=_number(report["cpu_s"]), peak_mb=_number(report["peak_mb"])),
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise ProtocolError(f"a malformed report: {type(error).__name__}") from None


def _trace(form: Any) -> Trace:
    events = _list(form["events"])
    if len(events) > _MAX_EVENTS:
        raise ProtocolError("the trace is too long")
    return Trace(
        events=tuple(_event(event) for event in events),
        tasks=tuple(
            TaskInfo(_name(key), _name(name), _name(coroutine), _optional(_whole, line))
            # The events, which are as few, tell of the first ones only.
            for key, name, coroutine, line in _list(form["tasks"])[:_MAX_TASKS]
        ),
    )


def _event(form: Any) -> TraceEvent:
    time, kind, subject, actor, line, data = _list(form)
    return TraceEvent(
        _number(time),
        EventKind(_text(kind)),
        _optional(_name, subject),
        _optional(_name, actor),
        _optional(_whole, line),
        _plain_mapping(data),
    )


def _plain_mapping(form: Any) -> Mapping[str, Any]:
    if form is None:
        return {}
    if type(form) is not dict:
        raise TypeError
    return {_name(name): _scalar(value) for name, value in form.items()}


def _scalar(value: Any) -> Any:
    kind = type(value)
    if value is None or kind is bool:
        return value
    if kind is str:
        return _name(value)
    if kind not in (int, float) or not -_MAX_TIME <= value <= _MAX_TIME:
        raise TypeError
    return value


def _standstill(form: Any) -> Standstill:
    waits = form["entry_waits"]
    return Standstill(
        time=_number(form["time"]),
        waits=tuple(_wait(wait) for wait in _list(form["waits"])[:1_000]),
        cycles=tuple(tuple(_text(key) for key in _list(cycle)) for cycle in _list(form["cycles"])[:100]),
        entry=_optional(_text, form["entry"]),
        entry_line=_optional(_whole, form["entry_line"]),
        entry_waits=None if waits is None else _wait(waits),
    )


def _wait(form: Any) -> Wait:
    return Wait(
        task=_text(form["task"]),
        name=_text(form["name"]),
        line=_optional(_whole, form["line"]),
        primitive=_text(form["primitive"]),
        text=_text(form["text"]),
        variable=_optional(_text, form.get("variable")),
        owner=_optional(_text, form.get("owner")),
        owner_line=_optional(_whole, form.get("owner_line")),
        owner_finished=form.get("owner_finished") is True,
        unfinished=_optional(_whole, form.get("unfinished")),
        target=_optional(_text, form.get("target")),
        created_line=_optional(_whole, form.get("created_line")),
    )


def _error(form: Any, lines: list[str], depth: int) -> ErrorInfo:
    if depth > _MAX_NESTING:
        raise ProtocolError("exceptions are nested too deep")
    cause = form["cause"]
    return ErrorInfo(
        type=_text(form["type"]),
        message=_text(form["message"]),
        bases=tuple(_text(base) for base in _list(form["bases"])),
        frames=tuple(_frame(frame, lines) for frame in _list(form["frames"])[:50]),
        column=_optional(_whole, form["column"]),
        end_column=_optional(_whole, form["end_column"]),
        notes=tuple(_text(note) for note in _list(form["notes"])[:_MAX_INNER]),
        inner=tuple(_error(inner, lines, depth + 1) for inner in _list(form["inner"])[:_MAX_INNER]),
        cause=None if cause is None else _error(cause, lines, depth + 1),
    )


def _frame(form: Any, lines: list[str]) -> Frame:
    function, line = _list(form)
    line = _whole(line)
    return Frame(_text(function), line, lines[line - 1] if 0 < line <= len(lines) else "")


def _optional(kind: Callable[[Any], Any], value: Any) -> Any:
    return None if value is None else kind(value)


def _list(value: Any) -> list[Any]:
    if type(value) is not list:
        raise TypeError
    return value


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError
    return value[:_MAX_TEXT]


def _name(value: Any) -> str:
    """A text of those that a trace has thousands of."""
    return _text(value)[:_MAX_NAME]


def _whole(value: Any) -> int:
    if type(value) is not int or abs(value) >= 1 << 63:
        raise TypeError
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not 0 <= value <= _MAX_TIME:
        raise TypeError
    return float(value)
