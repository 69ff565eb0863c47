"""``stop()`` while ``run_until_complete()`` still waited for its future."""

from __future__ import annotations

from grader.feedback import facts
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "loop-stopped-early"


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("RuntimeError") or "stopped before Future completed" not in error.message:
        return None
    stop = next(iter(facts.stops_while_running(context.trace)), None)
    line = stop.line if stop is not None else None
    who = f"{context.task(stop.actor)}" if stop is not None else "some code"
    return context.say(
        SLUG,
        what=f"The loop was stopped{context.line(line)} before what it was run for had come to its end.",
        where=context.place(line) or context.error_place(error),
        why="`run_until_complete()` and `asyncio.run()` stop the loop themselves when their coroutine is done. Here "
        f"{who} called `stop()` first, so there is no result that could be returned.",
        ask="How can the main coroutine learn that it is time to end, and return by itself?",
    )
