"""A task failed, and nobody looked at its exception."""

from __future__ import annotations

from grader.feedback import facts, unseen
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "exception-never-retrieved"


def explain(context: Context) -> Diagnosis | None:
    found = unseen.unseen(context)
    if found is None or found.in_callback or found.in_thread:
        return None
    who = context.task(found.event.subject)
    made = facts.creations(context.trace).get(str(found.event.subject))
    born = context.line(made.line) if made is not None else ""
    if context.seen.ending.is_standstill:
        then = "The others still wait for what it would have done."
    else:
        then = "The rest of the program went on as if the task had done its work."
    # What failed matters most where the others wait for it; where all went on, that nobody looked.
    line = found.event.line if context.seen.ending.is_standstill or made is None else made.line or found.event.line
    return context.say(
        SLUG,
        what=f"{who[:1].upper()}{who[1:]} ended in {context.message(found.error)}{context.when(found.event.time)}"
        f"{context.line(found.event.line)}, and nobody noticed.",
        where=context.place(line),
        why=f"A task keeps its exception until somebody asks: `await` on the task raises it there. Nobody awaited "
        f"this one{born}, so its failure stayed with it. {then}",
        ask=f"Why did line {found.event.line} fail? And who should wait for this task, so that a failure is seen "
        "at once?",
    )
