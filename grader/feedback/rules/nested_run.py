"""A loop was to be run inside a running loop."""

from __future__ import annotations

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "nested-run"

_MESSAGES = (
    "cannot be called from a running event loop",
    "This event loop is already running",
    "Cannot run the event loop while another loop is running",
)


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("RuntimeError") or not any(m in error.message for m in _MESSAGES):
        return None
    runs = syntax.calls(context.source.tree, "run", "run_until_complete", "run_forever", line=error.line)
    call = f"`{syntax.dotted(runs[0].func).lstrip('.')}()`" if runs else "A call that runs the event loop"
    return context.say(
        SLUG,
        what=f"{call} was reached while an event loop was already running in this thread.",
        where=context.error_place(error),
        why="To run a loop means to block until it is finished. You are already inside the running loop here: "
        "blocking would freeze the very loop that has to do the work, so Python refuses.",
        ask="On this side a loop is running already. What does a coroutine write to get the result of another "
        "coroutine?",
    )
