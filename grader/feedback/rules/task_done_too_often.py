"""``task_done()`` or ``release()`` more often than there was something to give back."""

from __future__ import annotations

from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "task-done-too-often"


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("ValueError") or "task_done() called too many times" not in error.message:
        return None
    return context.say(
        SLUG,
        what=f"`task_done()` was called more often than items were put into the queue{context.line(error.line)}.",
        where=context.error_place(error),
        why="The queue counts: one up for each `put()`, one down for each `task_done()`. Below zero the count would "
        "make no sense, so the queue refuses.",
        ask="How often does each item pass a `task_done()` on its way? Count `get()` and `task_done()` on every path.",
    )
