"""What must not leave the host: random results of probes, and what a hidden run showed."""

from __future__ import annotations

import builtins
import dataclasses
from collections.abc import Callable, Hashable
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final, TypeVar, cast

from grader.checks.sitting import Tokens
from grader.model import (
    Comparison,
    ErrorInfo,
    Observation,
    Standstill,
    TaskInfo,
    Trace,
    TraceEvent,
    Usage,
    Wait,
)

_T = TypeVar("_T")


def hide_tokens(value: _T, tokens: Tokens) -> _T:
    """A copy of a model value in which the name of each probe stands in place of its random results."""
    return cast(_T, _rewrite(value, tokens)) if tokens else value


def _rewrite(value: Any, tokens: Tokens) -> Any:  # noqa: PLR0911 - one return for each kind of value
    kind = type(value)
    if kind is str:
        return tokens.hide(value)
    if kind in _UNTOUCHED or not value:
        return value
    if kind in _SEQUENCES:
        return kind(_rewrite(item, tokens) for item in value)
    if kind is dict or kind is MappingProxyType:
        return {_rewrite(key, tokens): _rewrite(item, tokens) for key, item in value.items()}
    if kind is bytes or kind is bytearray:
        return kind(tokens.hide(value.decode("latin-1")).encode("latin-1", "replace"))
    if kind is Trace and not tokens.are_in(repr((value.tasks, list(map(_event_texts, value.events))))):
        return value  # a trace is long, and rarely holds a result
    get = _parts(cast(Hashable, kind))
    return kind(*[_rewrite(part, tokens) for part in get(value)]) if get is not None else value


_event_texts: Final = attrgetter("subject", "actor", "data")


@cache
def _parts(kind: Hashable) -> Callable[[Any], tuple[Any, ...]] | None:
    """What takes the values of a dataclass's fields, in order; ``None`` for another type."""
    return (
        attrgetter(*[part.name for part in dataclasses.fields(kind)])
        if isinstance(kind, type) and dataclasses.is_dataclass(kind)
        else None
    )


_UNTOUCHED: Final = frozenset({type(None), bool, int, float, complex, Usage})
_SEQUENCES: Final = frozenset({list, tuple, set, frozenset})


def strip(observation: Observation) -> Observation:
    """A run with hidden inputs as it may be shown: its ending, its times and its lines, nothing that the program wrote.

    The program sees its inputs and could print them, raise them, or name a task after them.
    """
    return dataclasses.replace(
        observation,
        returned=None,
        error=_strip_error(observation.error),
        exit_code=None,
        stdout="",
        stderr="",
        trace=_strip_trace(observation.trace),
        standstill=_strip_standstill(observation.standstill),
        probes=tuple(dataclasses.replace(event, args=()) for event in observation.probes),
        detail=None,
        timeline=None,
    )


def _strip_error(error: ErrorInfo | None) -> ErrorInfo | None:
    """The exception with the nearest built-in class in place of its own, and without any text."""
    if error is None:
        return None
    known = tuple(name for name in (error.type, *error.bases) if isinstance(getattr(builtins, name, None), type))
    return ErrorInfo(
        type=known[0] if known else "Exception",
        message="",
        bases=tuple(dict.fromkeys(known)),
        frames=tuple(dataclasses.replace(frame, function="", text="") for frame in error.frames),
        column=error.column,
        end_column=error.end_column,
        inner=tuple(filter(None, map(_strip_error, error.inner))),
        cause=_strip_error(error.cause),
    )


def _strip_trace(trace: Trace) -> Trace:
    return Trace(
        events=tuple(
            TraceEvent(event.time, event.kind, event.subject, _strip_actor(event.actor), event.line)
            for event in trace.events
        ),
        tasks=tuple(TaskInfo(task.key, task.key, "", task.created_line) for task in trace.tasks),
    )


def _strip_actor(actor: str | None) -> str | None:
    """An actor without the name that the program may have made up: ``callback NAME``, ``thread NAME``."""
    if actor is None or actor == "main program":
        return actor
    kind, space, _ = actor.partition(" ")
    return f"{kind} hidden" if space else actor


def _strip_standstill(standstill: Standstill | None) -> Standstill | None:
    if standstill is None:
        return None
    entry = standstill.entry_waits
    return dataclasses.replace(
        standstill,
        waits=tuple(map(_strip_wait, standstill.waits)),
        entry_waits=_strip_wait(entry) if entry is not None else None,
    )


def _strip_wait(wait: Wait) -> Wait:
    return dataclasses.replace(wait, name=wait.task, text="", variable=None, target=None)


def seen_outside(observation: Observation, tokens: Tokens, *, hidden: bool) -> Observation:
    """The observation as it may be reported."""
    return strip(observation) if hidden else hide_tokens(observation, tokens)


def comparison_outside(comparison: Comparison | None, tokens: Tokens, *, hidden: bool) -> Comparison | None:
    """The comparison as it may be reported: none where the inputs are hidden."""
    return None if hidden or comparison is None else hide_tokens(comparison, tokens)
