"""Something that is no function was called."""

from __future__ import annotations

import re

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "not-callable"

_MESSAGE = re.compile(r"'([\w.]+)' object is not callable")


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("TypeError") or error.line is None:
        return None
    found = _MESSAGE.search(error.message)
    called = syntax.calls(context.source.tree, line=error.line)
    if found is None or not called:
        return None
    kind = found.group(1)
    if kind == "coroutine":
        more = "A coroutine object is what the call of an `async def` function gave; it is awaited, not called."
    elif kind == "module":
        more = "A module only holds functions; which one of them is meant stands behind a dot."
    else:
        more = (
            "Often a name that belonged to a function got another value on the way, or a pair of brackets is too many."
        )
    return context.say(
        SLUG,
        what=f"An object of type `{kind}` was called{context.line(error.line)} as if it were a function.",
        where=context.error_place(error),
        why=f"Brackets behind a name call it, and only functions, methods and classes can be called. {more}",
        ask="What does that name stand for at this moment, and where did it get that value?",
    )
