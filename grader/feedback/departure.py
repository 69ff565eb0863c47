"""Where a submission departs from a right answer, if it does so at one place only.

With that one place mended the program would be an answer that passes; so whatever fails, its cause lies there. Only the
learner's own text is pointed at: nothing of the right answer is told.
"""

from __future__ import annotations

import ast
import copy
import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from grader.feedback.syntax import Source

LONGEST = 50_000
"""Characters of a program beyond which no departure is looked for."""
_MOST_LINES = 4
_FEWEST_ALIKE = 3
"""Lines that must be as in the right answer; of a file of two or three lines it would say nothing."""
_UNCOMPARED = frozenset({"ctx", "kind", "type_comment", "type_ignores", "returns", "annotation"})
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_PLACED = (ast.stmt, ast.expr, ast.arg, ast.keyword, ast.excepthandler, ast.alias)


class Kind(enum.Enum):
    """What is different at the place."""

    TEXT = enum.auto()
    NUMBER = enum.auto()
    NAME = enum.auto()
    NOT_CALLED = enum.auto()
    NOT_AWAITED = enum.auto()
    NOT_RETURNED = enum.auto()
    EXTRA = enum.auto()
    MOVED = enum.auto()
    OTHER = enum.auto()


@dataclass(frozen=True, slots=True)
class Departure:
    """One stretch of the learner's file: lines from 1, column from 0 in characters. ``words`` is what stands there."""

    kind: Kind
    line: int
    column: int
    end_line: int
    words: str = ""
    helpers: frozenset[int] = frozenset()
    """The lines of what the submission adds beside it: imports, and definitions that the stretch uses."""

    def covers(self, line: int) -> bool:
        return self.line <= line <= self.end_line

    def near(self, line: int) -> bool:
        """Whether the line is the stretch's own or next to it."""
        return self.line - 1 <= line <= self.end_line + 1

    @property
    def lines(self) -> str:
        return f"line {self.line}" if self.line == self.end_line else f"lines {self.line} to {self.end_line}"

    @property
    def question(self) -> str:
        """The question that leads on from this place; empty if there is none better than a rule's own."""
        return _QUESTIONS.get(self.kind, "").format(line=self.line, words=self.words.replace("`", "'"))


_QUESTIONS = {
    Kind.TEXT: "Is this text, letter by letter, the one that the task asks for?",
    Kind.NUMBER: "Where does the `{words}` on line {line} come from, and what would another value change?",
    Kind.NAME: "What does `{words}` stand for each time line {line} runs, and is that what belongs there?",
    Kind.NOT_CALLED: "Does line {line} carry `{words}` out, or only name it?",
    Kind.NOT_AWAITED: "Does your program wait on line {line}, or does it only get something that could be waited for?",
    Kind.NOT_RETURNED: "Line {line} works something out. Who gets to know it?",
    Kind.EXTRA: "What does line {line} do that the task does not ask for?",
    Kind.MOVED: "When does line {line} run, and when should it?",
}


@dataclass(frozen=True, slots=True)
class _Hunk:
    """A difference: the nodes of the submission that differ; none where something is missing."""

    kind: Kind
    found: tuple[ast.AST, ...]
    dumps: tuple[str, ...] = ()
    """What an added or missing statement says, to recognise one that was moved."""


def find_departure(source: Source, right: Iterable[str]) -> Departure | None:
    """The only place where ``source`` departs from one of the ``right`` programs; ``None`` if there is none."""
    if source.tree is None or sum(map(len, source.lines)) > LONGEST:
        return None
    found = (_departure(source, source.tree, program) for program in right)
    written = sum(bool(line.strip()) for line in source.lines)
    return next((d for d in found if d is not None and written - (d.end_line - d.line) > _FEWEST_ALIKE), None)


