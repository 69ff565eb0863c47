"""A ``TaskGroup`` raised an exception group."""

from __future__ import annotations

import ast

from grader.feedback import facts, syntax
from grader.feedback.context import Context, listing
from grader.model import Diagnosis, ErrorInfo, EventKind, TaskEnding

SLUG = "exception-group"


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("BaseExceptionGroup") or not error.inner:
        return None
    first = error.inner[0]
    inner = listing(context.message(e) for e in error.inner[:3])
    handler = _missed_handler(context, error)
    missed = f"The `except` on line {handler.lineno} did not catch it: " if handler is not None else ""
    siblings = [
        key
        for key, event in facts.finishes(context.trace).items()
        if facts.outcome(event) is TaskEnding.CANCELLED and _by_library(context, key)
    ]
    cancelled = f" When the first one failed, the group cancelled {context.tasks(siblings)}." if siblings else ""
    return context.say(
        SLUG,
        what=f"{missed or 'The program ended in an exception group: '}{_kind(error)} of {inner}.",
        where=(context.place(handler.lineno) if handler is not None else None)
        or context.error_place(first)
        or context.error_place(error),
        why="Several children of a group may fail at once, so a `TaskGroup` packs their exceptions into one group. "
        f"A plain `except` looks at the group itself, not at what is inside.{cancelled}",
        ask="Should this exception happen at all? If so: which second kind of `except` does Python have, made for "
        "groups?",
    )


def _kind(error: ErrorInfo) -> str:
    return f"an `{error.type}`" if error.type in {"ExceptionGroup", "BaseExceptionGroup"} else "an exception group"


def _by_library(context: Context, key: str) -> bool:
    requests = [e for e in context.trace.of(EventKind.CANCEL_REQUESTED) if e.subject == key]
    return bool(requests) and not any(facts.by_program(e) for e in requests)


def _missed_handler(context: Context, error: ErrorInfo) -> ast.ExceptHandler | None:
    """A plain ``except`` around one of the lines that the group passed through, for the class of one of its members."""
    wanted = {name for inner in error.inner for name in inner.bases} - set(error.bases)
    for node in syntax.nodes(context.source.tree):
        if isinstance(node, ast.Try) and any(_in_body(node, frame.line) for frame in error.frames):
            for handler in node.handlers:
                if syntax.catches(handler) & wanted:
                    return handler
    return None


def _in_body(node: ast.Try, line: int) -> bool:
    return any(syntax.covers(statement, line) for statement in node.body)
