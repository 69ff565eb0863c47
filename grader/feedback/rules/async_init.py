"""``async def __init__``."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "async-init"


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if (
        error is None
        or not error.is_a("TypeError")
        or "__init__() should return None, not 'coroutine'" not in error.message
    ):
        return None
    found = [
        f for f in syntax.functions(context.source.tree) if isinstance(f, ast.AsyncFunctionDef) and f.name == "__init__"
    ]
    return context.say(
        SLUG,
        what="`__init__` was written with `async def`, and Python cannot await it.",
        where=context.place(found[0].lineno) if len(found) == 1 else context.error_place(error),
        why="Making an object calls `__init__` as a plain function and expects `None`. A coroutine function gives a "
        "coroutine object in its place, and nobody runs that.",
        ask="What can be done at once when the object is made, and which other method could do the part that waits?",
    )
