"""``run_forever()`` with nobody who ever calls ``stop()``."""

from __future__ import annotations

from grader.feedback import facts, unseen
from grader.feedback.context import Context
from grader.model import Diagnosis, Ending, EventKind, TraceEvent

SLUG = "no-stop"
_MANY = 10
"""Callbacks that must have run before it can be said that they run again and again."""


def explain(context: Context) -> Diagnosis | None:
    still = context.standstill
    if context.seen.ending not in {Ending.DEADLOCK, Ending.NEVER_ENDS} or still.entry != "run_forever" or still.waits:
        return None
    stops = list(context.trace.of(EventKind.LOOP_STOP_CALLED))
    if stops:
        return _another_loop(context, stops[-1])
    if unseen.unseen(context) is not None:
        # The callback that failed may have been the one to stop the loop.
        return None
    if context.seen.ending is Ending.NEVER_ENDS and len(list(context.trace.of(EventKind.CALLBACK_RAN))) < _MANY:
        return None
    if context.seen.ending is Ending.DEADLOCK:
        what = "The loop ran everything it had, then sat in `run_forever()` with nothing left to do, for ever."
    else:
        what = "The loop in `run_forever()` went round and round: the same callbacks ran again and again, for ever."
    return context.say(
        SLUG,
        what=f"{what} It was ended at once, so that you need not wait.",
        where=context.place(still.entry_line) or context.place(_asked_for_last(context)),
        why=f"`run_forever()` returns only after somebody calls `loop.stop()`. {_callbacks(context)}`stop()` was "
        f"never called; so nothing below {_entry(still.entry_line)} was reached.",
        ask="Which callback is the last one to run? What could it do when its work is done?",
    )


def _another_loop(context: Context, stop: TraceEvent) -> Diagnosis | None:
    """The loop that runs was not the one that was told to stop."""
    running = next((facts.datum(e, "loop") for e in reversed(list(context.trace.of(EventKind.LOOP_RUN)))), None)
    told = {facts.datum(e, "loop") for e in context.trace.of(EventKind.LOOP_STOP_CALLED)}
    if running is None or None in told or running in told or stop.line is None:
        return None
    return context.say(
        SLUG,
        what=f"`stop()` was called on line {stop.line}, but on another loop than the one that runs; that one went on "
        "for ever.",
        where=context.place(stop.line),
        why="Each loop has a `stop()` of its own. `run_forever()` returns only when the very loop that it runs is told "
        "to stop.",
        ask="Which loop runs at that moment, and which one does this line speak of?",
    )


def _asked_for_last(context: Context) -> int | None:
    """Where the callback that ran last was asked for."""
    lines = [e.line for e in context.trace.of(EventKind.CALLBACK_RAN) if e.line is not None]
    return lines[-1] if lines else None


def _entry(line: int | None) -> str:
    return f"line {line}" if line is not None else "that call"


def _callbacks(context: Context) -> str:
    ran = [name for e in context.trace.of(EventKind.CALLBACK_RAN) if (name := facts.callback_name(e))]
    if not ran or context.hidden:
        return ""
    scheduled = next(
        (e.line for e in context.trace.of(EventKind.CALLBACK_SCHEDULED) if facts.callback_name(e) == ran[0]), None
    )
    where = f" (scheduled on line {scheduled})" if scheduled is not None else ""
    return f"Your callback `{ran[0]}`{where} did run, but "
