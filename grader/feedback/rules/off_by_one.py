"""A count or a range that is one off."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TypeGuard

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.feedback.rules.wrong_output import output_lines
from grader.model import Diagnosis

SLUG = "off-by-one"


def explain(context: Context) -> Diagnosis | None:
    comparison = context.check.comparison if context.check is not None else None
    if comparison is None or context.run is None or context.hidden:
        return None
    sides = output_lines(context, comparison) or _values(comparison.got, comparison.expected)
    loops = _counting(context.source.tree)
    if sides is None or not loops:
        return None
    how = _one_off(*sides)
    if how is None:
        return None
    return context.say(
        SLUG,
        what=f"{context.stated()}{how}",
        where=context.place(loops[0]) if len(loops) == 1 else None,
        why=" ".join(rule for kind, rule in _RULES.items() if kind in _kinds(context.source.tree)),
        ask="Go through the first and the last turn of the loop on paper: which numbers do they use?",
    )


_RULES = {
    "range": "`range(n)` counts from 0 to `n - 1`, and `range(a, b)` stops before `b`.",
    "while": "A `while` loop stops at the first value for which its condition is false.",
}


def _kinds(tree: ast.Module | None) -> set[str]:
    kinds = {"while"} if any(_stops_at_a_value(n) for n in syntax.nodes(tree)) else set()
    return kinds | ({"range"} if syntax.calls(tree, "range") else set())


def _values(got: str, expected: str) -> tuple[Sequence[object], Sequence[object]] | None:
    try:
        one, other = ast.literal_eval(got), ast.literal_eval(expected)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    return (one, other) if isinstance(one, list | tuple) and isinstance(other, list | tuple) else None


def _one_off(got: Sequence[object], expected: Sequence[object]) -> str | None:
    one, other = list(got), list(expected)
    if min(len(one), len(other)) < 2:  # noqa: PLR2004 - of a single item nothing can be said
        return None
    told = (
        (one[:-1] == other, "Everything is there, and one item too many at the end."),
        (one == other[:-1], "The last item is missing; everything before it is right."),
        (one[1:] == other, "Everything is there, and one item too many at the beginning."),
        (one == other[1:], "The first item is missing; all after it is right."),
        (one[1:] == other[:-1] or one[:-1] == other[1:], "The items are the right ones, moved by one place."),
    )
    return next((words for fits, words in told if fits), None)


def _stops_at_a_value(node: ast.AST) -> TypeGuard[ast.While]:
    """Whether it is a ``while`` loop that compares; ``while True`` counts nothing."""
    return isinstance(node, ast.While) and any(isinstance(n, ast.Compare) for n in ast.walk(node.test))


def _counting(tree: ast.Module | None) -> list[int]:
    """The lines of the loops that count."""
    loops = [
        n.lineno
        for n in syntax.nodes(tree)
        if _stops_at_a_value(n)
        or (
            isinstance(n, ast.For | ast.AsyncFor)
            and "range" in {syntax.last_name(c.func) for c in syntax.calls(n.iter)}
        )
    ]
    loops += [
        n.iter.lineno
        for n in syntax.nodes(tree)
        if isinstance(n, ast.comprehension) and "range" in {syntax.last_name(c.func) for c in syntax.calls(n.iter)}
    ]
    return sorted(set(loops))
