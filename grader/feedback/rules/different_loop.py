"""A future or primitive of one loop was used in another."""

from __future__ import annotations

from grader.feedback.context import Context
from grader.model import Diagnosis, EventKind

SLUG = "different-loop"

_MESSAGES = (
    "attached to a different loop",
    "belongs to a different loop",
    "is bound to a different event loop",
    "tasks and futures are from different loops",
    "All futures must share the same event loop",
)


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not any(m in error.message for m in _MESSAGES):
        return None
    loops = [e.line for e in context.trace.of(EventKind.LOOP_CREATED, EventKind.LOOP_IMPLICIT) if e.line is not None]
    made = f" Your program made loops on lines {' and '.join(map(str, loops[:3]))}." if len(loops) > 1 else ""
    runs = context.taught("asyncio.run")
    return context.say(
        SLUG,
        what="Something that belongs to one event loop was used on another one.",
        where=context.error_place(error),
        why="A future, task or lock belongs to one loop for life, and only that loop can wake whoever waits for "
        f"it.{made}" + (" `asyncio.run()` always makes a new loop." if runs else ""),
        ask="Which loop was there when the object was created, and which one runs now?"
        + (" Could it be created inside `main()`?" if runs else ""),
    )
