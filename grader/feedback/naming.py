"""Names of a learner's that stand for names of an author's: they are no difference between two programs."""

from __future__ import annotations

import ast
import pickle
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from grader.feedback.syntax import own_nodes
from grader.feedback.trees import BLOCKS, plain_tree, walk

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def program_in_the_words_of(found: str, text: str) -> ast.Module | None:
    """The plain tree of the program ``text`` in the words of the program ``found``; ``None`` if one is no program.

    ``RecursionError`` for what is nested too deeply. The tree is the caller's own, and may be changed.
    """
    pickled = _renamed(found, text)
    tree = pickle.loads(pickled) if pickled is not None else None  # noqa: S301 - pickled a moment ago, in this process
    return tree if isinstance(tree, ast.Module) else None


@lru_cache(maxsize=64)
def _renamed(found: str, text: str) -> bytes | None:
    """One submission is laid upon the same programs again and again."""
    ours, theirs = _tree_of(found), plain_tree(text)
    return pickle.dumps(in_the_words_of(ours, theirs)) if ours is not None and theirs is not None else None


@lru_cache(maxsize=4)
def _tree_of(found: str) -> ast.Module | None:
    """One tree for all the programs that are laid upon it: what is asked of its parts is remembered by them."""
    return plain_tree(found)


def in_the_words_of(found: ast.Module, right: ast.Module, another: ast.Module | None = None) -> ast.Module:
    """``right``, changed: its own names replaced by those that ``found`` uses in the same places.

    First those of the whole program, then those of each function that both have, from the outer to the inner. In
    ``another`` program of the same author the names are replaced as in ``right``.
    """
    ours, theirs = _names_of(found), _Names.of(right)
    _rename(found, right, ours.bound - theirs.used, theirs.bound - ours.used, another)
    _in_functions(found, right, another)
    return right


def _in_functions(found: ast.AST, right: ast.AST, another: ast.AST | None) -> None:
    ours, theirs = dict(_functions(found)), dict(_functions(right))
    others = dict(_functions(another)) if another is not None else {}
    for name in ours.keys() & theirs.keys():
        one, other = _names_of(ours[name]), _Names.of(theirs[name])
        _rename(ours[name], theirs[name], one.local - other.used, other.local - one.used, others.get(name))
        _in_functions(ours[name], theirs[name], others.get(name))


def _functions(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """The functions in a module or a function, and the methods of the classes there, by their names."""
    for node in own_nodes(tree):
        if isinstance(node, _FUNCTIONS):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{n.name}", n) for n in node.body if isinstance(n, _FUNCTIONS))


def _rename(found: ast.AST, right: ast.AST, ours: set[str], theirs: set[str], another: ast.AST | None) -> None:
    """Rename in ``right`` the names ``theirs``, which only it has, after ``ours``, which only ``found`` has.

    So too in ``another``.
    """
    if not ours or not theirs:
        return
    one, other = list(_shapes(found, ours)), list(_shapes(right, theirs))
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


@dataclass(slots=True)
class _Names:
    """The names in a tree; attributes with a dot before them, as they are names of another kind."""

    used: set[str] = field(default_factory=set)
    bound: set[str] = field(default_factory=set)
    """Those that the program gives itself, not those that it finds in a library."""
    shared: set[str] = field(default_factory=set)
    """Those that a function declares to be not its own."""

    @classmethod
    def of(cls, tree: ast.AST) -> _Names:
        names = cls()
        for node in walk(tree):
            names._add(node)
        return names

    def _add(self, node: ast.AST) -> None:
        match node:
            case ast.Name(id=name, ctx=context):
                self._have(name, isinstance(context, ast.Store))
            case ast.Attribute(attr=name, ctx=context):
                self._have(f".{name}", isinstance(context, ast.Store))
            case ast.arg(arg=name) | ast.ExceptHandler(name=str(name)):
                self._have(name, bound=True)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                self._have(name, bound=True)
                self.bound.add(f".{name}")
            case ast.Nonlocal(names=names) | ast.Global(names=names):
                self.shared.update(names)

    def _have(self, name: str, bound: bool) -> None:
        self.used.add(name)
        if bound:
            self.bound.add(name)

    @property
    def local(self) -> set[str]:
        """Those that mean nothing outside of the function that the tree is."""
        return {name for name in self.bound - self.shared if not name.startswith(".")}


@lru_cache(maxsize=128)
def _names_of(tree: ast.AST) -> _Names:
    """The names in a tree that is not changed any more."""
    return _Names.of(tree)


def _shapes(tree: ast.AST, private: set[str]) -> Iterator[tuple[str, list[str]]]:
    """Each statement's head with blanks for the private names, and those names in order."""
    for node in walk(tree):
        if isinstance(node, ast.stmt | ast.ExceptHandler):
            parts: list[str] = []
            names: list[str] = []
            _shape(node, private, parts, names)
            yield " ".join(parts), names


def _shape(node: ast.AST, private: set[str], parts: list[str], names: list[str]) -> None:
    parts.append(type(node).__name__)
    for part in node._fields:
        value = getattr(node, part, None)
        if isinstance(value, ast.AST):
            _shape(value, private, parts, names)
        elif isinstance(value, list):
            if part in BLOCKS:
                continue
            parts.append("[")
            for item in value:
                if isinstance(item, ast.AST):
                    _shape(item, private, parts, names)
                else:
                    parts.append(repr(item))
            parts.append("]")
        elif isinstance(value, str) and (key := _key(node, part, value)) in private:
            names.append(key)
            parts.append("_")
        else:
            parts.append(repr(value))


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
