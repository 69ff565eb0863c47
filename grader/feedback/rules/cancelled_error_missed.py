"""A cancellation passed an ``except Exception``, which does not catch it."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, ErrorInfo

SLUG = "cancelled-error-missed"

_SEES_IT = frozenset({"CancelledError", "BaseException"})


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("CancelledError"):
        return None
    handler = _passed(context, error)
    if handler is None:
        return None
    return context.say(
        SLUG,
        what=f"A `CancelledError` came to the `except` on line {handler.lineno}, which did not catch it.",
        where=context.place(handler.lineno),
        why="`CancelledError` is a `BaseException` and no `Exception`, so that a cancellation is not taken for an "
        "ordinary error by mistake: `except Exception` lets it through.",
        ask="What should happen here when a task or future was cancelled, and how can you ask for that beforehand?",
    )


def _passed(context: Context, error: ErrorInfo) -> ast.ExceptHandler | None:
    """The clause nearest to where the exception came up that stands around a line it went through."""
    for frame in reversed(error.frames):
        around = [
            node
            for node in syntax.nodes(context.source.tree)
            if isinstance(node, ast.Try) and any(syntax.covers(statement, frame.line) for statement in node.body)
        ]
        for node in sorted(around, key=lambda n: n.lineno, reverse=True):
            if any(syntax.catches(handler) & _SEES_IT for handler in node.handlers):
                return None  # it was seen there, and raised again
            for handler in node.handlers:
                if "Exception" in syntax.catches(handler):
                    return handler
    return None
