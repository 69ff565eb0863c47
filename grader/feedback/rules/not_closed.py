"""A loop that the program made and never closed."""

from __future__ import annotations

from grader.feedback import facts
from grader.feedback.context import Context
from grader.model import Diagnosis, Ending, EventKind

SLUG = "not-closed"


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending not in {Ending.RETURNED, Ending.EXITED}:
        return None
    closed = {facts.datum(e, "loop") for e in context.trace.of(EventKind.LOOP_CLOSED)}
    made = [
        e for e in context.trace.of(EventKind.LOOP_CREATED) if e.line is not None and e.data.get("loop") not in closed
    ]
    if not made:
        return None
    return context.say(
        SLUG,
        what=f"The event loop that was made{context.line(made[0].line)} was never closed.",
        where=context.place(made[0].line),
        why="A loop holds things of the operating system, such as sockets. `close()` gives them back at once; "
        "without it nobody knows when.",
        ask="Which line is the last one that needs the loop? What should happen after it, also if something fails?",
    )
