"""The loop turns without the clock moving."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context, quote
from grader.model import Diagnosis, Ending, EventKind

SLUG = "busy-wait"


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.BUSY_LOOP:
        return None
    waits = context.standstill.waits
    ready = next((found for kind in ("ready", "sleep") if (found := [w for w in waits if w.primitive == kind])), waits)
    line = next((w.line for w in ready if w.line is not None), None)
    who = context.task(ready[0].task) if ready else "a callback"
    if line is None:
        line = next((e.line for e in context.trace.of(EventKind.CALLBACK_SCHEDULED) if e.line is not None), None)
    sleeps = any(
        c.args and getattr(c.args[0], "value", None) == 0 for c in syntax.calls(context.source.tree, "sleep", line=line)
    )
    how = "`sleep(0)` lets the others run but comes straight back, so " if sleeps else "The loop never came to rest: "
    return context.say(
        SLUG,
        what=f"Your program spins{context.when(context.standstill.time)}: thousands of turns of the loop, and nothing "
        "ever comes of them.",
        where=context.place(line),
        why=f"{how}{who} is ready again at once, and {_asked(context, line)} again and again. It keeps the processor "
        "busy, and nothing changes the answer.",
        ask="Instead of asking again and again, be told: what in `asyncio` lets a task sleep until another one "
        "announces something?"
        if ready
        else "What is it that the callback comes back for, and when is it worth looking again?",
    )


def _asked(context: Context, line: int | None) -> str:
    """What the innermost ``while`` around that line asks, if it asks something."""
    nodes = syntax.nodes(context.source.tree)
    loops = [n for n in nodes if isinstance(n, ast.While) and line is not None and syntax.covers(n, line)]
    if not loops or isinstance(loops[-1].test, ast.Constant):
        return "asks the same question"
    return f"asks `{quote(ast.unparse(loops[-1].test))}` (line {loops[-1].lineno})"
