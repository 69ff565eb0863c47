"""A YAML file as a tree that remembers where everything stands.

A scalar keeps its source text, and what YAML would take it for is only a remark on it (``Scalar.kind``): ``no``,
``012``, ``3.10`` and ``1:30`` are rarely what their author meant.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.errors import Problem

Loc = tuple[str | int, ...]
"""The way to a value: keys, and numbers of list items from 0."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the file, line and column counted from 1."""

    line: int
    column: int


START = Mark(1, 1)


class Kind(enum.Enum):
    """What YAML takes a scalar for. The ``ODD`` ones are read differently by different programs."""

    TEXT = "text"
    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    NULL = "null"
    ODD_NUMBER = "odd-number"
    ODD_BOOL = "odd-bool"
    DATE = "date"

    @property
    def phrase(self) -> str:
        return _PHRASES[self]


_PHRASES = {
    Kind.TEXT: "text",
    Kind.INT: "a number",
    Kind.FLOAT: "a number",
    Kind.BOOL: "true or false",
    Kind.NULL: "nothing",
    Kind.ODD_NUMBER: "a number",
    Kind.ODD_BOOL: "true or false",
    Kind.DATE: "a date",
}


@dataclass(frozen=True, slots=True)
class Scalar:
    mark: Mark
    text: str
    kind: Kind = Kind.TEXT
    literal: bool = False
    """Whether it is a block that begins with ``|``: its lines are lines of the file, less their indentation."""


@dataclass(frozen=True, slots=True)
class Sequence:
    mark: Mark
    source: str | None
    """The text between the brackets, with them; ``None`` for a list of lines."""
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    mark: Mark
    source: str | None
    entries: dict[str, tuple[Mark, Node]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Broken:
    """Stands where something was refused; nothing more is said about that place."""

    mark: Mark


Node = Scalar | Sequence | Mapping | Broken


@dataclass(frozen=True, slots=True)
class Odd:
    """A scalar of no type that an exercise may hold, so that every typed key refuses it."""

    text: str


@dataclass(frozen=True, slots=True)
class Tree:
    """A file as read: its root, and the problems that reading it met."""

    path: Path
    text: str
    root: Node
    problems: tuple[Problem, ...] = ()

    def at(self, loc: Loc) -> Node:
        """The node at ``loc``, or the nearest one above it."""
        node = self.root
        for step in loc:
            below = _step(node, step)
            if below is None:
                return node
            node = below
        return node

    def key_mark(self, loc: Loc) -> Mark:
        """Where the last key of ``loc`` is written; the place of the node if it has no key of its own."""
        above = self.at(loc[:-1])
        if isinstance(above, Mapping) and loc and loc[-1] in above.entries:
            return above.entries[str(loc[-1])][0]
        return self.at(loc).mark

    def inside(self, loc: Loc, line: int, column: int = 0) -> Mark:
        """The place of a line (from 1) and column (from 0) of the text at ``loc``; exact in a ``|`` block."""
        node = self.at(loc)
        if not isinstance(node, Scalar) or not node.literal:
            return node.mark
        content = node.text.split("\n")
        source = self.text.split("\n")
        if not 1 <= line <= len(content) or node.mark.line + line > len(source):
            return node.mark
        written = source[node.mark.line + line - 1]
        if not written.endswith(content[line - 1]):  # YAML counts some more characters as ends of lines
            return node.mark
        return Mark(node.mark.line + line, len(written) - len(content[line - 1]) + column + 1)


def _step(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Mapping) and step in node.entries:
        return node.entries[str(step)][1]
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None


# ------------------------------------------------------------------------------------------------------ scalars

# Patterns, which `re` compiles when the first text is held against them: most are never needed.
_KINDS = {
    Kind.NULL: r"|~|null|Null|NULL",
    Kind.BOOL: r"true|True|TRUE|false|False|FALSE",
    Kind.ODD_BOOL: r"yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF",
    Kind.INT: r"[-+]?(?:0|[1-9][0-9]{0,17})",
    Kind.FLOAT: r"[-+]?(?:(?:0|[1-9][0-9]{0,17})\.[0-9]{0,18}|\.[0-9]{1,18})",
    Kind.ODD_NUMBER: (
        r"[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0b[01_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
        r"|(?:[0-9][0-9_]*\.?|\.[0-9])[0-9_]*(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF|nan|NaN|NAN))"
    ),
    Kind.DATE: r"[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt \t].*)?",
}
_MAYBE_TYPED = frozenset("~nNtTfFyYoO+-.0123456789")
_LONGEST_TYPED = 64


def kind_of(text: str) -> Kind:
    """What a scalar without quotes is taken for, by YAML 1.1 or 1.2."""
    if len(text) > _LONGEST_TYPED or (text and text[0] not in _MAYBE_TYPED):
        return Kind.TEXT
    return next((kind for kind, pattern in _KINDS.items() if re.fullmatch(pattern, text)), Kind.TEXT)


def to_plain(node: Node, is_source: Callable[[Loc], bool], loc: Loc = ()) -> Any:
    """The tree as dicts, lists and scalars; where ``is_source(loc)``, the text as the author wrote it.

    A scalar that no key may hold, and what was refused, becomes ``Odd``.
    """
    if is_source(loc):
        written = source_text(node)
        return Odd("") if written is None else written
    match node:
        case Mapping():
            return {key: to_plain(value, is_source, (*loc, key)) for key, (_, value) in node.entries.items()}
        case Sequence():
            return [to_plain(item, is_source, (*loc, number)) for number, item in enumerate(node.items)]
        case Scalar():
            return _plain_scalar(node)
        case Broken():
            return Odd("")


def source_text(node: Node) -> str | None:
    """The text of a scalar or of a bracketed list or mapping, whatever YAML takes it for; ``None`` if it has none."""
    if isinstance(node, Scalar):
        return None if node.kind is Kind.NULL and node.text == "" else node.text
    return None if isinstance(node, Broken) else node.source


def _plain_scalar(node: Scalar) -> Any:
    match node.kind:
        case Kind.TEXT:
            return node.text
        case Kind.INT:
            return int(node.text)
        case Kind.FLOAT:
            return float(node.text)
        case Kind.BOOL:
            return node.text.lower() == "true"
        case Kind.NULL:
            return None
        case _:
            return Odd(node.text)
