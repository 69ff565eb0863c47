"""Where in a program that happens what a check looked at, for failures of which nothing more precise is known."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import CheckResult, Evidence


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A line, and as a sentence what it does."""

    line: int
    says: str


def whereabouts(context: Context) -> Whereabouts | None:
    """The only line that gives the compared value back, or the only one that calls what the check handed in."""
    if context.run is None or context.check is None or context.check.evidence not in {Evidence.VALUE, Evidence.PROBE}:
        return None
    return _return(context, context.check) or _call(context)


def _call(context: Context) -> Whereabouts | None:
    names = {event.probe for event in context.seen.probes} - syntax.function_names(context.source.tree)
    calls = syntax.calls(context.source.tree, *names) if names else []
    lines = {(call.lineno, call.func.id) for call in calls if isinstance(call.func, ast.Name)}
    if len(lines) != 1:
        return None
    line, name = lines.pop()
    return Whereabouts(line, f"Line {line} calls `{name}`.")


def _return(context: Context, check: CheckResult) -> Whereabouts | None:
    comparison = check.comparison
    if comparison is None or comparison.op != "==" or not _alike(comparison.got, context.seen.returned):
        return None
    own = syntax.function_names(context.source.tree)
    lines = [
        node.lineno
        for function in syntax.functions(context.source.tree)
        for node in syntax.own_nodes(function)
        if isinstance(node, ast.Return) and node.value is not None and not _hands_on(node.value, own)
    ]
    return Whereabouts(lines[0], f"Line {lines[0]} gives the value back.") if len(lines) == 1 else None


def _alike(got: str, returned: object) -> bool:
    """Whether what was compared can be what the program returned: the same kind of thing, of the same length."""
    try:
        value = ast.literal_eval(got)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return False
    if returned is None or type(value) is not type(returned):
        return False
    return not isinstance(value, list | tuple | dict) or (
        isinstance(returned, list | tuple | dict) and len(value) == len(returned)
    )


def _hands_on(value: ast.expr, own: frozenset[str]) -> bool:
    """Whether the expression only hands on what another function of the file gives."""
    return any(isinstance(n, ast.Call) and syntax.last_name(n.func) in own for n in ast.walk(value))
