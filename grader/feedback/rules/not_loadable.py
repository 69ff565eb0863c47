"""The file itself failed, before any check could use it."""

from __future__ import annotations

from grader.feedback.context import Context
from grader.model import Diagnosis, Ending

SLUG = "not-loadable"


def explain(context: Context) -> Diagnosis | None:
    run = context.seen
    if run.ending is not Ending.NOT_LOADABLE:
        return None
    error = run.error
    if error is None:
        what = "Your file could not be loaded."
    else:
        what = f"Your file could not be loaded: it ended in {context.message(error)}{context.line(error.line)}."
    return context.say(
        SLUG,
        what=what,
        where=context.error_place(error),
        why="A check imports your file first, and that runs every line at its top level. None of the checks can "
        "begin before that succeeds.",
        ask="Which lines are meant to run at once, and which only when a function is called?",
    )
