"""The part of a wrong program that makes a check fail, found by trial.

The program is laid upon a right one. Then the grader tries which of the places where they differ must be as in the
right program for the check to pass, by delta debugging (Zeller and Hildebrandt, "Simplifying and Isolating
Failure-Inducing Input", IEEE Transactions on Software Engineering 28 (2), 2002). What is named as the cause was tried,
not guessed. Only the learner's own text is pointed at: nothing of the right program is told.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from grader.feedback.kinds import GAPS, QUESTIONS, QUOTED, SAYS, Kind
from grader.feedback.merging import Edit, Merged
from grader.feedback.naming import program_in_the_words_of
from grader.feedback.syntax import Source, enclosing_function, own_nodes
from grader.feedback.trees import BLOCKS, dump, features, has_blocks, head, plain_tree
from grader.model import name_lines

LONGEST = 50_000
"""Characters of a program beyond which no cause is looked for."""
_MOST_EDITS = 24
"""Differences beyond which a program is not one with a mistake but another program."""
_SINGLY = 12
"""Up to so many differences are tried one by one first: one alone is the best answer."""
_MOST_PLACES = 3
"""A cause that is spread over more places says nothing."""
_LONG = 6
"""Lines of a place beyond which it is none."""
_MOST_RIGHT = 4
"""Right programs that are tried, those first that differ least."""
_SHORT = 2
"""Lines of a place that need no closer look."""
_FEW_PLACES, _FEW_LINES = 2, 3
"""Places, and lines of them all, that a reader takes in together."""
_MUCH = 8
"""Lines of a right program that are more than a change of a wrong one."""

Trial = Callable[[str], bool | None]
"""Whether the check in question passes on a program; ``None`` if that took too long to go on trying."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One place of the learner's file: lines from 1, column from 0 in characters. ``words`` is what stands there.

    ``lines`` are all the lines that must change, at this place and at the others; ``tried`` whether a trial showed it.
    """

    kind: Kind
    line: int
    column: int
    words: str = ""
    lines: frozenset[int] = frozenset()
    others: tuple[int, ...] = ()
    """Where the other places begin, if there are several."""
    tried: bool = True
    places: frozenset[object] = frozenset()
    """The same as ``Edit.places``."""
    put_in: int = 0
    """Lines of the right program that were put in their place."""

    def covers(self, line: int) -> bool:
        return line in self.lines

    def near(self, line: int) -> bool:
        """Whether the line is one that must change, or next to one."""
        return not self.lines.isdisjoint({line - 1, line, line + 1})

    @property
    def is_narrow(self) -> bool:
        """Whether it is one place of few lines."""
        return self.spread <= (1, _SHORT) and not self._brings_much

    @property
    def is_small(self) -> bool:
        """Whether it is narrow, or a trial showed that few lines at two places are enough."""
        places, lines = self.spread
        return self.is_narrow or (
            self.tried and places <= _FEW_PLACES and lines <= _FEW_LINES and not self._brings_much
        )

    @property
    def _brings_much(self) -> bool:
        """Whether a great part of the right program came with it, so that it shows only that this one is right."""
        return self.put_in > len(self.lines) + _MUCH

    @property
    def spread(self) -> tuple[int, int]:
        """How many places, and how many lines."""
        return 1 + len(self.others), len(self.lines)

    @property
    def question(self) -> str:
        """The question that leads on from this place; empty if there is none better than a rule's own."""
        if self.others and self.kind in SAYS:
            return ""  # it is about this place alone
        return QUESTIONS.get(self.kind, "").format(line=self.line, words=self.words.replace("`", "'"))

    @property
    def says(self) -> str:
        """What the trial showed, as a sentence; empty if it showed nothing that a reader could use."""
        if not self.tried or len(self.others) >= _MOST_PLACES or self._brings_much:
            return ""
        changed = "With {lines} changed, and nothing else, this check passes."
        if self.others:
            return changed.format(lines=name_lines({self.line, *self.others}))
        start, end = min(self.lines), max(self.lines)
        if end - start >= _LONG:
            return ""
        if self.kind in GAPS and start < end:
            return f"With something more between lines {start} and {end}, and nothing else changed, this check passes."
        return SAYS.get(self.kind, changed).format(
            lines=name_lines(range(start, end + 1)), line=self.line, words=self.words
        )


