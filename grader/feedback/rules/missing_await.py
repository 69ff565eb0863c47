"""A coroutine object turned up where its result was meant."""

from __future__ import annotations

import ast
import re

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, EventKind, Opaque, Place

SLUG = "missing-await"

_OBJECT = re.compile(r"<coroutine object ([^\s<>]*)(?: at |>)")
_AS_VALUE = re.compile(r"""'coroutine' (object|and)|and 'coroutine'|not "?coroutine\b""")
_OF_ASYNCIO = frozenset({"_wait_for_one"})
"""Coroutines that a program did not call itself; that one was never awaited says more about them."""
_KIND = "coroutine"


def explain(context: Context) -> Diagnosis | None:
    if (found := _in_error(context)) is not None:
        return found
    name = _shown(context)
    if name is None or name in _OF_ASYNCIO:
        return None
    known = name in syntax.async_names(context.source.tree)
    subject = f"a coroutine object of `{name}`" if known else "a coroutine object"
    return context.say(
        SLUG,
        what=f"Where a result was expected, your program gave {subject}.",
        where=_call_without_await(context, name),
        why=_WHY,
        ask=_ASK,
    )


_WHY = (
    "Calling an `async def` function gives a coroutine object, not the result. The result comes out only where the "
    "coroutine is awaited."
)
_ASK = "What stands between the call of a coroutine and its result? Where is it missing?"


def _in_error(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not (error.is_a("TypeError") or error.is_a("AttributeError")):
        return None
    if _AS_VALUE.search(error.message) is None:
        return None
    return context.say(
        SLUG,
        what=f"{'' if context.hidden else context.message(error) + '. '}A coroutine object was used as if it were a "
        f"result{context.line(error.line)}.",
        where=_born(context) or context.error_place(error),
        why=_WHY,
        ask=_ASK,
    )


def _born(context: Context) -> Place | None:
    """The line that made the coroutine object, if only one was never awaited."""
    lines = {e.line for e in context.trace.of(EventKind.NEVER_AWAITED) if e.line is not None}
    return context.place(lines.pop()) if len(lines) == 1 else None


def _shown(context: Context) -> str | None:
    """The name of the coroutine that was returned, printed or compared, if one was."""
    if context.run is not None:
        for value in _opaques(context.run.returned):
            if value.type.rpartition(".")[2] == _KIND:
                found = _OBJECT.search(value.repr)
                return found.group(1).rpartition(".")[2] if found else ""
    texts = [context.run.stdout] if context.run is not None else []
    if context.check is not None and context.check.comparison is not None:
        texts.append(context.check.comparison.got)
    found = next((m for text in texts if (m := _OBJECT.search(text))), None)
    return found.group(1).rpartition(".")[2] if found else None


def _opaques(value: object, depth: int = 4) -> list[Opaque]:
    if isinstance(value, Opaque):
        return [value]
    if depth and isinstance(value, dict):
        return [o for v in value.values() for o in _opaques(v, depth - 1)]
    if depth and isinstance(value, list | tuple | set | frozenset):
        return [o for v in value for o in _opaques(v, depth - 1)]
    return []


def _call_without_await(context: Context, name: str) -> Place | None:
    if not name:
        return None
    awaited = {id(n.value) for n in syntax.nodes(context.source.tree) if isinstance(n, ast.Await)}
    handed_on = {
        id(a) for call in syntax.calls(context.source.tree) for a in call.args if syntax.last_name(call.func) != "print"
    }
    bare = [c for c in syntax.calls(context.source.tree, name) if id(c) not in awaited | handed_on]
    if len(bare) != 1:
        return None
    call = bare[0]
    return context.place(call.lineno, context.source.column(call.lineno, call.col_offset))
