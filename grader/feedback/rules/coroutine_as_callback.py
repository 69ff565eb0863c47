"""A coroutine function was scheduled as a callback."""

from __future__ import annotations

import ast

from grader.feedback import facts, syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, EventKind

SLUG = "coroutine-as-callback"

_TAKERS = (
    "call_soon",
    "call_later",
    "call_at",
    "call_soon_threadsafe",
    "add_done_callback",
    "add_signal_handler",
    "to_thread",
    "run_in_executor",
    "Thread",
)


_THREADS = frozenset({"to_thread", "run_in_executor", "Thread"})


def _reason(taker: str) -> str:
    if taker in _THREADS:
        return f"`{taker}` has a function called in another thread, where no event loop runs."
    return "A callback is a plain function: the loop calls it and takes no notice of what it returns."


def explain(context: Context) -> Diagnosis | None:
    names = syntax.async_names(context.source.tree)
    dropped = {facts.text(e, "name").rpartition(".")[2] for e in context.trace.of(EventKind.NEVER_AWAITED)} & names
    dropped |= _dropped_by_the_loop(context)
    error = context.error
    forbidden = error is not None and "coroutines cannot be used with" in error.message
    for call in syntax.calls(context.source.tree, *_TAKERS):
        handed = [
            syntax.last_name(a)
            for a in (*call.args, *(k.value for k in call.keywords))
            if isinstance(a, ast.Name | ast.Attribute)
        ]
        name = next((n for n in handed if n in (names if forbidden else dropped)), None)
        if name is None or (forbidden and error is not None and not syntax.covers(call, error.line)):
            continue
        taker = syntax.last_name(call.func)
        return context.say(
            SLUG,
            what=f"`{taker}` was given the coroutine function `{name}`; its body never ran.",
            where=context.place(call.lineno, context.source.column(call.lineno, call.col_offset)),
            why=f"{_reason(taker)} Calling `{name}` only makes a coroutine object, and nobody runs that one.",
            ask=f"Does `{name}` need a thread at all? If so, which kind of function can a thread carry out?"
            if taker in _THREADS
            else "What turns a coroutine into something that the loop runs? Could a plain function do that here?",
        )
    return None


def _dropped_by_the_loop(context: Context) -> set[str]:
    """The coroutine functions, those of libraries too, whose call as a callback gave a coroutine that nobody drives."""
    found = set()
    ran = ""
    for event in context.trace.events:
        name = facts.text(event, "name").rpartition(".")[2]
        if event.kind is EventKind.NEVER_AWAITED and name and name == ran:
            found.add(name)
        ran = name if event.kind is EventKind.CALLBACK_RAN else ""
    return found
