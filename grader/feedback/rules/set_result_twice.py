"""A future was completed a second time."""

from __future__ import annotations

from grader.feedback import facts
from grader.feedback.context import Context
from grader.model import Diagnosis, EventKind, TraceEvent

SLUG = "set-result-twice"


def explain(context: Context) -> Diagnosis | None:
    again = next(context.trace.of(EventKind.FUTURE_RESOLVED_AGAIN), None)
    error = context.error
    if again is None:
        return None
    first = next((e for e in context.trace.of(EventKind.FUTURE_RESOLVED) if e.subject == again.subject), None)
    second = context.task(again.actor)
    return context.say(
        SLUG,
        what=f"{second[:1].upper()}{second[1:]} tried{context.when(again.time)} to complete a future "
        "that was complete already: `InvalidStateError`.",
        where=context.place(again.line) or context.error_place(error),
        why=f"A future goes from pending to done exactly once. {_first(context, again, first)}",
        ask="Which of the two should complete it? And what can the other one ask the future before it writes to it?",
    )


def _first(context: Context, again: TraceEvent, first: TraceEvent | None) -> str:
    actor = first.actor if first is not None else facts.text(again, "first_actor")
    line = first.line if first is not None else facts.datum(again, "first_line")
    time = first.time if first is not None else facts.datum(again, "first_time")
    if not actor:
        return "It was done already, and that cannot be changed."
    who = context.task(actor)
    moment = context.when(time) if isinstance(time, int | float) else ""
    where = context.line(line if isinstance(line, int) else None)
    return f"{who[:1].upper()}{who[1:]} had completed it already{moment}{where}."