def _departure(source: Source, tree: ast.Module, program: str) -> Departure | None:
    right = Source.parse(program).tree
    if right is None:
        return None
    try:
        hunks = _joined(list(_of_bodies(right.body, tree.body)))
    except RecursionError:
        return None
    telling = [h for h in hunks if not _beside_the_point(h, hunks)] or hunks
    if not telling or not all(h.found for h in telling):
        return None
    places = [place for h in telling if (place := _placed(source, h)) is not None]
    found = _one(places) if len(places) == len(telling) else None
    return replace(found, helpers=_lines(h for h in hunks if h not in telling)) if found is not None else None


def _lines(hunks: Iterable[_Hunk]) -> frozenset[int]:
    nodes = [node for hunk in hunks for node in hunk.found if isinstance(node, ast.stmt)]
    return frozenset(line for n in nodes for line in range(n.lineno, (n.end_lineno or n.lineno) + 1))


def _one(places: list[Departure]) -> Departure | None:
    """The places as one, if each begins on the line of the one before or on the next."""
    places = sorted(places, key=lambda place: place.line)
    touching = all(after.line <= before.end_line + 1 for before, after in pairwise(places))
    end = max(place.end_line for place in places)
    if not touching or end - places[0].line >= _MOST_LINES:
        return None
    return places[0] if len(places) == 1 else replace(places[0], kind=Kind.OTHER, end_line=end, words="")


def _beside_the_point(hunk: _Hunk, hunks: list[_Hunk]) -> bool:
    """Added imports, and added definitions of names that another difference uses."""
    if hunk.kind is not Kind.EXTRA:
        return False
    used = {n.id for h in hunks if h is not hunk for node in h.found for n in ast.walk(node) if isinstance(n, ast.Name)}
    return all(
        isinstance(node, ast.Import | ast.ImportFrom)
        or (isinstance(node, ast.Assign | ast.FunctionDef | ast.AsyncFunctionDef | ast.Global) and _binds(node) & used)
        for node in hunk.found
    )


def _binds(node: ast.AST) -> set[str]:
    match node:
        case ast.Assign(targets=targets):
            return {target.id for target in targets if isinstance(target, ast.Name)}
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return {name}
        case ast.Global(names=names):
            return set(names)
        case _:
            return set()


def _joined(hunks: list[_Hunk]) -> list[_Hunk]:
    """The same, with a statement that is missing here and added there as one that was moved."""
    for added in [h for h in hunks if h.kind is Kind.EXTRA]:
        twin = next((h for h in hunks if h.kind is not Kind.EXTRA and h.dumps == added.dumps), None)
        if twin is not None:
            hunks = [h for h in hunks if h is not twin and h is not added]
            hunks.append(replace(added, kind=Kind.MOVED))
    return hunks


def _placed(source: Source, hunk: _Hunk) -> Departure | None:
    first, last = hunk.found[0], hunk.found[-1]
    line = getattr(first, "lineno", None)
    end = getattr(last, "end_lineno", None)
    if line is None or end is None or end - line >= _MOST_LINES:
        return None
    column = source.column(line, getattr(first, "col_offset", 0))
    return Departure(hunk.kind, line, column, end, ast.unparse(first) if len(hunk.found) == 1 else "")


def _of_bodies(right: Sequence[ast.AST], found: Sequence[ast.AST], *, alike: bool = False) -> Iterator[_Hunk]:
    """The differences of two lists of statements; ``alike`` pairs those of one sort, though they are not equal."""
    right, found = _without_docstring(right), _without_docstring(found)
    signature = _sort if alike else _dump
    ours, theirs = [signature(node) for node in right], [signature(node) for node in found]
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    for tag, start, stop, other_start, other_stop in blocks:
        pairs = list(zip(right[start:stop], found[other_start:other_stop], strict=False))
        if tag == "equal" and not alike:
            continue
        if tag in {"replace", "equal"} and len(pairs) == stop - start == other_stop - other_start:
            for one, other in pairs:
                yield from _of_nodes(one, other)
        elif tag == "replace" and not alike:
            yield from _of_bodies(right[start:stop], found[other_start:other_stop], alike=True)
        else:
            kind = Kind.EXTRA if tag == "insert" else Kind.OTHER
            dumps = tuple(map(_dump, right[start:stop] or found[other_start:other_stop]))
            yield _Hunk(kind, tuple(found[other_start:other_stop]), dumps)


