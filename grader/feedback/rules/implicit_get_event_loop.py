"""``get_event_loop()`` where no loop runs."""

from __future__ import annotations

from grader.feedback import facts, syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, EventKind, Place

SLUG = "implicit-get-event-loop"


def explain(context: Context) -> Diagnosis | None:
    place = _place(context)
    if place is None:
        return None
    return context.say(
        SLUG,
        what="`get_event_loop()` was called where no event loop is running or set.",
        where=place,
        why="`get_event_loop()` gives the loop that is running. Without one, older versions of Python quietly made "
        "a loop, 3.12 warns about it, and 3.14 raises `RuntimeError`. A program should say itself when it makes "
        "a loop.",
        ask="Which function makes a new loop, and which one asks for the loop that is running?",
    )


def _place(context: Context) -> Place | None:
    tree, error = context.source.tree, context.error
    if error is not None and error.is_a("RuntimeError") and "no current event loop" in error.message:
        if syntax.calls(tree, "get_event_loop", line=error.line):
            return context.error_place(error)
        return None
    if not facts.may_come_of_loops(error):
        return None
    lines = [e.line for e in context.trace.of(EventKind.LOOP_IMPLICIT)]
    lines += [e.line for e in context.trace.of(EventKind.DEPRECATED) if "event loop" in facts.text(e, "message")]
    found = [line for line in lines if line is not None and syntax.calls(tree, "get_event_loop", line=line)]
    return context.place(found[0]) if found else None
