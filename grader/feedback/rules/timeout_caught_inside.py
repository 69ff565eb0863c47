"""``except TimeoutError`` inside the ``async with asyncio.timeout()`` block."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "timeout-caught-inside"


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("TimeoutError") or error.line is None:
        return None
    for block in syntax.nodes(context.source.tree):
        if not isinstance(block, ast.AsyncWith) or not syntax.calls(block, "timeout", "timeout_at"):
            continue
        handler = next(
            (n for n in ast.walk(block) if isinstance(n, ast.ExceptHandler) and "TimeoutError" in syntax.catches(n)),
            None,
        )
        if handler is not None and syntax.covers(block, error.line):
            return context.say(
                SLUG,
                what=f"The `except TimeoutError` on line {handler.lineno} stands inside the block with the time-out, "
                "and saw nothing.",
                where=context.place(handler.lineno),
                why="Inside the block the time-out shows itself as a cancellation. Only when the block is left does "
                "`timeout()` turn that into `TimeoutError`.",
                ask="Where does the `try` have to stand, so that the whole block is inside it?",
            )
    return None
