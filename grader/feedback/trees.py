"""Small questions about syntax trees: what a statement is without its blocks, and what counts as the same."""

from __future__ import annotations

import ast
import copy
import itertools
import pickle
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp

BLOCKS: Final = ("body", "handlers", "orelse", "finalbody")
"""The fields of a compound statement that hold others."""
_WORDS: Final = ("id", "arg", "attr", "name", "value")
_PLAIN_TYPES: Final = (str, int, float, bytes)


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


def walk(tree: ast.AST) -> list[ast.AST]:
    """As ``ast.walk``, in a third of the time: whole programs are laid upon one another again and again."""
    found = [tree]
    for node in found:
        found += children(node)
    return found


def children(node: ast.AST) -> list[ast.AST]:
    """As ``ast.iter_child_nodes``."""
    found: list[ast.AST] = []
    for name in node._fields:
        value = getattr(node, name, None)
        if isinstance(value, ast.AST):
            found.append(value)
        elif isinstance(value, list):
            found += [item for item in value if isinstance(item, ast.AST)]
    return found


def dump(node: ast.AST) -> str:
    """A text that two trees share if they are the same, and only then; in a third of the time of ``ast.dump``."""
    parts: list[str] = []
    _dump(node, parts)
    return " ".join(parts)


def _dump(node: ast.AST, parts: list[str]) -> None:
    parts.append(type(node).__name__)
    for name in node._fields:
        value = getattr(node, name, None)
        if isinstance(value, ast.AST):
            _dump(value, parts)
        elif isinstance(value, list):
            parts.append("[")
            for item in value:
                if isinstance(item, ast.AST):
                    _dump(item, parts)
                else:
                    parts.append(repr(item))
            parts.append("]")
        else:
            parts.append(repr(value))


def plain_tree(text: str) -> ast.Module | None:
    """The tree of a program, plain; ``None`` if it is no program. It is the caller's own, and may be changed."""
    try:
        tree = pickle.loads(_pickled(text))  # noqa: S301 - what was pickled a moment ago, in this process
    except (SyntaxError, ValueError, MemoryError):
        return None
    return tree if isinstance(tree, ast.Module) else None


@lru_cache(maxsize=128)
def _pickled(text: str) -> bytes:
    """Programs of authors come again and again, and unpickling a tree takes a quarter of the time."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pickle.dumps(plain(ast.parse(text)))


def plain(tree: ast.Module) -> ast.Module:
    """The tree without what changes nothing: docstrings, type hints, the kinds of quotes, the names in comprehensions.

    It is changed in place.
    """
    _Plain(frozenset(node.id for node in walk(tree) if isinstance(node, ast.Name))).visit(tree)
    return ast.fix_missing_locations(tree)


@dataclass(frozen=True, slots=True)
class _Plain(ast.NodeTransformer):
    names: frozenset[str]
    """The names of variables that the program has."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        node.kind = None
        return node

    def visit_Return(self, node: ast.Return) -> ast.Return:
        self.generic_visit(node)
        if isinstance(node.value, ast.Constant) and node.value.value is None:
            node.value = None
        return node

    def visit_ListComp(self, node: Comprehension) -> ast.AST:
        """What a comprehension binds lives in it alone, so its name says nothing."""
        self.generic_visit(node)
        first = node.generators[0].iter  # worked out before anything is bound
        targets = [name for part in node.generators for name in walk(part.target)]
        bound = dict.fromkeys(name.id for name in targets if isinstance(name, ast.Name))
        taken = self.names.union(name.id for name in walk(node) if isinstance(name, ast.Name))
        free = (name for number in itertools.count(1) if (name := f"each_{number}") not in taken)
        own = dict(zip(bound, free, strict=False))
        outside = set(map(id, walk(first)))
        for part in walk(node):
            if isinstance(part, ast.Name) and id(part) not in outside:
                part.id = own.get(part.id, part.id)
        return node

    def visit_SetComp(self, node: ast.SetComp) -> ast.AST:
        return self.visit_ListComp(node)

    def visit_DictComp(self, node: ast.DictComp) -> ast.AST:
        return self.visit_ListComp(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.AST:
        return self.visit_ListComp(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        return node if node.value is None else ast.copy_location(ast.Assign([node.target], node.value), node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        """The hints of a class may be more than hints: a dataclass is made of them."""
        hinted = {id(statement): statement for statement in node.body if isinstance(statement, ast.AnnAssign)}
        node.body = [statement if id(statement) in hinted else self.visit(statement) for statement in node.body]
        node.body[:] = without_docstring(node.body) or [ast.Pass()]
        return node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        ast.NodeTransformer.generic_visit(self, node)  # a class with slots is not the one that `super` looks for
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.returns = None
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body[:] = without_docstring(node.body) or [ast.Pass()]
        return node


def without_docstring(items: list[ast.stmt]) -> list[ast.stmt]:
    first = items[0] if items else None
    value = first.value if isinstance(first, ast.Expr) else None
    return items[1:] if isinstance(value, ast.Constant) and isinstance(value.value, str) else items


def statements(tree: ast.AST) -> Iterator[ast.AST]:
    """The statements and clauses, in the order of the text."""
    for node in children(tree):
        if isinstance(node, ast.stmt | ast.ExceptHandler):
            yield node
        yield from statements(node)


def features(tree: ast.AST) -> Iterator[str]:
    """What a piece of program is made of: each node with the one around it."""
    for node in walk(tree):
        around = label(node)
        for child in children(node):
            yield f"{around} {label(child)}"


def label(node: ast.AST) -> str:
    fields = vars(node)
    words = [fields.get(name) for name in _WORDS]
    return " ".join([type(node).__name__, *(str(word) for word in words if isinstance(word, _PLAIN_TYPES))])
