"""The author's repair of a known wrong answer, carried over to a submission that makes the same mistake in its own way.

What the author changed to get from the wrong answer to a right one is changed in the learner's program too. If the
check passes then, the mistake is the same one: that was tried, not guessed. Nothing of the repaired program is told.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from grader.feedback.cause import LONGEST, Trial
from grader.feedback.naming import in_the_words_of
from grader.feedback.syntax import Source
from grader.feedback.trees import plain_tree, statements
from grader.model import KnownAnswer, Misconception

_MOST_TRIALS = 6


@dataclass(frozen=True, slots=True)
class _Repair:
    misconception: Misconception
    program: str
    line: int
    """The learner's line that is changed first."""
    unlike: int
    """Lines in which the submission and the wrong answer differ."""


def recognise(
    source: Source, right: Sequence[str], wrong: Iterable[tuple[Misconception, str]], trial: Trial
) -> KnownAnswer | None:
    """The known wrong answer whose repair makes the check pass on the submission, if there is one."""
    if source.tree is None or sum(map(len, source.lines)) > LONGEST:
        return None
    try:
        repairs = {one.program: one for one in sorted(_repairs(source, right, wrong), key=lambda one: -one.unlike)}
    except RecursionError:
        return None
    for one in sorted(repairs.values(), key=lambda one: one.unlike)[:_MOST_TRIALS]:
        passes = trial(one.program)
        if passes is None:
            return None
        if passes:
            return KnownAnswer(one.misconception, one.line)
    return None


def _repairs(source: Source, right: Sequence[str], wrong: Iterable[tuple[Misconception, str]]) -> Iterator[_Repair]:
    """The submission, for each wrong answer that can be found in it, with what the author changes in that one."""
    found = plain_tree("\n".join(source.lines))
    if found is None:
        return
    ours = _lines(found)
    for misconception, program in wrong:
        nearest = _nearest(program, tuple(right))
        mistaken, repaired = plain_tree(program), plain_tree(nearest) if nearest is not None else None
        if mistaken is None or repaired is None:
            continue
        in_the_words_of(found, mistaken, repaired)
        carried = _Carried(ours, _lines(mistaken))
        if carried.over(_changes(carried.wrong, _lines(repaired))):
            text = "\n".join(carried.text())
            if Source.parse(text).problem is None:
                yield _Repair(misconception, text, _original(found, carried.first), carried.unlike)


@lru_cache(maxsize=256)
def _nearest(program: str, right: tuple[str, ...]) -> str | None:
    """The right program that is most like the wrong one; both are an author's, and come again and again."""
    lines = _lines_of(program)

    def likeness(text: str) -> float:
        return SequenceMatcher(None, lines, _lines_of(text), autojunk=False).ratio()

    return max(right, key=likeness, default=None)


def _lines_of(program: str) -> list[str]:
    tree = plain_tree(program)
    return _lines(tree) if tree is not None else []


def _lines(tree: ast.Module) -> list[str]:
    return ast.unparse(tree).splitlines()


_Change = tuple[int, int, Sequence[str]]
"""The lines of the wrong answer from the one number to before the other, and what the right one has in their place."""


def _changes(wrong: Sequence[str], right: Sequence[str]) -> Iterator[_Change]:
    for tag, start, end, other, other_end in SequenceMatcher(None, wrong, right, autojunk=False).get_opcodes():
        if tag != "equal":
            yield start, end, right[other:other_end]


@dataclass(slots=True)
class _Carried:
    """A submission, into which changes of a wrong answer are carried over where the two have the same lines."""

    found: Sequence[str]
    wrong: Sequence[str]
    pairs: Mapping[int, int] = field(init=False)
    """For lines of the wrong answer those of the submission, all from 0."""
    put: dict[int, list[str]] = field(default_factory=dict)
    """What comes before a line of the submission; a blank line between statements is none of either."""
    dropped: set[int] = field(default_factory=set)
    touched: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        wrong, found = ([line.strip() for line in lines] for lines in (self.wrong, self.found))
        blocks = SequenceMatcher(None, wrong, found, autojunk=False).get_matching_blocks()
        self.pairs = {start + k: other + k for start, other, size in blocks for k in range(size)}

    @property
    def unlike(self) -> int:
        return len(self.found) + len(self.wrong) - 2 * len(self.pairs)

    @property
    def first(self) -> int:
        """The first line of the submission that was changed, or the one after which something was put in."""
        return min(self.touched)

    def over(self, changes: Iterable[_Change]) -> bool:
        """Carry all of them over; whether that could be done."""
        return all(self._one(*change) for change in changes) and bool(self.touched)

    def _one(self, start: int, end: int, lines: Sequence[str]) -> bool:
        here = range(start, end) if end > start else range(max(start - 1, 0), start)
        places = [self.pairs[number] for number in here if number in self.pairs]
        shifts = {_indent(self.found[self.pairs[n]]) - _indent(self.wrong[n]) for n in here if n in self.pairs}
        if len(places) != len(here) or len(shifts) != 1:
            return False
        (shift,) = shifts
        moved = [" " * max(_indent(line) + shift, 0) + line.lstrip() for line in lines]
        # What is to come first in a block is not missing at the line that begins the block.
        begins = end == start and self.found[places[0]].endswith(":") and places[0] + 1 < len(self.found)
        self.touched.append(places[0] + begins)
        if end > start:
            self.dropped.update(places)
        self.put.setdefault(places[0] + (end == start), []).extend(moved)
        return True

    def text(self) -> Iterator[str]:
        for number, line in enumerate([*self.found, ""]):
            yield from self.put.get(number, ())
            if number not in self.dropped:
                yield line


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _original(found: ast.Module, number: int) -> int:
    """The learner's line for one of the program as ``_lines`` gives it, from 0."""
    ours, theirs = statements(found), statements(ast.parse(ast.unparse(found)))
    starts = [(their.__dict__["lineno"], our.__dict__["lineno"]) for our, their in zip(ours, theirs, strict=True)]
    return max((start for start in starts if start[0] <= number + 1), default=(1, 1))[1]
