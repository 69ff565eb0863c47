"""A closed loop was used."""

from __future__ import annotations

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, EventKind

SLUG = "loop-closed"


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("RuntimeError") or "loop is closed" not in error.message:
        return None
    closed = next((e for e in context.trace.of(EventKind.LOOP_CLOSED) if e.line is not None), None)
    who = f" It was closed on line {closed.line}." if closed is not None else ""
    closes = syntax.calls(context.source.tree, "close")
    runs = [c for c in syntax.calls(context.source.tree, "run") if syntax.dotted(c.func) == "asyncio.run"]
    return context.say(
        SLUG,
        what="An event loop was used after it had been closed.",
        where=context.error_place(error),
        why=f"`close()` is final: a closed loop takes no callbacks, runs nothing and cannot be opened again.{who}"
        + (" `asyncio.run()` closes its loop too when it is done." if runs else ""),
        ask="What still has to happen on this loop, and where must `close()` stand so that it comes after it?"
        if closes or not runs
        else "What still has to happen on this loop, and could it happen before `asyncio.run()` is done?",
    )
