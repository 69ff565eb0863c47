"""``@asyncio.coroutine``, which Python 3.11 removed."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "removed-decorator"


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not (error.is_a("AttributeError") or error.is_a("ImportError")):
        return None
    if "asyncio" not in error.message or "'coroutine'" not in error.message:
        return None
    decorated = [
        (f.name, d)
        for f in syntax.functions(context.source.tree)
        for d in f.decorator_list
        if syntax.last_name(d) == "coroutine"
    ]
    place = context.error_place(error)
    if decorated:
        node = min((d for _, d in decorated), key=lambda d: d.lineno)
        place = context.place(node.lineno, context.source.column(node.lineno, node.col_offset))
    yields = any(isinstance(n, ast.YieldFrom) for n in syntax.nodes(context.source.tree))
    also = " `yield from` belonged to that old form too." if yields else ""
    return context.say(
        SLUG,
        what="Your program uses `@asyncio.coroutine`, which Python 3.11 removed.",
        where=place,
        why=f"Before Python 3.5 a coroutine was a generator with this decorator.{also} Today the language has its "
        "own words for it.",
        ask="With which two keywords does a function say today that it is a coroutine, and that it waits for "
        "another one?",
    )
