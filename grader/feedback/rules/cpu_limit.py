"""The program computed for longer than it may."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context, seconds
from grader.model import Diagnosis, Ending

SLUG = "cpu-limit"


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.CPU_LIMIT:
        return None
    whiles = [n for n in syntax.nodes(context.source.tree) if isinstance(n, ast.While) and not _leaves(n)]
    endless = [n for n in whiles if isinstance(n.test, ast.Constant) and n.test.value]
    loops = endless or whiles
    place = context.place(loops[0].lineno) if len(loops) == 1 else None
    if (found := _reads_on(context)) is not None and not loops:
        return found
    if context.taught("await"):
        why = "An event loop cannot take the processor away from a task: code without an `await` runs on to its end."
        ways = "no `break`, no `return` and no `await`"
    else:
        why = "An event loop cannot interrupt a function that it has called: the function runs on to its end."
        ways = "no `break` and no `return`"
    if place is not None:
        test = ast.unparse(loops[0].test)
        until = "" if endless else f", and while it turns nothing else can change `{test}`"
        why = f"The loop on line {place.line} has {ways}{until}. {why}"
    return context.say(
        SLUG,
        what=f"Your program used the processor for more than {seconds(context.exercise.limits.cpu_s)} without coming "
        "to an end.",
        where=place,
        why=why,
        ask="Which loop runs on, and what should make it stop?",
    )


def _leaves(loop: ast.While) -> bool:
    """Whether something in the loop can end it, or let others run."""
    return any(isinstance(n, ast.Break | ast.Return | ast.Raise | ast.Await | ast.Yield) for n in ast.walk(loop))


def _reads_on(context: Context) -> Diagnosis | None:
    """A loop that reads a stream for ever, though at the end of the stream each read gives nothing, at once."""
    for loop in syntax.nodes(context.source.tree):
        reads = syntax.calls(loop, "readline", "read") if isinstance(loop, ast.While) else []
        if not reads or any(isinstance(n, ast.Break | ast.Return | ast.Raise) for n in ast.walk(loop)):
            continue
        return context.say(
            SLUG,
            what=f"The loop that reads on line {reads[0].lineno} went on and on when nothing more came.",
            where=context.place(reads[0].lineno),
            why="At the end of a stream a read does not wait any more: it gives empty bytes, at once, as often as "
            "it is asked. Nothing in this loop takes that as its end.",
            ask="What does a read give when the other side has closed, and what should the loop do then?",
        )
    return None
