"""A task that nobody kept was garbage-collected before it was done."""

from __future__ import annotations

from grader.feedback import facts
from grader.feedback.context import Context
from grader.model import Diagnosis, EventKind

SLUG = "task-garbage-collected"


def explain(context: Context) -> Diagnosis | None:
    lost = next(context.trace.of(EventKind.TASK_LOST), None)
    if lost is None or lost.subject is None:
        return None
    made = facts.creations(context.trace).get(lost.subject)
    line = made.line if made is not None else lost.line
    waits = [e for e in context.trace.of(EventKind.TASK_SUSPENDED) if e.subject == lost.subject and e.line is not None]
    stood = (
        f" This one stood on line {waits[-1].line}, waiting for something that nothing else could reach."
        if waits
        else ""
    )
    who = context.task(lost.subject)
    return context.say(
        SLUG,
        what=f"{who[:1].upper()}{who[1:]} vanished in the middle of its work{context.when(lost.time)}: Python "
        "garbage-collected it.",
        where=context.place(line),
        why=f"The loop by itself does not keep a task alive.{stood} Such a program may work for weeks and then fail "
        "once; here the garbage collector runs on purpose, so that it shows.",
        ask="Who should own this task until it is done: which name, or which collection of tasks?",
    )
