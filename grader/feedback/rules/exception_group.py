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
    if (mistake := _by_mistake(context, error)) is not None:
        return mistake
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


def _by_mistake(context: Context, error: ErrorInfo) -> Diagnosis | None:
    """An exception that no line of the program raises on purpose or tries to catch: its own cause is what matters."""
    raised = {
        syntax.last_name(n.exc.func if isinstance(n.exc, ast.Call) else n.exc)
        for n in syntax.nodes(context.source.tree)
        if isinstance(n, ast.Raise) and n.exc is not None
    }
    caught = {
        name
        for n in syntax.nodes(context.source.tree)
        if isinstance(n, ast.ExceptHandler)
        for name in syntax.catches(n)
    }
    first = error.inner[0]
    if any(one.type not in _MISTAKES or {*one.bases} & (raised | caught) for one in error.inner):
        return None
    by = f"{context.line(first.line)}"
    return context.say(
        SLUG,
        what=f"A task of the group ended in {context.message(first)}{by}; so the group ended in {_kind(error)}.",
        where=context.error_place(first) or context.error_place(error),
        why=f"A `TaskGroup` packs the exceptions of its tasks into one group. What matters is inside: "
        f"{context.error_name(first)} came up{by or ' in a task'}, and nothing in your program raises or catches it.",
        ask="Which value stood on that line at that moment, and which line gave it?",
    )


_MISTAKES = frozenset({"KeyError", "IndexError", "TypeError", "AttributeError", "NameError", "InvalidStateError"})
"""Classes that mostly come of a mistake, and are seldom raised on purpose."""


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
