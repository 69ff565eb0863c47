"""A lock or semaphore was given back more often than it was taken."""

from __future__ import annotations

import ast

from grader.feedback import facts, syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, EventKind

SLUG = "release-without-acquire"

_MESSAGES = (
    "Lock is not acquired",
    "released too many times",
    "cannot wait on un-acquired",
    "cannot notify on un-acquired",
)


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None and (found := _twice(context)) is not None:
        return found
    if error is None or not (error.is_a("RuntimeError") or error.is_a("ValueError")):
        return None
    if any(facts.text(e, "name").endswith("acquire") for e in context.trace.of(EventKind.NEVER_AWAITED)):
        return None
    message = next((m for m in _MESSAGES if m.lower() in error.message.lower()), None)
    if message is None:
        return None
    if "un-acquired" in message:
        what = "A condition was used without holding its lock"
        why = "`wait()` and `notify()` of a condition may be called only by one who holds it: a notice could get lost."
        ask = "Where is the condition taken, and does that line stand before this one on every way?"
    else:
        what = "A lock or semaphore was given back more often than it was taken"
        why = "Each `release()` answers one `acquire()`. One more would let in one task too many."
        ask = "Where is the `acquire()` that belongs to this `release()`? Is there a form that pairs the two by itself?"
    return context.say(
        SLUG, what=f"{what}{context.line(error.line)}.", where=context.error_place(error), why=why, ask=ask
    )


def _twice(context: Context) -> Diagnosis | None:
    """A ``release()`` inside the ``async with`` of the same object, which gives it back at its end."""
    for block in (n for n in syntax.nodes(context.source.tree) if isinstance(n, ast.AsyncWith)):
        held = {syntax.dotted(item.context_expr) for item in block.items} - {"", "."}
        calls = [c for statement in block.body for c in syntax.calls(statement, "release", "acquire")]
        mine = [c for c in calls if syntax.dotted(c.func).rpartition(".")[0] in held]
        if mine and all(syntax.last_name(c.func) == "release" for c in mine):
            return context.say(
                SLUG,
                what=f"Line {mine[0].lineno} gives back what the `async with` on line {block.lineno} gives back too.",
                where=context.place(mine[0].lineno),
                why="`async with` calls `acquire()` at its beginning and `release()` at its end, by itself. One more "
                "`release()` lets in one more than it should.",
                ask="What would change if this line were left out?",
            )
    return None
