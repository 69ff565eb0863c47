"""A function in another thread raised an exception; the thread ended, and the program went on."""

from __future__ import annotations

from grader.feedback import unseen
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "error-in-thread"


def explain(context: Context) -> Diagnosis | None:
    found = unseen.unseen(context)
    if found is None or not found.in_thread:
        return None
    function = found.error.frames[-1].function
    who = f"`{function}`, in another thread," if not function.startswith("<") else "A thread"
    then = "Then nothing more could happen" if context.seen.ending.is_standstill else "The event loop went on"
    if found.event.actor is None:
        kept = "The future that the executor gave for it keeps it until somebody asks, and nobody did."
    else:
        kept = "It ended this one, and all that the rest of the program could see is a report on standard error."
    return context.say(
        SLUG,
        what=f"{who} ended in {context.message(found.error)}{context.line(found.line)}.",
        where=context.place(found.line),
        why=f"An exception does not pass from one thread to another by itself. {kept} {then}.",
        ask=f"Why did line {found.line} fail? And who should get to know of it, and how?",
    )
