"""The program took too long in real time, though it hardly computed."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context, seconds
from grader.model import Diagnosis, Ending

SLUG = "wall-limit"

_WAITING = frozenset({"acquire", "join", "get", "result", "wait"})
_MAKERS = ("threading.", "queue.", "multiprocessing.")
_MAKING = frozenset({"submit", "run_coroutine_threadsafe", "Thread", "SimpleQueue"})


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.WALL_LIMIT:
        return None
    line = blocking_line(context.source.tree)
    place = context.place(line)
    blocked = (
        f"Line {line} waits with the thread itself, for something of another thread; the event loop cannot go on "
        "meanwhile."
        if place is not None
        else "It waited for something outside the event loop: a thread, a child process or a blocking call."
    )
    return context.say(
        SLUG,
        what=f"Your program was still waiting after {seconds(context.exercise.limits.wall_s)} of real time, and was "
        "ended.",
        where=place,
        why=f"{blocked} The loop's own timers cost no real time here, so they are not the reason.",
        ask="Which call waits without the event loop knowing about it?",
    )


def blocking_line(tree: ast.Module | None) -> int | None:
    """The first line in a coroutine that waits for a lock, queue, thread or future of another thread."""
    made = {
        syntax.last_name(node.targets[0])
        for node in syntax.nodes(tree)
        if isinstance(node, ast.Assign) and any(_foreign(c) for c in syntax.calls(node.value))
    }
    awaited = {id(n.value) for n in syntax.nodes(tree) if isinstance(n, ast.Await)}
    lines = []
    for function in syntax.functions(tree):
        if not isinstance(function, ast.AsyncFunctionDef):
            continue
        for node in syntax.own_nodes(function):
            if isinstance(node, ast.With):
                lines += [node.lineno for item in node.items if syntax.last_name(item.context_expr) in made]
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and id(node) not in awaited:
                receiver = node.func.value
                theirs = syntax.last_name(receiver) in made or (isinstance(receiver, ast.Call) and _foreign(receiver))
                lines += [node.lineno] if node.func.attr in _WAITING and theirs else []
    return min(lines, default=None)


def _foreign(call: ast.Call) -> bool:
    """Whether the call makes something of the world of threads."""
    return syntax.dotted(call.func).startswith(_MAKERS) or syntax.last_name(call.func) in _MAKING
