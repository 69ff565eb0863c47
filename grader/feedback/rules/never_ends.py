"""The program went on past the horizon of virtual time."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context, seconds
from grader.model import Diagnosis, Ending

SLUG = "never-ends"


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.NEVER_ENDS:
        return None
    still = context.standstill
    wait = next((w for w in still.waits if w.primitive == "sleep" and w.line is not None), None)
    line = (
        wait.line if wait is not None else next((w.line for w in still.waits if w.line is not None), still.entry_line)
    )
    passed = "" if context.hidden else f" After {seconds(still.time)} of the loop's own time it was ended."
    loop = _endless_loop(context, line)
    who = f"{context.task(wait.task)} goes round and round" if wait is not None else "Timers come due again and again"
    return context.say(
        SLUG,
        what=f"Your program never ends.{passed}",
        where=context.place(line),
        why=f"{who[:1].upper()}{who[1:]}{f' in the `while` loop of line {loop}' if loop else ''}: there is always "
        "one more timer to wait for, so the loop always has something to do.",
        ask="Under which condition should it be over, and who notices that?",
    )


def _endless_loop(context: Context, line: int | None) -> int | None:
    around = [
        n
        for n in syntax.nodes(context.source.tree)
        if isinstance(n, ast.While) and syntax.covers(n, line) and isinstance(n.test, ast.Constant) and n.test.value
    ]
    return max((n.lineno for n in around), default=None)
