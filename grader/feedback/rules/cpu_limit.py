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
    loops = [
        n
        for n in syntax.nodes(context.source.tree)
        if isinstance(n, ast.While)
        and isinstance(n.test, ast.Constant)
        and n.test.value
        and not any(isinstance(m, ast.Break | ast.Return | ast.Raise | ast.Await | ast.Yield) for m in ast.walk(n))
    ]
    place = context.place(loops[0].lineno) if len(loops) == 1 else None
    if context.taught("await"):
        why = "An event loop cannot take the processor away from a task: code without an `await` runs on to its end."
        ways = "no `break`, no `return` and no `await`"
    else:
        why = "An event loop cannot interrupt a function that it has called: the function runs on to its end."
        ways = "no `break` and no `return`"
    if place is not None:
        why = f"The loop on line {place.line} has {ways}, so nothing can end it. {why}"
    return context.say(
        SLUG,
        what=f"Your program used the processor for more than {seconds(context.exercise.limits.cpu_s)} without coming "
        "to an end.",
        where=place,
        why=why,
        ask="Which loop runs on, and what should make it stop?",
    )
