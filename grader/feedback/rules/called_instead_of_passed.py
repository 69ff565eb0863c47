"""``call_soon(f())`` in place of ``call_soon(f)``: the function ran at once, and its result was scheduled."""

from __future__ import annotations

import ast

from grader.feedback import facts, syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, EventKind

SLUG = "called-instead-of-passed"

_CALLBACK_POSITION = {
    "call_soon": 0,
    "call_soon_threadsafe": 0,
    "call_later": 1,
    "call_at": 1,
    "add_done_callback": 0,
    "add_signal_handler": 1,
    "to_thread": 0,
    "run_in_executor": 1,
}
_MAKE_CALLABLES = frozenset({"partial", "partialmethod", "methodcaller", "wraps", "itemgetter", "attrgetter"})
_NOT_CALLABLE = ("not callable", "callable object was expected", "is not a callable object", "callable was expected")


def explain(context: Context) -> Diagnosis | None:
    found = _calls(context)
    nothing = [e.line for e in context.trace.of(EventKind.CALLBACK_SCHEDULED) if facts.callback_name(e) == "NoneType"]
    scheduled = [pair for pair in found if any(syntax.covers(pair[0], line) for line in nothing)]
    if not scheduled and not _failed(context):
        return None
    found = scheduled or found
    if not found:
        return None
    outer, inner = found[0]
    scheduler, name = syntax.last_name(outer.func), syntax.dotted(inner.func).lstrip(".")
    return context.say(
        SLUG,
        what=f"`{name}(...)` was called at once, and what it returned was handed to `{scheduler}`.",
        where=context.place(inner.lineno, context.source.column(inner.lineno, inner.col_offset)),
        why=f"Python works out the arguments first, so `{name}` ran before `{scheduler}` did. `{scheduler}` wants "
        "something that it can call later; what it got is not a function, and nothing is left to call.",
        ask=f"What is the difference between `{name}` and `{name}(...)`? How does `{scheduler}` take the arguments?",
    )


def _calls(context: Context) -> list[tuple[ast.Call, ast.Call]]:
    found = []
    for call in syntax.calls(context.source.tree, *_CALLBACK_POSITION):
        position = _CALLBACK_POSITION[syntax.last_name(call.func)]
        if position < len(call.args) and isinstance(inner := call.args[position], ast.Call):
            name = syntax.last_name(inner.func)
            if name and name not in _MAKE_CALLABLES:
                found.append((call, inner))
    return found


def _failed(context: Context) -> bool:
    messages = [
        f"{facts.text(e, 'message')} {facts.text(e, 'error')}"
        for e in context.trace.of(EventKind.CALLBACK_RAISED, EventKind.UNHANDLED)
    ]
    if context.error is not None and context.error.is_a("TypeError"):
        messages.append(context.error.message)
    said = (*messages, context.seen.stderr)
    return any(words in message for message in said for words in _NOT_CALLABLE)
