"""``result()`` of a future that is not done."""

from __future__ import annotations

from grader.feedback.context import Context
from grader.feedback.rules import never_awaited
from grader.model import Diagnosis

SLUG = "result-before-done"


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("InvalidStateError"):
        return None
    words = error.message.lower().rstrip(".")
    if words not in {"result is not set", "result is not ready", "exception is not set"}:
        return None
    if never_awaited.dropped_before(context, error.line):
        # The wait that should have come first is there, and waits for nothing.
        return None
    method = "exception" if "exception" in words else "result"
    return context.say(
        SLUG,
        what=f"`{method}()` was asked of a future or task that is not done yet: `InvalidStateError`.",
        where=context.error_place(error),
        why=f"`{method}()` never waits. It hands out what is there already, and there is nothing before it is done.",
        ask="What would make the program wait until it is done? What does that expression give you?",
    )
