"""A future or primitive of one loop was used in another."""

from __future__ import annotations

import ast
import re

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, EventKind, Place, name_lines

SLUG = "different-loop"

_MESSAGES = (
    "attached to a different loop",
    "belongs to a different loop",
    "is bound to a different event loop",
    "tasks and futures are from different loops",
    "All futures must share the same event loop",
)


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not any(m in error.message for m in _MESSAGES):
        return None
    loops = [e.line for e in context.trace.of(EventKind.LOOP_CREATED, EventKind.LOOP_IMPLICIT) if e.line is not None]
    made = f" Your program made {len(loops)} loops, on {name_lines(set(loops))}." if len(loops) > 1 else ""
    runs = context.taught("asyncio.run")
    return context.say(
        SLUG,
        what="Something that belongs to one event loop was used on another one.",
        where=_made_outside(context, error.line) or context.error_place(error),
        why="A future, task or lock belongs to one loop for life, and only that loop can wake whoever waits for "
        f"it.{made}" + (" `asyncio.run()` always makes a new loop." if runs else ""),
        ask="Which loop was there when the object was created, and which one runs now?"
        + (" Could it be created inside `main()`?" if runs else ""),
    )


_SHARED = (
    "Lock",
    "Event",
    "Condition",
    "Semaphore",
    "BoundedSemaphore",
    "Queue",
    "PriorityQueue",
    "LifoQueue",
    "Future",
)


def _made_outside(context: Context, line: int | None) -> Place | None:
    """Where the file itself, outside all functions, makes the object that the line uses; if there is just one."""
    text = context.source.text(line)
    made = [
        node.lineno
        for node in syntax.own_nodes(context.source.tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and re.search(rf"\b{re.escape(node.targets[0].id)}\b", text)
        and syntax.calls(node.value, *_SHARED)
    ]
    return context.place(made[0]) if len(made) == 1 else None
