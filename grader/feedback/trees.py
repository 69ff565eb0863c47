"""Small questions about syntax trees: what a statement is without its blocks, and what counts as the same."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator, Sequence
from typing import Final

BLOCKS: Final = ("body", "handlers", "orelse", "finalbody")
"""The fields of a compound statement that hold others."""


def has_blocks(node: ast.AST) -> bool:
    return isinstance(getattr(node, "body", None), list)


def head(node: ast.AST) -> ast.AST:
    """A compound statement without its blocks; any other as it is."""
    if not has_blocks(node):
        return node
    bare = copy.copy(node)
    for name in BLOCKS:
        if hasattr(bare, name):
            setattr(bare, name, [])
    return bare


def dump(node: ast.AST) -> str:
    return ast.dump(plain(node))


def plain(node: ast.AST) -> ast.AST:
    """The same without what changes nothing: docstrings, type hints, the kinds of quotes."""
    return _Plain().visit(copy.deepcopy(node)) if _may_be_plainer(node) else node


def _may_be_plainer(node: ast.AST) -> bool:
    return any(
        isinstance(n, ast.AnnAssign)
        or (isinstance(n, ast.arg) and n.annotation is not None)
        or getattr(n, "returns", None) is not None
        or (isinstance(n, ast.Constant) and n.kind is not None)
        or (isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and n is not _bare(n))
        for n in ast.walk(node)
    )


class _Plain(ast.NodeTransformer):
    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        node.kind = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        return node if node.value is None else ast.Assign([node.target], node.value)

    def generic_visit(self, node: ast.AST) -> ast.AST:
        node = _bare(node)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.returns = None
        return super().generic_visit(node)


def _bare(node: ast.AST) -> ast.AST:
    """A function or class without its docstring."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return node
    body = without_docstring(node.body)
    if len(body) == len(node.body):
        return node
    bare = copy.copy(node)
    bare.__dict__["body"] = list(body)
    return bare


def without_docstring(items: Sequence[ast.AST]) -> Sequence[ast.AST]:
    first = items[0] if items else None
    value = first.value if isinstance(first, ast.Expr) else None
    return items[1:] if isinstance(value, ast.Constant) and isinstance(value.value, str) else items


def features(tree: ast.AST) -> Iterator[str]:
    """What a piece of program is made of: each node with the one around it."""
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            yield f"{_label(node)} {_label(child)}"


def _label(node: ast.AST) -> str:
    names = [str(getattr(node, name)) for name in ("id", "arg", "attr", "name", "value") if _is_word(node, name)]
    return " ".join([type(node).__name__, *names])


def _is_word(node: ast.AST, name: str) -> bool:
    return isinstance(getattr(node, name, None), str | int | float | bytes)
