"""``gather([a, b])`` in place of ``gather(a, b)``, or ``wait(a, b)`` in place of ``wait([a, b])``."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "gather-list-not-star"


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("TypeError") or error.line is None:
        return None
    message = error.message
    gathers = [
        call
        for call in syntax.calls(context.source.tree, "gather", line=error.line)
        if call.args and not any(isinstance(argument, ast.Starred) for argument in call.args)
    ]
    if gathers and any(words in message for words in ("unhashable type", "coroutine or an awaitable is required")):
        return context.say(
            SLUG,
            what=f"`gather()` was given one collection{context.line(error.line)} in place of the coroutines in it.",
            where=context.error_place(error),
            why="`gather()` takes each coroutine, task or future as an argument of its own. A list of them is one "
            "argument, and a list cannot be awaited.",
            ask="How does Python hand the items of a list over as separate arguments?",
        )
    return None
