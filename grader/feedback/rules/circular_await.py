"""Tasks wait for each other in a circle."""

from __future__ import annotations

from grader.feedback.context import Context
from grader.model import Diagnosis, Ending, Wait

SLUG = "circular-await"


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.DEADLOCK or not context.standstill.cycles:
        return None
    cycle = context.standstill.cycles[0]
    waits = {w.task: w for w in context.standstill.waits}
    members = [waits[key] for key in cycle if key in waits]
    if not members:
        return None
    arrows = " -> ".join(context.task(key) for key in (*cycle, cycle[0]))
    if len(cycle) == 1:
        what = f"Deadlock{context.when(context.standstill.time)}: {context.task(cycle[0])} waits for itself."
    else:
        what = f"Deadlock{context.when(context.standstill.time)}: your tasks wait for each other in a circle: {arrows}."
    return context.say(
        SLUG,
        what=what,
        where=context.place(members[0].line),
        why=f"{_stops(context, members)}. {_rule(members)}",
        ask="Draw an arrow from each task to what it needs. Which arrow can be turned round, or removed?",
    )


def _stops(context: Context, members: list[Wait]) -> str:
    stops = [f"{context.task(w.task)} is stopped on line {w.line}" for w in members if w.line is not None]
    words = "; ".join(stops) or "None of them can move"
    return words[:1].upper() + words[1:]


def _rule(members: list[Wait]) -> str:
    if len(members) == 1:
        return "It can go on only when it has finished, so it never can."
    if all(w.primitive == "Lock" for w in members):
        return "Each one holds a lock that the next one wants, and none gives its own back first, so none can go on."
    return "Each one can go on only when the next has finished, so none ever can."