def find_cause(source: Source, right: Iterable[str], trial: Trial | None = None, *, most: int = 30) -> Cause | None:
    """The place where ``source`` would have to be as one of the ``right`` programs for the check to pass.

    ``most`` programs are tried. Without a ``trial`` it is the strangest of the places where the two differ. ``None`` if
    there is no such place, or if there are too many.
    """
    if source.tree is None or sum(map(len, source.lines)) > LONGEST:
        return None
    try:
        text = "\n".join(source.lines)
        found = plain_tree(text)
        trees = [tree for one in right if (tree := program_in_the_words_of(text, one)) is not None]
        if found is None:
            return None
        merged = sorted((Merged.of(found, tree) for tree in trees), key=lambda one: one.size)
        usual = frozenset(feature for one in merged for feature in features(one.right))
        if trial is None:
            few = bool(merged) and 0 < len(merged[0].edits) <= _MOST_PLACES
            return _cause(source, merged[0].edits, usual, tried=False) if few else None
        return _by_trial(source, merged, trial, usual, most)
    except RecursionError:
        return None


def _by_trial(source: Source, merged: Sequence[Merged], trial: Trial, usual: frozenset[str], most: int) -> Cause | None:
    """The cause that takes the fewest lines, of those that the right programs show.

    First each difference is tried alone, from all of them: one that is enough is the best answer. Then the first few
    right programs are searched for the least that is enough.
    """
    likely = [one for one in merged if 0 < len(one.edits) <= _MOST_EDITS]
    alone = [most * 2 // 3]
    tries = [_Tried(one, trial, alone) for one in likely]
    for tried in tries:
        if len(tried.merged.edits) <= _SINGLY:
            enough = next(((n,) for n in range(len(tried.merged.edits)) if tried.passes((n,))), ())
            cause = _cause_of(source, tried.merged, enough, usual)
            if cause is not None and cause.is_narrow:
                return cause
    best: Cause | None = None
    left = [most - (most * 2 // 3 - max(alone[0], 0))]
    for tried in tries[:_MOST_RIGHT]:
        tried.left = left
        best = _better(best, _cause_of(source, tried.merged, _needed(tried), usual))
        if best is not None and best.is_narrow:
            break
    return best


def _better(one: Cause | None, other: Cause | None) -> Cause | None:
    """The one that a reader takes in sooner: another place costs as much as two more lines."""
    causes = [cause for cause in (one, other) if cause is not None]
    return min(causes, key=lambda cause: len(cause.lines) + 2 * len(cause.others), default=None)


def _cause_of(source: Source, merged: Merged, needed: Sequence[int], usual: frozenset[str]) -> Cause | None:
    edits = [merged.edits[number] for number in needed]
    return _cause(source, edits, usual, merged.edits, tried=True) if edits else None


def _needed(tried: _Tried) -> Sequence[int]:
    """The differences that must go for the check to pass; none if that is not known."""
    everything = tuple(range(len(tried.merged.edits)))
    if not tried.passes(everything):
        return ()
    alone = [(number,) for number in everything] if 1 < len(everything) <= _SINGLY else []
    return next((one for one in alone if tried.passes(one)), None) or _least(everything, tried.passes)


@dataclass(slots=True)
class _Tried:
    """Which choices of differences let the check pass; each is tried once, and at most so many."""

    merged: Merged
    trial: Trial
    left: list[int]
    """How many trials are left, for this right program and the next."""
    known: dict[frozenset[int], bool] = field(default_factory=dict)

    def passes(self, numbers: Sequence[int]) -> bool:
        chosen = frozenset(numbers)
        if chosen not in self.known and self.left[0] > 0:
            self.known[chosen] = self._try(chosen)
        return self.known.get(chosen, False)

    def _try(self, chosen: frozenset[int]) -> bool:
        program = self.merged.program(chosen)
        if Source.parse(program).problem is not None:
            return False  # such as a `return` without the function around it
        self.left[0] -= 1
        passed = self.trial(program)
        if passed is None:
            self.left[0] = 0
        return bool(passed)


def _least(numbers: tuple[int, ...], passes: Callable[[tuple[int, ...]], bool]) -> tuple[int, ...]:
    """A smallest choice that passes, in that none of its numbers can be left out: the algorithm ``ddmin``."""
    parts = 2
    while len(numbers) > 1:
        size = max(1, len(numbers) // parts)
        chunks = [numbers[at : at + size] for at in range(0, len(numbers), size)]
        rests = [tuple(n for n in numbers if n not in chunk) for chunk in chunks] if len(chunks) > 2 else []  # noqa: PLR2004 - of two, the rest is the other
        if (chunk := next(filter(passes, chunks), None)) is not None:
            numbers, parts = chunk, 2
        elif (rest := next(filter(passes, rests), None)) is not None:
            numbers, parts = rest, max(parts - 1, 2)
        elif parts >= len(numbers):
            break
        else:
            parts = min(len(numbers), 2 * parts)
    return numbers


# --------------------------------------------------------------------------------------------------------- places


@dataclass(frozen=True, slots=True)
class _Spot:
    kind: Kind
    line: int
    column: int
    last: int
    words: str = ""
    strange: int = 0
    """How much of it no right program has."""
    before: int = 0
    """The line before which something is missing, if that is another one."""

    @property
    def lines(self) -> set[int]:
        return {*range(self.line, self.last + 1), *filter(None, [self.before])}


def _cause(
    source: Source, needed: Sequence[Edit], usual: frozenset[str], extra: Sequence[Edit] = (), *, tried: bool
) -> Cause | None:
    """The most unusual of the places that have text of the learner's; what was moved counts as one."""
    absent = {dump(node) for edit in needed for node in _heads(edit.right)}
    needed = [_elsewhere(edit, extra) for edit in needed]
    spots = [(edit, spot) for edit in needed if (spot := _spot(source, edit, absent, usual)) is not None]
    if not spots:
        return None
    shown = [(edit, spot) for edit, spot in spots if edit.found] or spots
    first = max((spot for _, spot in shown), key=lambda spot: (spot.strange, -spot.line))
    others = tuple(sorted({spot.line for _, spot in shown} - {first.line}))
    lines = {line for _, spot in shown for line in spot.lines}
    places = frozenset(place for edit, _ in shown for place in edit.places)
    lines |= {place for place in places if isinstance(place, int)}
    lines |= _origin(source, first)
    put_in = sum(edit.put_in for edit in needed)
    return Cause(first.kind, first.line, first.column, first.words, frozenset(lines), others, tried, places, put_in)


def _origin(source: Source, spot: _Spot) -> set[int]:
    """The line on which the name that is wrong here gets its value, if that is one line of the same function."""
    if spot.kind is not Kind.NAME or not spot.words.isidentifier():
        return set()
    function = enclosing_function(source.tree, spot.line)
    lines = {
        node.lineno
        for node in own_nodes(function)
        if isinstance(node, ast.Name) and node.id == spot.words and isinstance(node.ctx, ast.Store)
    }
    return lines if len(lines) == 1 else set()


def _elsewhere(missing: Edit, extra: Iterable[Edit]) -> Edit:
    """In place of a step that is missing here, the same step where it stands."""
    if missing.found:
        return missing
    wanted = list(map(dump, missing.right))
    return next((one for one in extra if not one.right and list(map(dump, one.found)) == wanted), missing)


def _spot(source: Source, edit: Edit, absent: set[str], usual: frozenset[str]) -> _Spot | None:
    """Where an edit is, as closely as can be said."""

    def strange(node: ast.AST) -> int:
        return sum(feature not in usual for feature in features(node))

    if not edit.found:
        return _gap(source, edit)
    if edit.is_head or (len(edit.found) == len(edit.right) == 1 and not has_blocks(edit.found[0])):
        one, other = (head(node) if edit.is_head else node for node in (edit.found[0], edit.right[0]))
        kind, node = _innermost(other, one)
        return replace(_at(source, kind, node if hasattr(node, "lineno") else edit.found[0]), strange=strange(one))
    # Of a stretch that was written altogether differently, the statement that is like nothing in a right program.
    heads = list(_heads(edit.found))
    novel = [node for node in heads if dump(node) not in absent]
    if not edit.right and len(novel) in {0, len(heads)}:
        kind = Kind.EXTRA if novel else Kind.MOVED
        return replace(_at(source, kind, edit.found[0], edit.found[-1]), strange=max(map(strange, heads)))
    # What stands in a loop or a condition does more than its head.
    simple = [node for node in novel if not has_blocks(node) or _is_clause(node)]
    node = max(simple or novel or heads, key=strange)
    return replace(_at(source, Kind.OTHER, node), strange=strange(node))


def _is_clause(node: ast.AST) -> bool:
    return isinstance(node, ast.ExceptHandler | ast.FunctionDef | ast.AsyncFunctionDef)


def _gap(source: Source, edit: Edit) -> _Spot | None:
    """A step is missing: the line that it should come after; of an error that is not caught, what catches others."""
    after = edit.after
    if after is None:
        return None
    if isinstance(after, ast.Try | ast.TryStar) and edit.block in {"handlers", "finalbody"} and after.handlers:
        return _at(source, Kind.UNCAUGHT, after.handlers[0])
    line = after.__dict__["lineno"] if edit.block else after.__dict__["end_lineno"]
    before = edit.before.__dict__["lineno"] if edit.before is not None else line
    if edit.block in {"orelse", "finalbody"} and edit.before is not None:
        return _Spot(Kind.MISSING_BEFORE, before, -1, before)
    return _Spot(Kind.MISSING_INSIDE if edit.block else Kind.MISSING, line, -1, line, before=before)


def _at(source: Source, kind: Kind, node: ast.AST, last: ast.AST | None = None) -> _Spot:
    line, column = node.__dict__["lineno"], source.column(node.__dict__["lineno"], node.__dict__["col_offset"])
    end = (last or node).__dict__["end_lineno"] if not has_blocks(node) or last else line
    words = source.text(line)[column : source.column(line, node.__dict__["end_col_offset"])]
    return _Spot(kind, line, column, end, words if kind in QUOTED and node.__dict__["end_lineno"] == line else "")


def _heads(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """The statements and all in them, each without its blocks; what says nothing by itself is left out."""
    for node in nodes:
        if not isinstance(node, ast.Try | ast.TryStar):
            yield head(node)
        for name in BLOCKS:
            block = getattr(node, name, [])
            yield from _heads(block if isinstance(block, list) else [])


def _innermost(right: ast.AST, found: ast.AST) -> tuple[Kind, ast.AST]:
    """The smallest part of ``found`` that holds every difference from ``right``, and what it is."""
    if type(right) is not type(found):
        return _kind(right, found), found
    differing: list[tuple[ast.AST, ast.AST]] = []
    for name in right._fields:
        one, other = getattr(right, name, None), getattr(found, name, None)
        ones, others = (part if isinstance(part, list) else [part] for part in (one, other))
        if len(ones) != len(others):
            return _kind(right, found), found
        for inner, its in zip(ones, others, strict=True):
            if isinstance(inner, ast.AST) and isinstance(its, ast.AST):
                if dump(inner) != dump(its):
                    differing.append((inner, its))
            elif inner != its:
                return _kind(right, found), found
    if len(differing) != 1:
        return _kind(right, found), found
    kind, node = _innermost(*differing[0])
    return (kind, node) if hasattr(node, "lineno") else (kind, found)  # operators have no place of their own


def _kind(right: ast.AST, found: ast.AST) -> Kind:
    if isinstance(right, ast.Await) and dump(right.value) == dump(found):
        return Kind.NOT_AWAITED
    if isinstance(right, ast.Call) and dump(right.func) == dump(found):
        return Kind.NOT_CALLED
    if isinstance(right, ast.Return) and right.value is not None and isinstance(found, ast.Expr):
        return Kind.NOT_RETURNED
    if isinstance(found, ast.Constant):
        return Kind.TEXT if isinstance(found.value, str) else Kind.NUMBER
    return Kind.NAME if isinstance(found, ast.Name) else Kind.OTHER
