"""One statement or one condition of the learner's without which the check would pass, found by trial.

Where a program is made in another way than every right one, little is learned from laying them upon one another. Then
the learner's own statements are left out one by one, and conditions are held to be true or false (Zhang, Gupta and
Gupta, "Locating Faults through Automated Predicate Switching", International Conference on Software Engineering 2006).
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grader.feedback.cause import LONGEST, Cause, Kind, Trial
from grader.feedback.naming import program_in_the_words_of
from grader.feedback.syntax import Source
from grader.feedback.trees import BLOCKS, dump, plain_tree, walk

_MOST_LINES = 4
"""Lines of a statement that is left out; a longer one is no single fault."""
_MOST_TOO_LONG = 5
"""Trials that did not end in time, after which no more are made: without a step many a loop never ends."""
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_KEPT = (
    *_SCOPES,
    ast.ExceptHandler,
    *(ast.Import, ast.ImportFrom, ast.Nonlocal, ast.Global, ast.Pass),
)


@dataclass(frozen=True, slots=True)
class _Change:
    """A statement left out, or with a condition that always or never holds, and the program with that change."""

    statement: ast.stmt
    kind: Kind
    program: str

    @property
    def order(self) -> tuple[bool, int]:
        """Last comes what gives a name the value that others need."""
        targets = self.statement.targets if isinstance(self.statement, ast.Assign) else []
        return any(isinstance(target, ast.Name) for target in targets), self.statement.lineno

    @property
    def lines(self) -> range:
        end = self.statement if self.kind is Kind.EXTRA else self.statement.__dict__["test"]
        return range(self.statement.lineno, end.__dict__["end_lineno"] + 1)


def find_obstacle(source: Source, right: Iterable[str], trial: Trial, *, most: int) -> Cause | None:
    """The only statement or condition that stands in the way of the check, if there is one alone.

    ``most`` programs are tried. Functions and classes that a ``right`` program has too are left alone.
    """
    text = "\n".join(source.lines)
    if source.tree is None or len(text) > LONGEST:
        return None
    try:
        tree = plain_tree(text)
        rights = [program_in_the_words_of(text, one) for one in right]
        usual = {dump(scope) for one in rights if one is not None for scope in one.body}
        changes = sorted(_changes(tree, usual), key=lambda one: one.order) if tree is not None else []
        passing = list(_passing(changes, trial, most))
    except RecursionError:
        return None
    inner = [one for one in passing if not any(_is_within(other, one) for other in passing)]
    return _cause(inner[0]) if len(inner) == 1 else None


def _passing(changes: Iterable[_Change], trial: Trial, most: int) -> Iterator[_Change]:
    too_long = 0
    for change in changes:
        if most <= 0 or too_long >= _MOST_TOO_LONG:
            return
        if Source.parse(change.program).problem is not None:
            continue
        most -= 1
        passed = trial(change.program)
        too_long += passed is None
        if passed:
            yield change


def _changes(tree: ast.Module, usual: set[str]) -> Iterator[_Change]:
    for scope in tree.body:
        if not isinstance(scope, _SCOPES) or dump(scope) in usual:
            continue
        for node in walk(scope):
            if isinstance(node, _SCOPES) and node.name == "__init__":
                continue  # what is made there is needed
            for name in BLOCKS:
                block = getattr(node, name, None)
                if isinstance(block, list):
                    yield from _changes_in(tree, block)


def _changes_in(tree: ast.Module, block: list[ast.stmt]) -> Iterator[_Change]:
    for number, statement in enumerate(block):
        if isinstance(statement, _KEPT):
            continue
        is_short = (statement.end_lineno or statement.lineno) - statement.lineno < _MOST_LINES
        if is_short:
            block[number] = ast.copy_location(ast.Pass(), statement)
            yield _Change(statement, Kind.EXTRA, ast.unparse(tree))
            block[number] = statement
        if isinstance(statement, ast.If) and not isinstance(statement.test, ast.Constant):
            yield from _switched(tree, statement, never=not is_short or bool(statement.orelse))


def _switched(tree: ast.Module, statement: ast.If, *, never: bool) -> Iterator[_Change]:
    """The program with a condition that always holds, and that ``never`` does where this is not to leave it out."""
    test = statement.test
    for holds, kind in ((True, Kind.TOO_SELDOM), (False, Kind.TOO_OFTEN)):
        if holds or never:
            statement.test = ast.copy_location(ast.Constant(holds), test)
            program = ast.unparse(tree)
            statement.test = test
            yield _Change(statement, kind, program)


def _is_within(inner: _Change, outer: _Change) -> bool:
    """Whether a change is one of a part of what another one changes."""
    return inner.statement is not outer.statement and any(node is inner.statement for node in walk(outer.statement))


def _cause(change: _Change) -> Cause:
    lines = frozenset(change.lines)
    return Cause(change.kind, change.statement.lineno, -1, lines=lines, places=lines)
