"""Only a signal could wake the program."""

from __future__ import annotations

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, Ending

SLUG = "waiting-on-signal"


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.WAITING_ON_SIGNAL:
        return None
    line = next((w.line for w in context.standstill.waits if w.line is not None), context.standstill.entry_line)
    handlers = syntax.calls(context.source.tree, "add_signal_handler")
    handler = f" (its handler is added on line {handlers[0].lineno})" if handlers else ""
    return context.say(
        SLUG,
        what=f"Your program waits for a signal{handler}, and nobody sends one.",
        where=context.place(line),
        why="Every task waits, no callback is queued and no timer is set: only a signal could wake the loop now.",
        ask="Who is to send the signal here, and what should the program do if it never comes?",
    )
