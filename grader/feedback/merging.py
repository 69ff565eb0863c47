"""Programs between a wrong and a right one: at each place where they differ, the one's statements or the other's.

The statements of both are aligned, function by function and block by block. Names that only one of them uses are taken
for one another where they stand in the same places: a learner's `names` is no difference from an author's `items`.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from grader.feedback.trees import BLOCKS, dump, has_blocks, head, label, walk

_KIN = (
    (ast.If, ast.While),
    (ast.For, ast.AsyncFor),
    (ast.With, ast.AsyncWith),
    (ast.FunctionDef, ast.AsyncFunctionDef),
    (ast.Try, ast.TryStar),
)
"""Statements that have the same parts, so that one may have been written for the other."""
_UNLIKE = 0.35
"""Two statements with less in common than this share are different ones."""
_MOST_PAIRS = 400
"""Pairs of statements in one stretch that are compared with care; longer stretches count as different altogether."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One place where the programs differ: the statements of the one and of the other, either of which may be none.

    ``after`` is the statement of ``found``'s program before the place, or around it; ``before`` the one behind the
    place, if the block goes on there. ``is_head``: only what stands before the colon differs.
    """

    found: tuple[ast.AST, ...]
    right: tuple[ast.AST, ...]
    after: ast.AST | None
    is_head: bool = False
    block: str = ""
    """The block of ``after`` at whose beginning the place is; empty if it comes after it."""
    before: ast.AST | None = None

    @property
    def places(self) -> frozenset[object]:
        """The lines of the learner's that differ; where something is missing, the statement and block it belongs to."""
        if not self.found:
            return frozenset({(getattr(self.after, "lineno", 0), self.block)})
        return frozenset(
            line
            for node in self.found
            for line in range(
                node.__dict__["lineno"], 1 + (node.__dict__["lineno"] if self.is_head else node.__dict__["end_lineno"])
            )
        )

    @property
    def put_in(self) -> int:
        """How many lines the right program has at the place."""
        if self.is_head:
            return 1
        return sum(node.__dict__["end_lineno"] - node.__dict__["lineno"] + 1 for node in self.right)

    @property
    def size(self) -> int:
        """How much stands at the place, in nodes of both."""
        trees = (head(n) if self.is_head else n for n in (*self.found, *self.right))
        return sum(len(walk(tree)) for tree in trees)


_Part = Callable[[frozenset[int]], Sequence[ast.AST]]
"""Gives the statements of a stretch, when the right program's are to stand at the places of these numbers."""


@dataclass(slots=True)
class Merged:
    """Two programs laid one upon the other; ``edits`` are the places where they differ, in the order of the text."""

    right: ast.Module
    """The right program, in the learner's words."""
    edits: list[Edit] = field(default_factory=list)
    _part: _Part = lambda chosen: ()

    @classmethod
    def of(cls, found: ast.Module, right: ast.Module) -> Merged:
        """Lay ``right`` upon ``found``, both of them plain; ``RecursionError`` for what is nested too deeply.

        ``right`` is in the learner's words already.
        """
        merged = cls(right)
        merged._part = merged._align(found.body, merged.right.body, None, "body")
        return merged

    @property
    def size(self) -> int:
        """How much the two programs differ, in nodes of their trees."""
        return sum(edit.size for edit in self.edits)

    def program(self, chosen: frozenset[int]) -> str:
        """``found``'s program with ``right``'s statements at the edits of these numbers."""
        body = [node for node in self._part(chosen) if isinstance(node, ast.stmt)]
        return ast.unparse(ast.fix_missing_locations(ast.Module(body, [])))

    def _align(self, found: Sequence[ast.AST], right: Sequence[ast.AST], around: ast.AST | None, block: str) -> _Part:
        parts: list[_Part] = []
        for ours, theirs in _stretches(found, right):
            after = found[ours.start - 1] if ours.start else around
            before = found[ours.stop] if ours.stop < len(found) else None
            parts.append(self._stretch(found[ours], right[theirs], after, before, "" if ours.start else block))
        return lambda chosen: [node for part in parts for node in part(chosen)]

    def _stretch(
        self,
        found: Sequence[ast.AST],
        right: Sequence[ast.AST],
        after: ast.AST | None,
        before: ast.AST | None,
        block: str,
    ) -> _Part:
        if len(found) == len(right) == 1 and _is_kin(found[0], right[0]) and has_blocks(found[0]):
            return self._nested(found[0], right[0])
        if list(map(dump, found)) == list(map(dump, right)):
            return _always(found)
        number = len(self.edits)
        self.edits.append(Edit(tuple(found), tuple(right), after, block=block, before=before))
        return lambda chosen: right if number in chosen else found

    def _nested(self, found: ast.AST, right: ast.AST) -> _Part:
        """Two compound statements of one kind: their heads are one place, and their blocks are aligned."""
        if dump(found) == dump(right):
            return _always([found])
        heads = head(found), head(right)
        differ = dump(heads[0]) != dump(heads[1])
        number = len(self.edits) if differ else None
        if differ:
            self.edits.append(Edit((found,), (right,), None, is_head=True))
        blocks = {
            name: self._align(getattr(found, name, []), getattr(right, name, []), found, name)
            for name in BLOCKS
            if hasattr(found, name)
        }

        def build(chosen: frozenset[int]) -> Sequence[ast.AST]:
            node = copy.copy(right if number in chosen else found)
            for name, block in blocks.items():
                setattr(node, name, list(block(chosen)))
            return _whole(node)

        return build


