"""A deadlock for which no rule knows a more precise name."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context, quote
from grader.model import Diagnosis, Ending, Wait

SLUG = "everyone-waits"
_MOST = 4
"""Tasks that are told one by one."""

_NEEDS = {
    "Lock": "the lock to be released",
    "Event": "the event to be set",
    "Queue.get": "an item in the queue",
    "Queue.put": "a free slot in the queue",
    "Queue.join": "every item to be reported with `task_done()`",
    "Semaphore": "a permit of the semaphore",
    "Condition": "a `notify()` on the condition",
    "Barrier": "more parties at the barrier",
    "future": "a future to be completed",
    "task": "another task to finish",
    "gather": "the others to finish",
    "wait": "the others to finish",
    "TaskGroup": "the tasks of its group to finish",
    "as_completed": "one of the others to finish",
    "thread": "a worker thread",
    "stream": "data on a stream",
    "socket": "data on a socket",
    "server": "a client",
    "subprocess": "a child process to end",
}


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.DEADLOCK:
        return None
    still = context.standstill
    several = len(still.waits) > 1
    subject = (
        "Every task waits"
        if several
        else f"{context.task(still.waits[0].task)} waits"
        if still.waits
        else "The loop waits"
    )
    subject = subject[:1].upper() + subject[1:]
    first = next((w for w in still.waits if w.line is not None), None)
    told = " ".join(_tell(context, w) for w in still.waits[:_MOST])
    return context.say(
        SLUG,
        what=f"{subject}{context.when(still.time)}, and nothing is left that could wake "
        f"{'any of them' if several else 'it'}: a deadlock.",
        where=context.place(
            _source(context, _telling(still.waits)) or (first.line if first is not None else still.entry_line)
        ),
        why=(f"{told} " if told else "")
        + _about_source(context, _telling(still.waits))
        + "No callback is queued and no timer is set, so the loop has nothing to run, now or later.",
        ask=f"{'For each wait: who' if several else 'Who'} was to end it, and why is that somebody no longer there?",
    )


def _telling(waits: tuple[Wait, ...]) -> Wait | None:
    """A wait of a kind whose reason can be looked up."""
    return next((w for w in waits if w.primitive in {"Semaphore", "Barrier", "Condition"}), None)


def _about_source(context: Context, wait: Wait | None) -> str:
    line = _source(context, wait)
    if wait is None or line is None:
        return ""
    if wait.primitive == "Condition":
        return f"Line {line} wakes one of those who wait at that moment, and nobody who comes later. "
    return f"The {wait.primitive.lower()} is made on line {line}. "


def _source(context: Context, wait: Wait | None) -> int | None:
    """Where the reason lies, if that can be told from the kind of wait: too few permits, parties or notices."""
    if wait is None:
        return None
    tree = context.source.tree
    if wait.primitive == "Condition":
        notices = {c.lineno for c in syntax.calls(tree, "notify")}
        return notices.pop() if len(notices) == 1 else None
    if wait.primitive in {"Semaphore", "Barrier"} and wait.variable:
        makers = ("Semaphore", "BoundedSemaphore", "Barrier")
        made = [
            n.lineno
            for n in syntax.nodes(tree)
            if isinstance(n, ast.Assign)
            and syntax.last_name(n.targets[0]) == wait.variable
            and syntax.calls(n.value, *makers)
        ]
        return made[0] if len(made) == 1 else None
    return None


def _tell(context: Context, wait: Wait) -> str:
    name = f" (`{quote(wait.variable)}`)" if wait.variable and not context.hidden else ""
    need = _NEEDS.get(wait.primitive, "something")
    task = context.task(wait.task)
    targets = [key for key in (wait.target or "").split(",") if context.trace.task(key) is not None]
    if targets and wait.primitive in {"task", "gather", "wait", "TaskGroup"}:
        need = f"{context.tasks(targets)} to finish"
    return f"{task[:1].upper()}{task[1:]} waits{context.line(wait.line)} for {need}{name}."
