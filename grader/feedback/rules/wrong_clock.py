"""``call_at`` with a time that is not one of the loop's clock."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "wrong-clock"


def explain(context: Context) -> Diagnosis | None:
    for call in syntax.calls(context.source.tree, "call_at"):
        if not call.args:
            continue
        when = call.args[0]
        foreign = {syntax.dotted(c.func) for c in syntax.calls(when)} & {"time.time", "time.monotonic", "datetime.now"}
        if not foreign and not (isinstance(when, ast.Constant) and isinstance(when.value, int | float)):
            continue
        got = f"a time of `{sorted(foreign)[0]}()`" if foreign else f"the plain number {ast.unparse(when)}"
        return context.say(
            SLUG,
            what=f"`call_at` was given {got}; the times that it takes are those of `loop.time()`.",
            where=context.place(call.lineno, context.source.column(call.lineno, call.col_offset)),
            why="`call_at` wants a moment, not a duration, and the moment must be one of `loop.time()`. "
            + (
                "Nothing promises that another clock shows the same."
                if foreign
                else "That clock begins anywhere, so a number by itself may mean long ago or never."
            ),
            ask="Which method tells you the time of the loop's own clock?"
            if foreign
            else "Is a moment meant here, or a number of seconds from now? Which method of the loop takes which?",
        )
    return None
