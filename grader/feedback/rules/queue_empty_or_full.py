"""``get_nowait()`` on an empty queue, or ``put_nowait()`` on a full one."""

from __future__ import annotations

from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "queue-empty-or-full"


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not (error.is_a("QueueEmpty") or error.is_a("QueueFull")):
        return None
    empty = error.is_a("QueueEmpty")
    call, state, other = ("get_nowait()", "empty", "an item") if empty else ("put_nowait()", "full", "a free place")
    return context.say(
        SLUG,
        what=f"`{call}` found the queue {state}{context.line(error.line)}: `{error.type}`.",
        where=context.error_place(error),
        why=f"A call that ends in `_nowait` never waits: if there is not {other} at this very moment, it raises.",
        ask=f"Should this place wait until there is {other}? Which method of the queue does that?",
    )
