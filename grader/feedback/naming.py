"""Names of a learner's that stand for names of an author's: they are no difference between two programs."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from grader.feedback.syntax import own_nodes
from grader.feedback.trees import BLOCKS

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def in_the_words_of(found: ast.Module, right: ast.Module, another: ast.Module | None = None) -> ast.Module:
    """``right``, changed: its own names replaced by those that ``found`` uses in the same places.

    First those of the whole program, then those of each function that both have, from the outer to the inner. In
    ``another`` program of the same author the names are replaced as in ``right``.
    """
    _rename(found, right, set(_bound(found)), set(_bound(right)), another)
    _in_functions(found, right, another)
    return right


def _in_functions(found: ast.AST, right: ast.AST, another: ast.AST | None) -> None:
    ours, theirs = dict(_functions(found)), dict(_functions(right))
    others = dict(_functions(another)) if another is not None else {}
    for name in ours.keys() & theirs.keys():
        _rename(ours[name], theirs[name], _local(ours[name]), _local(theirs[name]), others.get(name))
        _in_functions(ours[name], theirs[name], others.get(name))


def _functions(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """The functions in a module or a function, and the methods of the classes there, by their names."""
    for node in own_nodes(tree):
        if isinstance(node, _FUNCTIONS):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{n.name}", n) for n in node.body if isinstance(n, _FUNCTIONS))


def _local(function: ast.AST) -> set[str]:
    """The names that a function gives itself and that mean nothing outside of it."""
    inner = (node for node in ast.walk(function) if isinstance(node, ast.Nonlocal | ast.Global))
    shared = {name for node in inner for name in node.names}
    return {name for name in _bound(function) if not name.startswith(".") and name not in shared}


def _rename(found: ast.AST, right: ast.AST, ours: set[str], theirs: set[str], another: ast.AST | None) -> None:
    """Rename in ``right`` those of ``theirs`` that only it has, after those of ``ours`` that only ``found`` has.

    So too in ``another``.
    """
    in_found, in_right = set(_names(found)), set(_names(right))
    one, other = list(_shapes(found, ours - in_right)), list(_shapes(right, theirs - in_found))
    votes: Counter[tuple[str, str]] = Counter()
    matcher = SequenceMatcher(None, [shape for shape, _ in one], [shape for shape, _ in other], autojunk=False)
    for i, k, length in matcher.get_matching_blocks():
        for (_, names), (_, counterparts) in zip(one[i : i + length], other[k : k + length], strict=True):
            votes.update(zip(counterparts, names, strict=True))
    chosen: dict[str, str] = {}
    for (name, counterpart), _ in votes.most_common():
        if name not in chosen and counterpart not in chosen.values():
            chosen[name] = counterpart
    for tree in (right, another):
        if chosen and tree is not None:
            _Renamed(chosen).visit(tree)


def _names(tree: ast.AST) -> Iterator[str]:
    """Every name in the tree; attributes with a dot before them, as they are names of another kind."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name) | ast.ExceptHandler(name=str(name)):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Attribute(attr=name):
                yield "." + name


def _bound(tree: ast.AST) -> Iterator[str]:
    """The names that the program gives itself, not those that it finds in a library."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name, ctx=ast.Store()):
                yield "." + name
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.ExceptHandler(name=str(name)):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield from (name, "." + name)


def _shapes(tree: ast.AST, private: set[str]) -> Iterator[tuple[str, list[str]]]:
    """Each statement's head with blanks for the private names, and those names in order."""
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt | ast.ExceptHandler):
            names: list[str] = []
            yield "".join(_shape(node, private, names)), names


def _shape(node: ast.AST, private: set[str], names: list[str]) -> Iterator[str]:
    yield f"{type(node).__name__}("
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, ast.AST):
            yield from _shape(value, private, names)
        elif isinstance(value, list):
            for item in value if field not in BLOCKS or isinstance(node, ast.Lambda) else ():
                yield from _shape(item, private, names) if isinstance(item, ast.AST) else (repr(item),)
        elif isinstance(value, str) and (key := _key(node, field, value)) in private:
            names.append(key)
            yield "_"
        else:
            yield repr(value)
        yield ","
    yield ")"


def _key(node: ast.AST, field: str, value: str) -> str:
    """The name as ``_names`` gives it; empty for what is no name."""
    if isinstance(node, ast.Attribute):
        return "." + value
    return value if field in {"id", "arg", "name"} and not isinstance(node, ast.keyword | ast.alias) else ""


@dataclass(slots=True)
class _Renamed(ast.NodeTransformer):
    names: dict[str, str]

    def visit(self, node: ast.AST) -> ast.AST:
        self.generic_visit(node)
        for name in ("id", "arg", "name"):
            value = getattr(node, name, None)
            if isinstance(value, str) and not isinstance(node, ast.keyword | ast.alias):
                setattr(node, name, self.names.get(value, value))
        if isinstance(node, ast.Attribute):
            node.attr = self.names.get("." + node.attr, node.attr).removeprefix(".")
        return node
