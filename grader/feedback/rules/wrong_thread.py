"""A method of the loop was called from another thread."""

from __future__ import annotations

from grader.feedback import facts
from grader.feedback.context import Context
from grader.model import Diagnosis, EventKind

SLUG = "wrong-thread"


def explain(context: Context) -> Diagnosis | None:
    event = next(context.trace.of(EventKind.WRONG_THREAD), None)
    if event is None:
        return None
    method = facts.text(event, "call")
    what = f"`{method}`" if method and not context.hidden else "A method of the event loop or of a future"
    thread = (
        context.task(event.actor) if event.actor is not None and event.actor.startswith("thread") else "another thread"
    )
    return context.say(
        SLUG,
        what=f"{what} was called from {thread}, not from the loop's own thread{context.line(event.line)}.",
        where=context.place(event.line),
        why="Almost nothing in asyncio may be called from another thread. The loop sleeps until something wakes it, "
        "and it does not notice what another thread slips into its queue: outside this grader such a program "
        "may hang until some other event happens.",
        ask="Which method of the loop is made for this, and wakes the loop up too? Its name says so.",
    )
