"""A closer look at the cause of a failure, where laying the program upon right ones does not show it closely enough."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from grader.feedback import syntax
from grader.feedback.cause import Cause, Trial
from grader.feedback.kinds import GAPS, Kind
from grader.feedback.naming import program_in_the_words_of
from grader.feedback.obstacle import find_obstacle, misplaced
from grader.feedback.syntax import Function, Source
from grader.feedback.trees import dump, plain_tree

_GAPS = GAPS | {Kind.MISSING_BEFORE}
_JUMPS = (ast.Break, ast.Continue, ast.Return)
_FEW = 2
"""Places where a function hands something out; more of them are the whole function."""
_MORE = 30
"""Trials of one change after another beyond those in search of a cause: a long program has many."""


def closer(source: Source, cause: Cause | None, right: Sequence[str], trial: Trial, *, most: int) -> Cause | None:
    """What of the learner's own stands in the way, at the wrong place, or in a function that the cause only calls.

    ``None`` where a closer look shows no more than ``cause``. ``most`` programs may be tried in search of a cause.
    """
    if cause is None or not cause.is_small:
        return find_obstacle(source, right, trial, most=most + _MORE)
    if cause.kind in _GAPS:
        return misplaced(source, trial, cause.line, most=most)
    helper = called_alone(source, cause, right)
    if helper is None:
        return None
    found = find_obstacle(source, right, trial, most=most)
    if found is not None and all(syntax.covers(helper, line) for line in found.lines):
        return found
    return None if _chooses(source, cause.line) else _handed_out(cause, helper)


def called_alone(source: Source, cause: Cause, right: Sequence[str]) -> Function | None:
    """The outermost call's function, of those that no right program has: the line may be right but for it."""
    text = "\n".join(source.lines)
    mine, *others = [plain_tree(text), *(program_in_the_words_of(text, one) for one in right)]
    if len(cause.lines) > 1 or mine is None:
        return None
    usual = {dump(function) for tree in others for function in syntax.functions(tree)}
    own = {
        function.name: function
        for function in syntax.functions(mine)
        if not syntax.covers(function, cause.line) and dump(function) not in usual
    }
    called = (syntax.last_name(call.func) for call in syntax.calls(mine, line=cause.line))
    return next((own[name] for name in called if name in own), None)


def with_its_condition(source: Source, cause: Cause) -> Cause:
    """Of a jump that is all that an ``if`` leads to, the condition: to leave out the one is never to hold the other."""
    if cause.kind is not Kind.EXTRA or cause.others:
        return cause
    for node in syntax.nodes(source.tree):
        if not isinstance(node, ast.If) or node.orelse or not isinstance(node.body[0], _JUMPS):
            continue
        lines = frozenset(syntax.statement_lines(source.tree, node.body[0].lineno))
        if cause.lines == lines and node.lineno not in lines:
            both = lines | {node.lineno}
            return replace(cause, kind=Kind.TOO_OFTEN, line=node.lineno, column=-1, lines=both, places=both)
    return cause


def _chooses(source: Source, line: int) -> bool:
    """Whether what is called there is only one part of a condition: another part may be at fault, or missing."""
    return any(isinstance(node, ast.BoolOp) and node.lineno == line for node in syntax.nodes(source.tree))


def _handed_out(cause: Cause, helper: Function) -> Cause | None:
    """The lines where a function hands out what the line that calls it gets."""
    lines = {
        node.lineno for node in syntax.own_nodes(helper) if isinstance(node, ast.Return) and node.value is not None
    }
    if not lines or len(lines) > _FEW:
        return None
    kept = frozenset(lines)
    return replace(cause, kind=Kind.HANDED_OUT, line=min(lines), column=-1, words=helper.name, lines=kept, places=kept)
