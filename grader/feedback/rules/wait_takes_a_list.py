"""``asyncio.wait(task)`` or ``asyncio.wait(a, b)`` in place of ``asyncio.wait([a, b])``."""

from __future__ import annotations

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "wait-takes-a-list"

_MESSAGES = ("expect a list of futures", "takes 1 positional argument but")


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("TypeError") or error.line is None:
        return None
    if not syntax.calls(context.source.tree, "wait", line=error.line):
        return None
    if not ("wait() takes 1 positional" in error.message or _MESSAGES[0] in error.message):
        return None
    return context.say(
        SLUG,
        what=f"`asyncio.wait()` was given something other than one collection of tasks{context.line(error.line)}.",
        where=context.error_place(error),
        why="`asyncio.wait()` takes one argument that holds all the tasks, such as a list or a set. `gather()` is the "
        "one that takes them one by one.",
        ask="What can hold all your tasks in one argument?",
    )
