"""A task waits for a lock whose owner is gone."""

from __future__ import annotations

from grader.feedback import facts
from grader.feedback.context import Context
from grader.model import Diagnosis, Ending

SLUG = "lock-not-released"


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.DEADLOCK:
        return None
    wait = next((w for w in context.standstill.waits if w.primitive == "Lock" and w.owner is not None), None)
    if wait is None or not (wait.owner_finished or wait.owner == wait.task):
        return None
    lock = f"the lock `{wait.variable}`" if wait.variable and not context.hidden else "a lock"
    if wait.owner == wait.task:
        return context.say(
            SLUG,
            what=f"Deadlock{context.when(context.standstill.time)}: {context.task(wait.task)} waits for {lock}, "
            "which it holds itself.",
            where=context.place(wait.line) or context.place(wait.owner_line),
            why=f"The task took the lock{context.line(wait.owner_line)} and never gave it back, then asked for it "
            f"again{context.line(wait.line)}. An asyncio lock does not ask who holds it: it is taken, so the "
            "task waits for itself.",
            ask="Follow the lock through the function: where is it given back before it is taken again?",
        )
    finished = facts.finishes(context.trace).get(str(wait.owner))
    ended = context.when(finished.time) if finished is not None else ""
    return context.say(
        SLUG,
        what=f"Deadlock{context.when(context.standstill.time)}: {context.task(wait.task)} waits for {lock} that "
        "nobody will give back.",
        where=context.place(wait.owner_line) or context.place(wait.line),
        why=f"{_start(context.task(wait.owner))} took the lock{context.line(wait.owner_line)} and finished{ended} "
        "without giving it back. A lock does not notice that its owner has ended: it stays locked, and whoever "
        f"waits{context.line(wait.line)} can never go on.",
        ask=f"Follow every way out of the function{_after(wait.owner_line)}: also an early return, also an "
        "exception. Is there a form of using a lock that cannot forget?",
    )


def _start(words: str) -> str:
    return words[:1].upper() + words[1:]


def _after(line: int | None) -> str:
    return f" after line {line}" if line is not None else ""
