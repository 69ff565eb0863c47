"""Mistakes in a checks file that its text shows: what would leak from one submission to the next, or never run."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from grader.errors import Problem

_FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
_CACHES: Final = frozenset({"cache", "lru_cache", "cached_property"})
_MUTABLE: Final = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp, ast.Call)


def find_mistakes(tree: ast.Module, path: Path) -> list[Problem]:
    """Every mistake of these kinds in a checks file."""
    return [
        Problem(path, node.lineno, node.col_offset + 1, message)
        for find in (_kept_state, _checks_that_never_run, _checks_that_hide_another)
        for node, message in find(tree)
    ]


_Found = Iterator[tuple[ast.stmt | ast.expr, str]]


def _kept_state(tree: ast.Module) -> _Found:
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield node, "a check must not use global: it would carry something over to the next submission"
        elif isinstance(node, _FunctionNode | ast.Lambda):
            for default in [*node.args.defaults, *node.args.kw_defaults]:
                if isinstance(default, _MUTABLE):
                    yield default, "this default is kept from one submission to the next; make it inside the function"
        elif isinstance(node, ast.ImportFrom | ast.Attribute) and _reaches_a_cache(node):
            yield node, "a cache is kept from one submission to the next; use a fixture"


def _reaches_a_cache(node: ast.ImportFrom | ast.Attribute) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "functools" and any(alias.name in _CACHES for alias in node.names)
    return isinstance(node.value, ast.Name) and node.value.id == "functools" and node.attr in _CACHES


def _checks_that_never_run(tree: ast.Module) -> _Found:
    for node in _tests(tree.body):
        if isinstance(node, ast.AsyncFunctionDef):
            yield node, f"{node.name} is an async function, which pytest does not run; a check is a plain function"
        elif any(isinstance(inner, ast.Yield | ast.YieldFrom) for inner in _own_nodes(node)):
            yield node, f"{node.name} has a yield, so pytest does not run it"


def _checks_that_hide_another(tree: ast.Module) -> _Found:
    bodies = [tree.body, *(node.body for node in ast.walk(tree) if isinstance(node, ast.ClassDef))]
    for body in bodies:
        seen: set[str] = set()
        for node in body:
            if isinstance(node, _FunctionNode) and node.name.startswith("test"):
                if node.name in seen:
                    yield node, f"there are two checks named {node.name!r}; the first would never run"
                seen.add(node.name)


def _tests(body: Iterable[ast.stmt]) -> Iterator[_FunctionNode]:
    for node in body:
        if isinstance(node, _FunctionNode) and node.name.startswith("test"):
            yield node
        elif isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            yield from _tests(node.body)


def _own_nodes(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """The nodes of a function without those of functions inside it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, _FunctionNode | ast.Lambda | ast.ClassDef):
            waiting.extend(ast.iter_child_nodes(node))
