"""One statement or one condition of the learner's with which otherwise the check would pass, found by trial.

Where a program is made in another way than every right one, little is learned from laying them upon one another. Then
the learner's own statements are left out one by one, conditions are held to be true or false (Zhang, Gupta and Gupta,
"Locating Faults through Automated Predicate Switching", International Conference on Software Engineering 2006), and
statements are moved.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from grader.feedback.cause import LONGEST, Cause, Trial
from grader.feedback.edits import Change, left_out, moved, other_conditions, other_numbers, waits
from grader.feedback.kinds import Kind
from grader.feedback.naming import program_in_the_words_of
from grader.feedback.syntax import Source, enclosing_function
from grader.feedback.trees import dump, plain_tree, walk

_MOST_TOO_LONG = 5
"""Trials that did not end in time, after which no more are made: without a step many a loop never ends."""
_FEW_LINES = 3
"""Lines next to one another that are one place, whichever of them is changed."""
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def find_obstacle(source: Source, right: Iterable[str], trial: Trial, *, most: int) -> Cause | None:
    """The only statement or condition that stands in the way of the check, if there is one alone.

    ``most`` programs are tried of each sort of change, and twice as many altogether. Functions and classes that a
    ``right`` program has too are left alone.
    """
    text = "\n".join(source.lines)
    if source.tree is None or len(text) > LONGEST:
        return None
    try:
        tree = plain_tree(text)
        rights = [program_in_the_words_of(text, one) for one in right]
        usual = {dump(scope) for one in rights if one is not None for scope in one.body}
        scopes = [] if tree is None else [s for s in tree.body if isinstance(s, _SCOPES) and dump(s) not in usual]
        if tree is None or not scopes:
            return None
        search = _Search(trial, most, left=2 * most)
        passing = [*search.passing(left_out(tree, scopes)), *search.passing(other_conditions(tree, scopes))]
        # Where nothing has to go, something may stand at the wrong place; a number may make up for many a mistake.
        for others in (moved, other_numbers):
            passing = passing or list(search.passing(others(tree, scopes)))
    except RecursionError:
        return None
    return _one_place([one for one in passing if not any(_is_within(other, one) for other in passing)])


def misplaced(source: Source, trial: Trial, line: int, *, most: int) -> Cause | None:
    """The only statement of the function around ``line`` with which at another place the check passes."""
    text = "\n".join(source.lines)
    if source.tree is None or len(text) > LONGEST:
        return None
    try:
        tree = plain_tree(text)
        function = enclosing_function(tree, line)
        if tree is None or function is None:
            return None
        return _one_place(list(_Search(trial, most, left=most).passing(moved(tree, [function]))))
    except RecursionError:
        return None


def _one_place(passing: Sequence[Change]) -> Cause | None:
    """What the changes say together, if they are all about the same few lines."""
    lines = sorted({line for one in passing for line in one.lines})
    if not lines or (len({one.lines for one in passing}) > 1 and lines[-1] - lines[0] >= _FEW_LINES):
        return None
    kinds = {one.kind for one in passing}
    if kinds <= {Kind.MOVED, Kind.SWAPPED} and len({one.lines for one in passing}) > 1:
        kind = Kind.SWAPPED
    else:
        kind = kinds.pop() if len(kinds) == 1 else Kind.OTHER
    # Of two statements that may change places, the one that does not wait comes to mind first.
    first = min((one for one in passing), key=lambda one: (waits(one.statement), one.lines.start))
    return Cause(kind, first.lines.start, -1, lines=frozenset(lines), places=frozenset(lines))


@dataclass(slots=True)
class _Search:
    trial: Trial
    most: int
    """Programs that are tried of each sort."""
    left: int
    """Programs that may be tried altogether."""
    too_long: int = 0

    def passing(self, changes: Iterable[Change]) -> Iterator[Change]:
        """The changes with which the check passes."""
        possible = (one for one in changes if Source.parse(one.program).problem is None)
        for change in islice(possible, min(self.most, self.left)):
            self.left -= 1
            if self.too_long >= _MOST_TOO_LONG:
                return
            passed = self.trial(change.program)
            self.too_long += passed is None
            if passed:
                yield change


def _is_within(inner: Change, outer: Change) -> bool:
    """Whether a change is one of a part of what another one changes."""
    return inner.statement is not outer.statement and any(node is inner.statement for node in walk(outer.statement))
