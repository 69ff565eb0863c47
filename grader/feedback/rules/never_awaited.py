"""A coroutine object was made and dropped."""

from __future__ import annotations

import ast
import re

from grader.feedback import facts, syntax
from grader.feedback.context import Context
from grader.feedback.rules import coroutine_as_callback
from grader.model import Diagnosis, EventKind, TraceEvent

SLUG = "never-awaited"

_PRODUCERS = {"_wait_for_one": "as_completed"}
"""Coroutines of asyncio itself, and what a program calls to get them."""
_IN_WARNING = re.compile(r"coroutine '([^']+)' was never awaited")


def explain(context: Context) -> Diagnosis | None:
    event = next((e for e in context.trace.of(EventKind.NEVER_AWAITED) if e.line is not None or _name(e)), None)
    if event is None or coroutine_as_callback.explain(context) is not None:
        return None
    name = _name(event)
    line = event.line if event.line is not None else _only_call(context, _PRODUCERS.get(name, name))
    if name in _PRODUCERS:
        line = _first_use(context, line)
    written = _as_written(context, name, line) if line is not None else ""
    called = f"`{written}(...)`" if written else "A coroutine function"
    return context.say(
        SLUG,
        what=f"{called} was called{context.line(line)}, but its body never ran.",
        where=context.place(line),
        why="Calling an `async def` function only builds a coroutine object. Nothing inside it runs until something "
        "drives it; this one was built and dropped.",
        ask="There are two ways to get a coroutine going from inside another: wait for it here, or start it and "
        "carry on. Which of the two is wanted?",
    )


def dropped_before(context: Context, line: int | None) -> bool:
    """Whether a statement above the line, in the same function, only built a coroutine object."""
    function = syntax.enclosing_function(context.source.tree, line)
    lines = {e.line for e in context.trace.of(EventKind.NEVER_AWAITED) if e.line is not None}
    return line is not None and any(
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and node.lineno in lines and node.lineno < line
        for node in syntax.own_nodes(function or context.source.tree)
    )


def _first_use(context: Context, line: int | None) -> int | None:
    """Where the loop that begins on the line uses what it got."""
    for loop in syntax.nodes(context.source.tree):
        if isinstance(loop, ast.For) and loop.lineno == line and isinstance(loop.target, ast.Name):
            uses = [
                n.lineno for s in loop.body for n in ast.walk(s) if isinstance(n, ast.Name) and n.id == loop.target.id
            ]
            return min(uses, default=line)
    return line


def _as_written(context: Context, name: str, line: int | None) -> str:
    """What the line calls it: by its own name, or by that of the only call that stands there."""
    called = [syntax.dotted(call.func).lstrip(".") for call in syntax.calls(context.source.tree, line=line)]
    named = [text for text in called if text.rpartition(".")[2] == name]
    return (named or (called if len(called) == 1 else [""]))[0]


def _name(event: TraceEvent) -> str:
    named = facts.text(event, "name")
    found = _IN_WARNING.search(facts.text(event, "message"))
    return (named or (found.group(1) if found else "")).rpartition(".")[2]


def _only_call(context: Context, name: str) -> int | None:
    """The line that calls it, if only one does."""
    if not name or name.startswith("__"):
        return None  # such a method is called by Python itself, or for many objects
    lines = {call.lineno for call in syntax.calls(context.source.tree, name)}
    return lines.pop() if len(lines) == 1 else None
