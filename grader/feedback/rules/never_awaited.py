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
    if (said := _called_by_others(context, event, name)) is not None:
        return said
    line = event.line if event.line is not None else _only_call(context, _PRODUCERS.get(name, name))
    if name in _PRODUCERS:
        line = _first_use(context, line)
    written = _as_written(context, name, line) if line is not None else ""
    called = f"`{written}(...)`" if written else "A coroutine function"
    return context.say(
        SLUG,
        what=f"{called} was called{context.line(line)}, but its body never ran.",
        where=context.place(line),
        why="Calling an `async def` function only builds a coroutine object. Nothing inside it happens until "
        "something runs it; this one was built and dropped.",
        ask="There are two ways to get a coroutine going from inside another: wait for it here, or start it and "
        "carry on. Which of the two is wanted?",
    )


def _called_by_others(context: Context, event: TraceEvent, name: str) -> Diagnosis | None:
    """A coroutine function of the file that no line of it calls: Python itself did, or whoever was handed it."""
    defined = [f for f in syntax.functions(context.source.tree) if f.name == name]
    one = defined[0] if len(defined) == 1 else _of_class(context, event)
    if not isinstance(one, ast.AsyncFunctionDef):
        return None
    by_name = event.line is not None and syntax.calls(context.source.tree, name, line=event.line)
    if name.startswith("__") and name not in _MEANT_TO_BE_ASYNC and not by_name:
        return context.say(
            SLUG,
            what=f"Python called `{name}`{context.line(one.lineno)} and got a coroutine; its body never ran.",
            where=context.place(one.lineno),
            why=f"Python calls `{name}` itself and does not wait for what it gives. With `async def` a call only "
            "builds a coroutine object, which nobody runs.",
            ask=f"What must `{name}` give back at once, and which ordinary function could give that?",
        )
    lines = _named_on(context, name)
    if syntax.calls(context.source.tree, name) or not lines:
        return None
    return context.say(
        SLUG,
        what=f"`{name}`{context.line(one.lineno)} was called, but its body never ran.",
        where=context.place(event.line if event.line in lines else one.lineno),
        why=f"`{name}` is an `async def`, so a call of it only builds a coroutine object. The one who was given "
        f"`{name}` calls it like an ordinary function and does not wait for what comes back.",
        ask=f"Is there anything in `{name}` that has to be waited for?",
    )


_MEANT_TO_BE_ASYNC = frozenset({"__aenter__", "__aexit__", "__anext__"})


def _of_class(context: Context, event: TraceEvent) -> ast.AsyncFunctionDef | None:
    """The method by its whole name, ``Class.method``."""
    owner, _, name = _whole_name(event).rpartition(".")
    for node in syntax.nodes(context.source.tree):
        if isinstance(node, ast.ClassDef) and node.name == owner.rpartition(".")[2]:
            return next((f for f in node.body if isinstance(f, ast.AsyncFunctionDef) and f.name == name), None)
    return None


def _named_on(context: Context, name: str) -> set[int]:
    """The lines that name the function, other than to call it."""
    return {
        node.lineno
        for node in syntax.nodes(context.source.tree)
        if (isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load))
        or (isinstance(node, ast.Attribute) and node.attr == name)
    }


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
    return _whole_name(event).rpartition(".")[2]


def _whole_name(event: TraceEvent) -> str:
    found = _IN_WARNING.search(facts.text(event, "message"))
    return facts.text(event, "name") or (found.group(1) if found else "")


def _only_call(context: Context, name: str) -> int | None:
    """The line that calls it, if only one does."""
    if not name or name.startswith("__"):
        return None  # such a method is called by Python itself, or for many objects
    lines = {call.lineno for call in syntax.calls(context.source.tree, name)}
    return lines.pop() if len(lines) == 1 else None
