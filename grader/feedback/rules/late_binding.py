"""Callbacks made in a loop that all see the loop's last value."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "late-binding"
_FEWEST = 2


def explain(context: Context) -> Diagnosis | None:
    out = context.seen.stdout.splitlines()
    found = next(_closures(context.source.tree), None)
    if found is None or not _repeats(out):
        return None
    line, name = found
    return context.say(
        SLUG,
        what=f"The function made on line {line} uses `{name}` of the `for` loop around it, and the same line was "
        "printed each time.",
        where=context.place(line),
        why=f"A function looks `{name}` up when it runs, not when it is made. That `for` loop was over by then, so "
        f"each function found the last value of `{name}`.",
        ask="How can each function be given the value of its own turn, at the moment when it is made?",
    )


def _repeats(lines: list[str]) -> bool:
    return any(lines[i] == lines[i + 1] for i in range(len(lines) - 1)) and len(lines) >= _FEWEST


def _closures(tree: ast.Module | None) -> Iterator[tuple[int, str]]:
    """Functions made in a loop that read its variable, each with its line and that variable."""
    for loop in syntax.nodes(tree):
        if not isinstance(loop, ast.For | ast.AsyncFor):
            continue
        targets = {n.id for n in ast.walk(loop.target) if isinstance(n, ast.Name)}
        for node in (n for statement in loop.body for n in ast.walk(statement)):
            if not isinstance(node, ast.Lambda | ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            own = {a.arg for a in (*node.args.args, *node.args.kwonlyargs, *node.args.posonlyargs)}
            body = node.body if isinstance(node.body, list) else [node.body]
            read = {
                n.id for part in body for n in ast.walk(part) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)
            }
            for name in sorted((read & targets) - own):
                yield node.lineno, name
