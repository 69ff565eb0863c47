"""A program that has a line to run the loop, and never gets there."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, Ending, EventKind

SLUG = "loop-never-ran"


def explain(context: Context) -> Diagnosis | None:
    if context.graded or context.seen.ending is not Ending.RETURNED:
        return None
    if any(True for _ in context.trace.of(EventKind.LOOP_RUN, EventKind.TASK_CREATED)):
        return None
    runs = [c for c in syntax.calls(context.source.tree, "run", "run_until_complete", "run_forever") if _is_run(c)]
    inside = [c for c in runs if syntax.enclosing_function(context.source.tree, c.lineno) is not None]
    if not inside or len(inside) < len(runs):
        return None
    function = syntax.enclosing_function(context.source.tree, inside[0].lineno)
    name = function.name if function is not None else ""
    return context.say(
        SLUG,
        what=f"No event loop ever ran: the line that would run it stands inside `{name}`, which nobody called.",
        where=context.place(inside[0].lineno),
        why="What is indented under `def` belongs to the function, and runs when the function is called. The program "
        "ended without calling it.",
        ask=f"Which line should call `{name}`? Or should this line stand outside of it?",
    )


def _is_run(call: ast.Call) -> bool:
    return syntax.dotted(call.func).startswith("asyncio.") or syntax.last_name(call.func) != "run"
