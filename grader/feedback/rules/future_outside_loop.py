"""A future, task or the running loop was asked for where no loop runs."""

from __future__ import annotations

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
    return context.say(
        SLUG,
        what=f"{call} was called while no event loop was running.",
        where=context.place(line, context.source.column(found[0].lineno, found[0].col_offset)),
        why="A future or task belongs to an event loop, and asks for the running one when it is made. At the top "
        "level of a file, or in a plain function called from there, no loop is running yet.",
        ask="Where in your program is the loop surely running? Could the loop itself make the object for you?",
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
