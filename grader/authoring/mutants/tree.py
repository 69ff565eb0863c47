"""Places in a syntax tree, and a copy of the tree with something else at one of them."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

Step = tuple[str, int | None]
"""A field of a node, and the place in it if it holds a list."""

Replacement = ast.AST | list[ast.stmt]
"""What stands in place of a node; in place of a statement there may be several, or none."""

_NO_CODE = frozenset({"annotation", "returns", "type_comment", "ctx", "type_params", "format_spec"})
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Site:
    """A node where it stands. ``scope`` is the dotted name of the function or class around it, or ``module``."""

    node: ast.AST
    path: tuple[Step, ...] = ()
    scope: str = "module"
    in_coroutine: bool = False


def sites(tree: ast.Module, left_out: frozenset[int] = frozenset()) -> Iterator[Site]:
    """Every node of code, outer ones first; not annotations, docstrings, nor the top-level statements ``left_out``."""
    for number, statement in enumerate(tree.body):
        if number not in left_out and not _is_text(statement):
            yield from _below(Site(statement, (("body", number),)))


def _below(site: Site) -> Iterator[Site]:
    yield site
    node = site.node
    inside = replace(site, scope=scope_inside(site))
    for name, value in ast.iter_fields(node):
        if name in _NO_CODE:
            continue
        around = inside if name != "decorator_list" else site
        if name == "body" and isinstance(node, (*_FUNCTIONS, ast.Lambda)):
            around = replace(around, in_coroutine=isinstance(node, ast.AsyncFunctionDef))
        yield from _in_field(around, name, value)


def scope_inside(site: Site) -> str:
    """The dotted name of the scope that the node opens, or the one that it stands in."""
    if not isinstance(site.node, (*_FUNCTIONS, ast.ClassDef)):
        return site.scope
    return site.node.name if site.scope == "module" else f"{site.scope}.{site.node.name}"


def _in_field(around: Site, name: str, value: Any) -> Iterator[Site]:
    if isinstance(value, ast.AST):
        yield from _below(replace(around, node=value, path=(*around.path, (name, None))))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            if isinstance(item, ast.AST) and not _is_text(item):
                yield from _below(replace(around, node=item, path=(*around.path, (name, place))))


def _is_text(node: ast.AST) -> bool:
    """Whether it is a docstring, or a text that stands alone like one."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def replaced(node: Any, path: tuple[Step, ...], new: Replacement) -> Any:
    """A copy of the tree ``node`` with ``new`` at ``path``; the rest is shared with it."""
    if not path:
        return new
    (name, place), rest = path[0], path[1:]
    changed = copy.copy(node)
    value = getattr(node, name)
    if place is None:
        setattr(changed, name, replaced(value, rest, new))
        return changed
    items = list(value)
    below = replaced(value[place], rest, new)
    items[place : place + 1] = below if isinstance(below, list) else [below]
    setattr(changed, name, items or [ast.Pass()])
    return changed