def _always(nodes: Sequence[ast.AST]) -> _Part:
    return lambda chosen: nodes


def _whole(node: ast.AST) -> list[ast.AST]:
    """The statement as one that Python accepts: with a body, and without `try` if there is nothing to catch."""
    if isinstance(node, ast.Try | ast.TryStar) and not node.handlers and not node.finalbody:
        return [*node.body, *node.orelse]
    if isinstance(node, ast.Try | ast.TryStar) and not node.handlers:
        node.body, node.orelse = [*node.body, *node.orelse], []
    if not node.__dict__["body"]:
        node.__dict__["body"] = [ast.Pass()]
    return [node]


def _stretches(found: Sequence[ast.AST], right: Sequence[ast.AST]) -> Iterator[tuple[slice, slice]]:
    """The two lists cut into stretches that stand for one another; in order."""
    ours, theirs = [dump(node) for node in found], [dump(node) for node in right]
    for tag, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "replace" and (j - i) * (m - k) <= _MOST_PAIRS:
            for one, other in _pairs(found[i:j], right[k:m]):
                yield slice(i + one.start, i + one.stop), slice(k + other.start, k + other.stop)
        else:
            yield slice(i, j), slice(k, m)


def _pairs(found: Sequence[ast.AST], right: Sequence[ast.AST]) -> Iterator[tuple[slice, slice]]:
    """The alignment of two stretches that has most in common: single pairs, and what lies between them."""
    likeness = [[_likeness(one, other) for other in right] for one in found]
    best = [[0.0] * (len(right) + 1) for _ in range(len(found) + 1)]
    for i in reversed(range(len(found))):
        for k in reversed(range(len(right))):
            best[i][k] = max(best[i + 1][k], best[i][k + 1], likeness[i][k] + best[i + 1][k + 1])
    i = k = start = other_start = 0
    while i < len(found) and k < len(right):
        if likeness[i][k] and best[i][k] == likeness[i][k] + best[i + 1][k + 1]:
            if i > start or k > other_start:
                yield slice(start, i), slice(other_start, k)
            yield slice(i, i + 1), slice(k, k + 1)
            i, k = i + 1, k + 1
            start, other_start = i, k
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1
    if start < len(found) or other_start < len(right):
        yield slice(start, len(found)), slice(other_start, len(right))


def _likeness(one: ast.AST, other: ast.AST) -> float:
    """What two statements have in common, from 0 to 1; 0 for those of different kinds."""
    if not _is_kin(one, other):
        return 0.0
    if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return 1.0 if one.name == getattr(other, "name", None) else 0.0
    if isinstance(one, ast.ExceptHandler):
        return 1.0 if dump(head(one)) == dump(head(other)) else 0.5
    share = SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio()
    return share if share > _UNLIKE else 0.0


def _words(node: ast.AST) -> list[str]:
    return [label(n) for n in walk(node) if not isinstance(n, ast.expr_context)]


def _is_kin(one: ast.AST, other: ast.AST) -> bool:
    return type(one) is type(other) or any(type(one) in kin and type(other) in kin for kin in _KIN)
