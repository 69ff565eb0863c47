"""A future, task or the running loop was asked for where no loop runs."""

from __future__ import annotations

import ast

from grader.feedback import facts, syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, EventKind

SLUG = "future-outside-loop"

_NO_LOOP = ("no running event loop", "no current event loop")
_MAKERS = (
    "Future",
    "ensure_future",
    "gather",
    "create_task",
    "get_running_loop",
    "wait_for",
    "timeout",
    "current_task",
    "shield",
)


def explain(context: Context) -> Diagnosis | None:
    line = _line(context)
    found = syntax.calls(context.source.tree, *_MAKERS, line=line) if line is not None else []
    if not found:
        return None
    call = f"`{syntax.dotted(found[0].func).lstrip('.')}()`"
    if syntax.last_name(found[0].func) in _ASKS_ONLY and context.error is not None:
        return _asked(context, call, found[0])
    return context.say(
        SLUG,
        what=f"{call} was called while no event loop was running.",
        where=context.place(line, context.source.column(found[0].lineno, found[0].col_offset)),
        why="A future or task belongs to an event loop, and asks for the running one when it is made. At the top "
        "level of a file, or in a plain function called from there, no loop is running yet.",
        ask="Where in your program is the loop surely running? Could the loop itself make the object for you?",
    )


_ASKS_ONLY = frozenset({"get_running_loop", "current_task"})


def _asked(context: Context, call: str, node: ast.Call) -> Diagnosis:
    """The loop that runs was asked for, in a function that was called when none did."""
    frames = context.error.frames if context.error is not None else ()
    callers = [frame.line for frame in frames[:-1]]
    called = (
        f" `{frames[-1].function}` was called on line {callers[-1]}, before one ran or after it." if callers else ""
    )
    thing = "the task that runs" if syntax.last_name(node.func) == "current_task" else "the event loop that runs"
    return context.say(
        SLUG,
        what=f"{call} was called while no event loop was running.",
        where=context.place(node.lineno, context.source.column(node.lineno, node.col_offset)),
        why=f"{call} gives {thing} at that moment, in that thread, and there was none. It never makes one.{called}",
        ask="When does this line run, and which line of your program makes a loop run?",
    )


def _line(context: Context) -> int | None:
    error = context.error
    if error is not None and error.is_a("RuntimeError") and any(words in error.message for words in _NO_LOOP):
        return error.line
    if not facts.may_come_of_loops(error):
        return None
    events = [*context.trace.of(EventKind.LOOP_IMPLICIT)]
    events += [e for e in context.trace.of(EventKind.DEPRECATED) if "event loop" in facts.text(e, "message")]
    return next((e.line for e in events if e.line is not None), None)