def _of_nodes(right: ast.AST, found: ast.AST) -> list[_Hunk]:
    """The differences of two nodes that stand for one another; in an expression they count as one."""
    dumps = (_dump(right),) if isinstance(right, ast.stmt) else ()
    if type(right) is not type(found) and not (isinstance(right, _FUNCTIONS) and isinstance(found, _FUNCTIONS)):
        return [_Hunk(_kind(right, found), (found,), dumps)]
    hunks: list[_Hunk] = []
    itself = type(right) is not type(found)
    for name in right._fields:
        if name in _UNCOMPARED:
            continue
        one, other = getattr(right, name, None), getattr(found, name, None)
        if _is_block(one) and _is_block(other):
            hunks += _of_bodies(one or [], other or [])
        elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
            for inner, its in zip(one, other, strict=True):
                if isinstance(inner, ast.AST) and isinstance(its, ast.AST):
                    hunks += _of_nodes(inner, its)
                else:
                    itself = itself or inner != its
        elif isinstance(one, ast.AST) and isinstance(other, ast.AST):
            hunks += _of_nodes(one, other)
        else:
            itself = itself or one != other or type(one) is not type(other)
    if itself and isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        # Its head differs; that says nothing of its body.
        return [_Hunk(_kind(right, found), (_place_of(found),), dumps), *hunks]
    if itself or (len(hunks) > 1 and isinstance(found, ast.expr)):
        return [_Hunk(_kind(right, found), (_place_of(found),), dumps)]
    # Operators have no place of their own.
    return [h if not h.found or isinstance(h.found[0], _PLACED) else replace(h, found=(found,)) for h in hunks]


def _is_block(items: object) -> bool:
    return isinstance(items, list) and all(isinstance(item, ast.stmt | ast.excepthandler) for item in items)


def _place_of(node: ast.AST) -> ast.AST:
    """The node; of a function or class whose head differs, the head alone."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return node
    first = min((decorator.lineno for decorator in node.decorator_list), default=node.lineno)
    return ast.Pass(lineno=first, col_offset=node.col_offset, end_lineno=node.lineno, end_col_offset=0)


def _kind(right: ast.AST, found: ast.AST) -> Kind:
    if isinstance(right, ast.Await) and _dump(right.value) == _dump(found):
        return Kind.NOT_AWAITED
    if isinstance(right, ast.Call) and _dump(right.func) == _dump(found):
        return Kind.NOT_CALLED
    if isinstance(right, ast.Return) and right.value is not None and isinstance(found, ast.Expr):
        return Kind.NOT_RETURNED
    if isinstance(found, ast.Constant):
        return Kind.TEXT if isinstance(found.value, str) else Kind.NUMBER
    return Kind.NAME if isinstance(found, ast.Name) else Kind.OTHER


def _sort(node: ast.AST) -> str:
    return f"{type(node).__name__} {getattr(node, 'name', '')}"


def _dump(node: ast.AST) -> str:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        node = _bare(node)
    return ast.dump(node)


def _bare(node: ast.stmt) -> ast.AST:
    """A compound statement without its docstring, so that a missing one is no difference."""
    bare = copy.copy(node)
    bare.__dict__["body"] = list(_without_docstring(node.__dict__["body"]))
    return bare


def _without_docstring(items: Sequence[ast.AST]) -> Sequence[ast.AST]:
    first = items[0] if items else None
    value = first.value if isinstance(first, ast.Expr) else None
    return items[1:] if isinstance(value, ast.Constant) and isinstance(value.value, str) else items
