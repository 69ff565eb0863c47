"""A result was put into a future that had been cancelled."""

from __future__ import annotations

from grader.feedback import facts
from grader.feedback.context import Context
from grader.model import Diagnosis, EventKind

SLUG = "set-after-cancel"


def explain(context: Context) -> Diagnosis | None:
    again = next(context.trace.of(EventKind.FUTURE_RESOLVED_AGAIN), None)
    if again is None:
        return None
    first = next((e for e in context.trace.of(EventKind.FUTURE_RESOLVED) if e.subject == again.subject), None)
    if first is None or facts.text(first, "how") != "cancelled" or facts.text(again, "how") == "cancelled":
        return None
    who = context.task(again.actor)
    return context.say(
        SLUG,
        what=f"{who[:1].upper()}{who[1:]} tried to put a result into a cancelled "
        f"future{context.when(again.time)}: `InvalidStateError`.",
        where=context.place(again.line),
        why=f"The future was cancelled{context.when(first.time)}{context.line(first.line)}. A "
        "cancelled future is done, and cannot take a result any more.",
        ask="What can be asked of the future right before the result is put into it?",
    )
