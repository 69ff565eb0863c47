"""Reading a trace: the one place that knows which keys the events carry. A missing key is never an error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from grader.model import ErrorInfo, EventKind, Observation, TaskEnding, Trace, TraceEvent

MAIN_PROGRAM = "main program"

HELPER_COROUTINES = frozenset(
    {
        "shutdown_asyncgens",
        "shutdown_default_executor",
        "_create_server_getaddrinfo",
        "_accept_connection2",
        "_connect_pipes",
        "_noop",
        "_read_stream",
        "_feed_stdin",
    }
)
"""Coroutines of asyncio itself that run as tasks: a learner did not write them and should not have to read them."""


def datum(event: TraceEvent, *names: str) -> Any:
    """The first of these keys that the event has; ``None`` if it has none."""
    return next((event.data[name] for name in names if event.data.get(name) is not None), None)


def text(event: TraceEvent, *names: str) -> str:
    value = datum(event, *names)
    return value if isinstance(value, str) else ""


def number(event: TraceEvent, *names: str) -> float:
    value = datum(event, *names)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


def blocked_seconds(event: TraceEvent) -> float:
    return number(event, "seconds")


def callback_name(event: TraceEvent) -> str:
    return text(event, "name")


def outcome(event: TraceEvent) -> TaskEnding:
    """How a task ended, by its ``task-finished`` event."""
    how = text(event, "how")
    if how == "cancelled":
        return TaskEnding.CANCELLED
    return TaskEnding.ERROR if how == "raised" or text(event, "error") else TaskEnding.DONE


def finishes(trace: Trace) -> dict[str, TraceEvent]:
    """By key, the event of each task that finished."""
    return {e.subject: e for e in trace.of(EventKind.TASK_FINISHED) if e.subject is not None}


def creations(trace: Trace) -> dict[str, TraceEvent]:
    """By key, the event that made each task."""
    return {e.subject: e for e in trace.of(EventKind.TASK_CREATED) if e.subject is not None}


def is_helper(trace: Trace, key: str | None) -> bool:
    task = trace.task(key)
    return task is not None and task.coroutine.rpartition(".")[2] in HELPER_COROUTINES


def waits_for_sleep(event: TraceEvent) -> bool:
    return text(event, "wait") == "sleep"


def by_program(event: TraceEvent) -> bool:
    """Whether the learner's own code did it, rather than asyncio on its way out."""
    via = text(event, "via")
    return via == "cancel" if via else event.line is not None


def stops_while_running(trace: Trace) -> Iterator[TraceEvent]:
    """The calls of ``loop.stop()`` that were made while a loop was running."""
    return (e for e, running in stops(trace) if running)


def stops(trace: Trace) -> Iterator[tuple[TraceEvent, bool]]:
    """The calls of ``loop.stop()``, each with whether a loop was running then."""
    depth = 0
    for event in trace.of(EventKind.LOOP_RUN, EventKind.LOOP_STOPPED, EventKind.LOOP_STOP_CALLED):
        if event.kind is EventKind.LOOP_RUN:
            depth += 1
        elif event.kind is EventKind.LOOP_STOPPED:
            depth = max(depth - 1, 0)
        else:
            running = datum(event, "running")
            yield event, running if isinstance(running, bool) else depth > 0


def may_come_of_loops(error: ErrorInfo | None) -> bool:
    """Whether using the wrong loop can explain how a run ended: it ended well, or in an error that speaks of loops."""
    return error is None or "different loop" in error.message


def root_task(observation: Observation) -> str | None:
    """The key of the task that the program ran first: the one that was not made by another task or callback."""
    for event in observation.trace.of(EventKind.TASK_CREATED):
        if event.actor in {None, MAIN_PROGRAM} and not is_helper(observation.trace, event.subject):
            return event.subject
    return None
