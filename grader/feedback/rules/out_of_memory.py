"""The program wanted more memory than it may have."""

from __future__ import annotations

from grader.feedback.context import Context
from grader.model import Diagnosis, Ending

SLUG = "out-of-memory"


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if context.seen.ending is not Ending.OUT_OF_MEMORY and not (error is not None and error.is_a("MemoryError")):
        return None
    return context.say(
        SLUG,
        what=f"Your program wanted more than the {context.exercise.limits.memory_mb} MB of memory that it may use.",
        where=context.error_place(error),
        why="Something grows without bound: a list that is never emptied, a string that doubles, or tasks that are "
        "created faster than they end.",
        ask="What gets bigger each time round, and when does it get smaller again?",
    )
