"""``stop()`` was called before the loop ran, so it took effect after a single turn."""

from __future__ import annotations

from grader.feedback import facts
from grader.feedback.context import Context
from grader.model import Diagnosis, EventKind

SLUG = "stop-before-run"


def explain(context: Context) -> Diagnosis | None:
    early = next((e for e, running in facts.stops(context.trace) if not running), None)
    if early is None or any(True for _ in facts.stops_while_running(context.trace)):
        return None
    if not _ran_after(context, early.line):
        return None
    return context.say(
        SLUG,
        what=f"`stop()` was called by the main program{context.line(early.line)}, while no loop was running.",
        where=context.place(early.line),
        why="A loop that is told to stop before it runs makes exactly one turn and ends: it runs what is ready "
        "then, and whatever takes longer, or is scheduled in that turn, never happens.",
        ask="Who should tell the loop to stop, and at which moment: before the loop runs, or while it runs?",
    )


def _ran_after(context: Context, line: int | None) -> bool:
    kinds = [e.kind for e in context.trace.of(EventKind.LOOP_STOP_CALLED, EventKind.LOOP_RUN)]
    return EventKind.LOOP_RUN in kinds[kinds.index(EventKind.LOOP_STOP_CALLED) :]
