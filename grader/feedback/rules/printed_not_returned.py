"""The right value was printed in place of being returned."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "printed-not-returned"


def explain(context: Context) -> Diagnosis | None:
    check = context.check
    comparison = check.comparison if check is not None else None
    if comparison is None or context.run is None or context.hidden or comparison.op != "==" or comparison.got != "None":
        return None
    try:
        expected = ast.literal_eval(comparison.expected)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    if expected is None or str(expected) not in [line.strip() for line in context.seen.stdout.splitlines()]:
        return None
    prints = [
        c
        for c in syntax.calls(context.source.tree, "print")
        if syntax.enclosing_function(context.source.tree, c.lineno)
    ]
    place = context.place(prints[-1].lineno) if prints else None
    return context.say(
        SLUG,
        what="The value was printed, but the function returned `None`.",
        where=place,
        why="`print()` shows a value to people. Whoever called the function gets only what `return` hands back, and a "
        "function without `return` hands back `None`.",
        ask="What should the caller of this function be able to do with its result?",
    )
