"""``queue.join()`` waits for items that nobody reports as finished."""

from __future__ import annotations

from grader.feedback import syntax
from grader.feedback.context import Context, count
from grader.feedback.paths import without_call
from grader.model import Diagnosis, Ending

SLUG = "no-task-done"


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.DEADLOCK:
        return None
    wait = next((w for w in context.standstill.waits if w.primitive == "Queue.join"), None)
    if wait is None or wait.unfinished == 0:
        return None
    queue = f"`{wait.variable}.join()`" if wait.variable and not context.hidden else "`join()`"
    number = count(wait.unfinished, "item") if wait.unfinished is not None and not context.hidden else "some items"
    getters = [w for w in context.standstill.waits if w.primitive == "Queue.get"]
    line = next((w.line for w in getters if w.line is not None), None)
    back = f" (a consumer is back in `get()` on line {line})" if line is not None else ""
    absent = not syntax.calls(context.source.tree, "task_done")
    place = _consumer(context, line, absent)
    said = f"Your program never calls it{back}" if absent else f"It was not called for every item{back}"
    if not absent and place is not None:
        said += f": the way through line {place} leaves it out"
    return context.say(
        SLUG,
        what=f"{queue} waits for ever: for the queue, {number} still {_are(wait.unfinished, context)} unfinished.",
        where=context.place(place or wait.line),
        why="`join()` does not check whether the queue is empty. It keeps a counter: one up for every `put()`, and "
        f"one down only when a consumer says with `task_done()` that an item is finished. {said}.",
        ask="At which line of the consumer is an item really finished, and what if processing it raises?",
    )


def _are(number: int | None, context: Context) -> str:
    return "is" if number == 1 and not context.hidden else "are"


def _consumer(context: Context, back: int | None, absent: bool) -> int | None:
    """The place in the consumer: its `get()` if it never reports, else the one way that leaves the report out."""
    gets = [c.lineno for c in syntax.calls(context.source.tree, "get")]
    if absent:
        return back if back is not None else gets[0] if len(gets) == 1 else None
    consumers = [
        f for f in syntax.functions(context.source.tree) if syntax.calls(f, "get") and syntax.calls(f, "task_done")
    ]
    left_out = [line for f in consumers for line in without_call(f, "task_done")]
    return left_out[0] if len(left_out) == 1 else None
