"""Recognising a known wrong answer in a submission, by syntax tree.

A misconception fixes the content of some gaps; whatever stands in the others does not matter. So its program is
rendered with the other gaps left open, and an open gap matches anything. Comments, docstrings, blank lines and quotes
do not count.
"""

from __future__ import annotations

import ast

from grader.catalogue.gaps import parse
from grader.catalogue.names import MARKER
from grader.catalogue.render import fill
from grader.model import Exercise, Misconception

_UNCOMPARED = frozenset({"ctx", "kind", "type_comment"})


def find_misconception(exercise: Exercise, source: str) -> Misconception | None:
    """The first known wrong answer of the exercise that ``source`` gives, or ``None``."""
    tree = parse(source)
    if tree is None:
        return None
    for misconception in exercise.misconceptions:
        program = misconception.program
        if program is None:
            program = fill(exercise.starter, misconception.fills)
        template = parse(program)
        if template is not None and _match(template, tree):
            return misconception
    return None


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
    if not template:
        return not found
    first, rest = template[0], template[1:]
    if _is_open(first):
        return any(_match_lists(rest, found[taken:]) for taken in range(len(found) + 1))
    return bool(found) and _match(first, found[0]) and _match_lists(rest, found[1:])


def _is_open(node: object) -> bool:
    if isinstance(node, ast.Expr):
        node = node.value
    return isinstance(node, ast.Name) and MARKER.fullmatch(node.id) is not None
