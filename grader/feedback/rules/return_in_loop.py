"""A ``return`` that ends a loop in its first turn, though the loop gathers something up."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, Ending

SLUG = "return-in-loop"

_GROWING = frozenset({"append", "add", "update", "extend", "insert", "appendleft"})


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.RETURNED:
        return None
    for loop in syntax.nodes(context.source.tree):
        if not isinstance(loop, ast.For | ast.AsyncFor):
            continue
        if any(isinstance(n, ast.Continue) for statement in loop.body for n in ast.walk(statement)):
            continue
        last = loop.body[-1]
        if isinstance(last, ast.Return) and isinstance(last.value, ast.Name) and last.value.id in _gathered(loop):
            return context.say(
                SLUG,
                what=f"The loop on line {loop.lineno} makes one turn only: the `return` on line {last.lineno} ends it.",
                where=context.place(last.lineno),
                why="`return` leaves the whole function at once, also from the middle of a loop. It stands inside the "
                "loop, so it is reached in the first turn.",
                ask="After how many turns is the result complete, and how far in must the `return` stand for that?",
            )
    return None


def _gathered(loop: ast.For | ast.AsyncFor) -> set[str]:
    """The names of what the loop's body adds to."""
    names = set()
    for node in (n for statement in loop.body for n in ast.walk(statement)):
        match node:
            case ast.AugAssign(target=ast.Name(id=name)):
                names.add(name)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)) if method in _GROWING:
                names.add(name)
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name))]):
                names.add(name)
            case _:
                pass
    return names
