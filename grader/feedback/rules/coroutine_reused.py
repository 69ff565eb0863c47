"""One coroutine object was awaited twice."""

from __future__ import annotations

from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "coroutine-reused"

_MESSAGES = ("cannot reuse already awaited coroutine", "coroutine is being awaited already")


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("RuntimeError") or not any(m in error.message for m in _MESSAGES):
        return None
    return context.say(
        SLUG,
        what="The same coroutine object was awaited a second time.",
        where=context.error_place(error),
        why="A coroutine object stands for one run of its function, from the first line to the end. It can be awaited "
        "once; each further run needs an object of its own, and only calling the function makes one.",
        ask="Where is the coroutine object made, and how often? Should the function be handed on in its place, or the "
        "result be kept?",
    )
