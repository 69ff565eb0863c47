"""One coroutine object was awaited twice."""

from __future__ import annotations

import ast
from dataclasses import replace

from grader.feedback.context import Context
from grader.feedback.syntax import covers, enclosing_function, nodes, own_nodes
from grader.model import Diagnosis, ErrorInfo, Place

SLUG = "coroutine-reused"

_MESSAGES = ("cannot reuse already awaited coroutine", "coroutine is being awaited already")


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("RuntimeError") or not any(m in error.message for m in _MESSAGES):
        return None
    return context.say(
        SLUG,
        what="The same coroutine object was awaited a second time.",
        where=_place(context, error),
        why="A coroutine object stands for one run of its function, from the first line to the end. It can be awaited "
        "once; each further run needs an object of its own, and only calling the function makes one.",
        ask="Where is the coroutine object made, and how often? Should the function be handed on in its place, or the "
        "result be kept?",
    )


def _place(context: Context, error: ErrorInfo) -> Place | None:
    """Where the object was awaited, and where it was made if a name on the way there tells."""
    where = context.error_place(error)
    lines = (_maker(context, frame.line) for frame in reversed(error.frames))
    made = next((line for line in lines if line is not None), None)
    if where is None or made is None or made == where.line:
        return where
    return replace(where, also=((made, context.source.text(made)),))


def _maker(context: Context, line: int) -> int | None:
    """The line on which a name that stands on ``line`` gets what a call returns, without `await`."""
    tree = context.source.tree
    names = {node.id for node in nodes(tree) if isinstance(node, ast.Name) and covers(node, line)}
    made = (
        node.lineno
        for node in own_nodes(enclosing_function(tree, line))
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        if any(isinstance(target, ast.Name) and target.id in names for target in node.targets)
    )
    return next(made, None)
