"""A collection changed while a loop went over it."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "changed-while-iterating"

_MESSAGES = (
    "changed size during iteration",
    "changed during iteration",
    "mutated during iteration",
)


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("RuntimeError") or not any(m in error.message for m in _MESSAGES):
        return None
    loops = [
        n
        for n in syntax.nodes(context.source.tree)
        if isinstance(n, ast.For) and syntax.covers(n, error.line) and _waits(n)
    ]
    meanwhile = ""
    if loops:
        meanwhile = " The body of this loop waits, and while it waits other code runs and may change the collection."
    kind = error.message.lower().removeprefix("ordereddict").split()[0] if error.message else "collection"
    return context.say(
        SLUG,
        what=f"A {kind if kind in {'set', 'dictionary', 'deque'} else 'collection'} changed while a loop was going "
        "over it.",
        where=context.error_place(error),
        why="Python cannot tell which items are still to come when the collection grows or shrinks on the way, so it "
        f"stops.{meanwhile}",
        ask="What adds or removes an item while the loop runs? Which items should the loop go over: those of now, or "
        "those of its beginning?",
    )


def _waits(node: ast.For) -> bool:
    return any(isinstance(n, ast.Await) for n in ast.walk(node))
