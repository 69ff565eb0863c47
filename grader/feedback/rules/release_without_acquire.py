"""A lock or semaphore was given back more often than it was taken."""

from __future__ import annotations

from grader.feedback import facts
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
    if error is None or not (error.is_a("RuntimeError") or error.is_a("ValueError")):
        return None
    if any(facts.text(e, "name").endswith("acquire") for e in context.trace.of(EventKind.NEVER_AWAITED)):
        return None
    message = next((m for m in _MESSAGES if m.lower() in error.message.lower()), None)
    if message is None:
        return None
    if "un-acquired" in message:
        what = "A condition was used without holding its lock"
        why = "`wait()` and `notify()` of a condition may be called only by who holds it: else a notice could be lost."
        ask = "Where is the condition taken, and does that line stand before this one on every way?"
    else:
        what = "A lock or semaphore was given back more often than it was taken"
        why = "Each `release()` answers one `acquire()`. One more would let in somebody who may not be there yet."
        ask = "Which way leads here without `acquire()`? Is there a form that pairs the two by itself?"
    return context.say(
        SLUG, what=f"{what}{context.line(error.line)}.", where=context.error_place(error), why=why, ask=ask
    )
