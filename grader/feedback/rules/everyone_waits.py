"""A deadlock for which no rule knows a more precise name."""

from __future__ import annotations

import ast

from grader.feedback import facts, syntax
from grader.feedback.context import Context, quote
from grader.feedback.suppliers import supplier
from grader.model import Diagnosis, Ending, EventKind, Wait

SLUG = "everyone-waits"
_MOST = 4
"""Tasks that are told one by one."""

_JOINING = frozenset({"task", "gather", "wait", "TaskGroup", "as_completed"})
NEEDS = {
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
"""What ends each kind of wait."""


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.DEADLOCK:
        return None
    still = context.standstill
    if (idle := _idle_loop(context)) is not None:
        return idle
    several = len(still.waits) > 1
    subject = (
        "Every task waits"
        if several
        else f"{context.task(still.waits[0].task)} waits"
        if still.waits
        else "The loop waits"
    )
    subject = subject[:1].upper() + subject[1:]
    # Who waits for a task waits for what that task waits for.
    placed = sorted((w for w in still.waits if w.line is not None), key=lambda w: w.primitive in _JOINING)
    first = next(iter(placed), None)
    told = " ".join(_tell(context, w) for w in still.waits[:_MOST])
    known = next((found for w in still.waits if (found := supplier(context, w)) is not None), None)
    telling = _telling(still.waits) if known is None else None
    line = known.line if known is not None else _source(context, telling)
    return context.say(
        SLUG,
        what=f"{subject}{context.when(still.time)}, and nothing is left that could wake "
        f"{'any of them' if several else 'it'}: a deadlock.",
        where=context.place(line or (first.line if first is not None else still.entry_line)),
        why=(f"{told} " if told else "")
        + (f"{known.says} " if known is not None else _about_source(context, telling))
        + "No callback is queued and no timer is set, so the loop has nothing to run, now or later.",
        ask=f"{'For each wait: who' if several else 'Who'} should end it, and why does that not happen?",
    )


def _idle_loop(context: Context) -> Diagnosis | None:
    """Tasks that never began, made on a loop of the learner's own that nobody ran."""
    ran = {facts.datum(e, "loop") for e in context.trace.of(EventKind.LOOP_RUN)}
    idle = [e for e in context.trace.of(EventKind.LOOP_CREATED) if e.line is not None]
    idle = [e for e in idle if facts.datum(e, "loop") not in ran]
    begun = {e.subject for e in context.trace.of(EventKind.TASK_RESUMED)}
    waited = [key for w in context.standstill.waits for key in (w.target or "").split(",")]
    never = [key for key in waited if key not in begun and context.trace.task(key) is not None]
    if not idle or not never:
        return None
    return context.say(
        SLUG,
        what=f"{context.tasks(never)} never began to run: line {idle[0].line} makes a second loop, and nobody runs it.",
        where=context.place(idle[0].line),
        why="A task runs on the loop that made it. Only the loop that runs can run tasks; the one that made these "
        "stands still.",
        ask="Which loop is running when this line is carried out, and how do you get at it?",
    )


def _telling(waits: tuple[Wait, ...]) -> Wait | None:
    """A wait of a kind whose reason can be looked up."""
    kinds = {"Semaphore", "Barrier", "Condition", "Event"}
    return next((w for w in waits if w.primitive in kinds), None)


def _about_source(context: Context, wait: Wait | None) -> str:
    line = _source(context, wait)
    if wait is None or line is None:
        return ""
    if wait.primitive == "Event":
        return f"Line {line} makes a new event: whoever waits for the old one does not notice. "
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
    if wait.primitive == "Event":
        return _made_anew(tree)
    if wait.primitive in {"Semaphore", "Barrier"}:
        makers = ("Semaphore", "BoundedSemaphore") if wait.primitive == "Semaphore" else ("Barrier",)
        made = [n for n in syntax.nodes(tree) if isinstance(n, ast.Assign) and syntax.calls(n.value, *makers)]
        named = [n for n in made if syntax.last_name(n.targets[0]) == wait.variable] or made
        return named[0].lineno if len(named) == 1 else None
    return None


def _made_anew(tree: ast.Module | None) -> int | None:
    """Where a function gives a name a new event and sets that one, though another line gave the name an event."""
    made = [
        (syntax.dotted(n.targets[0]), n.lineno)
        for n in syntax.nodes(tree)
        if isinstance(n, ast.Assign) and syntax.calls(n.value, "Event")
    ]
    for name, line in made:
        function = syntax.enclosing_function(tree, line)
        sets = [c for c in syntax.calls(function, "set") if syntax.dotted(c.func) == f"{name}.set" and c.lineno > line]
        if function is not None and sets and sum(other == name for other, _ in made) > 1:
            return line
    return None


def _tell(context: Context, wait: Wait) -> str:
    name = f" (`{quote(wait.variable)}`)" if wait.variable and not context.hidden else ""
    need = NEEDS.get(wait.primitive, "something")
    task = context.task(wait.task)
    targets = [key for key in (wait.target or "").split(",") if context.trace.task(key) is not None]
    if targets and wait.primitive in {"task", "gather", "wait", "TaskGroup"}:
        need = f"{context.tasks(targets)} to finish"
    return f"{task[:1].upper()}{task[1:]} waits{context.line(wait.line)} for {need}{name}."
