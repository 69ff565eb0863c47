"""A coroutine function was handed over where a coroutine was wanted: ``asyncio.run(main)``."""

from __future__ import annotations

import ast
import re

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "run-without-call"

_MESSAGES = (
    "a coroutine was expected, got",
    "coroutine or an awaitable is required",
    "An asyncio.Future, a coroutine",
    "run() takes 1 positional",
)
_TAKERS = (
    "run",
    "create_task",
    "ensure_future",
    "run_until_complete",
    "gather",
    "wait_for",
    "run_coroutine_threadsafe",
)


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not (error.is_a("ValueError") or error.is_a("TypeError")):
        return None
    if not any(m in error.message for m in _MESSAGES) and "coroutine object is required" not in error.message.lower():
        return None
    for call in syntax.calls(context.source.tree, *_TAKERS, line=error.line):
        for argument in call.args:
            name = syntax.last_name(argument) if isinstance(argument, ast.Name | ast.Attribute) else ""
            if name and (
                name in syntax.async_names(context.source.tree) or re.search(rf"got <function {name}\b", error.message)
            ):
                taker = syntax.dotted(call.func).lstrip(".")
                return context.say(
                    SLUG,
                    what=f"`{taker}` was given the function `{name}` itself, not a coroutine.",
                    where=context.place(argument.lineno, context.source.column(argument.lineno, argument.col_offset)),
                    why=f"`{name}` is only the recipe. A coroutine, which can be run, comes into being when an "
                    "`async def` function is called.",
                    ask=f"How do you make a coroutine out of the function `{name}`?",
                )
    return None
