"""The interpreter itself went down, or the system killed it."""

from __future__ import annotations

from grader.feedback.context import Context
from grader.model import Diagnosis, Ending

SLUG = "crashed"


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending not in {Ending.CRASHED, Ending.KILLED}:
        return None
    how = f" ({context.seen.detail.rstrip('.')})" if context.seen.detail and not context.hidden else ""
    return context.say(
        SLUG,
        what=f"Your program took the whole Python process down with it{how}.",
        why="That is not an exception, which Python could report with a line. It happens with very deep recursion "
        "in C code, with `ctypes`, with signals that the program sends to itself, or when it starts more than "
        "it may.",
        ask="Which step was the last one to be done? A `print()` before and after it will tell.",
    )
