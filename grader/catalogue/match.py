"""Recognising a known wrong answer in a submission, by syntax tree.

A misconception fixes the content of some gaps; whatever stands in the others does not matter. So its program is
rendered with the other gaps left open, and an open gap matches anything. Comments, docstrings, blank lines and quotes
do not count.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from grader.catalogue.gaps import parse
from grader.catalogue.names import MARKER
from grader.catalogue.render import fill
from grader.model import Exercise, KnownAnswer, Misconception

_UNCOMPARED = frozenset({"ctx", "kind", "type_comment"})


_MAX_SOURCE = 50_000
"""Characters of a program beyond which no known answer is looked for: the comparison takes the square of the length."""


def find_misconception(exercise: Exercise, source: str) -> KnownAnswer | None:
    """The first known wrong answer of the exercise that ``source`` gives, or ``None``."""
    tree = parse(source) if len(source) <= _MAX_SOURCE else None
    if not isinstance(tree, ast.Module):
        return None
    for misconception in exercise.misconceptions:
        try:
            if _match(_template(exercise, misconception), tree):
                return KnownAnswer(misconception, _first_difference(_right(exercise, misconception), tree, None))
        except RecursionError:
            return None
    return None


def _template(exercise: Exercise, misconception: Misconception) -> object:
    program = misconception.program
    return parse(fill(exercise.starter, misconception.fills) if program is None else program)


def _right(exercise: Exercise, misconception: Misconception) -> object:
    """What a submission with this wrong answer should have been, its other gaps open."""
    wrong = misconception.fills if misconception.program is None else [gap.name for gap in exercise.gaps]
    return parse(fill(exercise.starter, {gap.name: gap.answer for gap in exercise.gaps if gap.name in wrong}))


def _first_difference(right: object, found: object, line: int | None) -> int | None:
    """The line of the first node of ``found`` that departs from ``right``; ``line`` is that of the node around it."""
    if _match(right, found):
        return None
    line = getattr(found, "lineno", line)
    pairs: Iterable[tuple[object, object]]
    if isinstance(right, list) and isinstance(found, list):
        pairs = _aligned(_without_docstring(right), _without_docstring(found))
    elif isinstance(right, ast.AST) and type(right) is type(found):
        names = [name for name in right._fields if name not in _UNCOMPARED]
        pairs = ((getattr(right, name, None), getattr(found, name, None)) for name in names)
    else:
        return line
    inner = (_first_difference(one, other, line) for one, other in pairs)
    return next((place for place in inner if place is not None), line)


def _aligned(right: list[object], found: list[object]) -> Iterable[tuple[object, object]]:
    """The items that stand for one another: before the first open gap counted from the front, after the last from
    behind.
    """
    gaps = [place for place, item in enumerate(right) if _is_open(item)]
    if not gaps:
        return zip(right, found, strict=False)
    behind = len(right) - gaps[-1] - 1
    return [
        *zip(right[: gaps[0]], found, strict=False),
        *zip(right[gaps[-1] + 1 :], found[len(found) - behind :], strict=False),
    ]


def _match(template: object, found: object) -> bool:
    if isinstance(template, ast.Name) and MARKER.fullmatch(template.id):
        return isinstance(found, ast.expr)
    if isinstance(template, list):
        return isinstance(found, list) and _match_lists(_without_docstring(template), _without_docstring(found))
    if isinstance(template, ast.AST):
        if type(template) is not type(found):
            return False
        return all(
            _match(getattr(template, name, None), getattr(found, name, None))
            for name in template._fields
            if name not in _UNCOMPARED
        )
    return type(template) is type(found) and template == found


def _without_docstring(items: list[object]) -> list[object]:
    """The list without a text that stands alone at its head: a docstring, which changes nothing that a program does."""
    first = items[0] if items else None
    value = first.value if isinstance(first, ast.Expr) else None
    return items[1:] if isinstance(value, ast.Constant) and isinstance(value.value, str) else items


def _match_lists(template: list[object], found: list[object]) -> bool:
    """Match item by item; an open gap that is a statement or an argument of its own takes any number of items."""
    for place, item in enumerate(template):
        if _is_open(item):
            rest = template[place + 1 :]
            return any(_match_lists(rest, found[taken:]) for taken in range(place, len(found) + 1))
        if place >= len(found) or not _match(item, found[place]):
            return False
    return len(found) == len(template)


def _is_open(node: object) -> bool:
    if isinstance(node, ast.Expr):
        node = node.value
    return isinstance(node, ast.Name) and MARKER.fullmatch(node.id) is not None
