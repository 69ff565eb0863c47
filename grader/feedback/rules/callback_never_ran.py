"""The loop was stopped while a timer was still to come."""

from __future__ import annotations

from grader.feedback import facts
from grader.feedback.context import Context
from grader.model import Diagnosis, Ending, EventKind

SLUG = "callback-never-ran"


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending not in {Ending.RETURNED, Ending.EXITED}:
        return None
    stopped = list(context.trace.of(EventKind.LOOP_STOPPED))
    if not stopped or any(True for _ in context.trace.of(EventKind.TRUNCATED)):
        return None
    end = stopped[-1].time
    gone = {(facts.callback_name(e), facts.number(e, "when")) for e in context.trace.of(EventKind.TIMER_CANCELLED)}
    lost = [
        e
        for e in context.trace.of(EventKind.CALLBACK_SCHEDULED)
        if e.line is not None
        and facts.number(e, "when") > end
        and (facts.callback_name(e), facts.number(e, "when")) not in gone
    ]
    if not lost:
        return None
    first = lost[0]
    name = facts.callback_name(first)
    who = f"The callback `{name}`" if name and not context.hidden else "A callback"
    stop = _stop(context)
    line = stop if stop is not None else first.line
    due = "" if context.hidden else f", and the callback was due at t={facts.number(first, 'when'):g}s"
    return context.say(
        SLUG,
        what=f"{who} (scheduled on line {first.line}) never ran: the loop ended{context.when(end)}{due}.",
        where=context.place(line),
        why="A loop that has ended runs nothing any more. A timer that has not come due by then is simply forgotten; "
        "nobody says so.",
        ask="Which of your callbacks is the last one, and does the loop run long enough for it?",
    )


def _stop(context: Context) -> int | None:
    """The line that stopped the loop, or that scheduled its stop."""
    named = [e for e in context.trace.of(EventKind.CALLBACK_SCHEDULED) if facts.callback_name(e).endswith("stop")]
    calls = [e for e in context.trace.of(EventKind.LOOP_STOP_CALLED) if e.line is not None]
    return next((e.line for e in (*calls, *named) if e.line is not None), None)
