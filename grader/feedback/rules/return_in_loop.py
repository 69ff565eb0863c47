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
        if (first := _leaves_at_once(context, loop)) is not None:
            last = first
        gathers = isinstance(last, ast.Return) and isinstance(last.value, ast.Name) and last.value.id in _gathered(loop)
        if gathers or first is not None:
            return context.say(
                SLUG,
                what=f"The loop on line {loop.lineno} makes one turn only: the `return` on line {last.lineno} ends it.",
                where=context.place(last.lineno),
                why="`return` leaves the whole function at once, also from the middle of a loop. It stands inside the "
                f"loop, so {'one `return` or the other' if first is not None else 'it'} is reached in the first turn.",
                ask="After how many turns is the result complete, and how far in must the `return` stand for that?",
            )
    return None


def _leaves_at_once(context: Context, loop: ast.For | ast.AsyncFor) -> ast.Return | None:
    """The ``return`` of a fixed value that a check got, in a loop that only looks at the first item.

    Both ways of an ``if`` leave the function then, and nothing comes before it: `if it fits: return it`, `else: return
    None`.
    """
    comparison = context.check.comparison if context.check is not None else None
    branch = loop.body[0]
    if comparison is None or context.hidden or not isinstance(branch, ast.If) or not _ends(branch.body):
        return None
    other = branch.orelse or loop.body[1:]
    if len(other) != 1 or (branch.orelse and loop.body[1:]) or not isinstance(other[0], ast.Return):
        return None
    given = other[0].value
    text = ast.unparse(given) if isinstance(given, ast.Constant) else "None" if given is None else ""
    return other[0] if text == comparison.got else None


def _ends(body: list[ast.stmt]) -> bool:
    return isinstance(body[-1], ast.Return | ast.Raise)


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
