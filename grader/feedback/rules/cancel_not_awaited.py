"""``cancel()`` and, before anything could happen, a look at whether the task is cancelled."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "cancel-not-awaited"

_LOOKS = ("cancelled", "done", "result", "exception")


def explain(context: Context) -> Diagnosis | None:
    found = next(_pairs(context.source.tree), None)
    if found is None or (context.error is not None and not context.error.is_a("InvalidStateError")):
        return None
    cancel, look, name = found
    return context.say(
        SLUG,
        what=f"`{name}` is asked on line {look} how it ended, right after `cancel()`{context.line(cancel)}: too early.",
        where=context.place(look),
        why="`cancel()` is only a request. The task gets its `CancelledError` when the loop runs it again, and that "
        "cannot happen before this code waits.",
        ask="What would you wait for, to be sure that the task has really ended?",
    )


def _pairs(tree: ast.Module | None) -> Iterator[tuple[int, int, str]]:
    tasks = {
        syntax.last_name(n.targets[0])
        for n in syntax.nodes(tree)
        if isinstance(n, ast.Assign) and syntax.calls(n.value, "create_task", "ensure_future", "Task")
    }
    for node in syntax.nodes(tree):
        for body in (getattr(node, "body", None), getattr(node, "orelse", None)):
            if isinstance(body, list):
                yield from (pair for pair in _in(body) if pair[2].rpartition(".")[2] in tasks)


def _in(body: Sequence[ast.stmt]) -> Iterator[tuple[int, int, str]]:
    asked: dict[str, int] = {}
    for statement in body:
        if asked:
            waits = [n.lineno for n in ast.walk(statement) if isinstance(n, ast.Await | ast.AsyncFor | ast.AsyncWith)]
            for call in syntax.calls(statement, *_LOOKS):
                name = syntax.dotted(call.func).rpartition(".")[0]
                if name in asked and call.lineno < min(waits, default=call.lineno + 1):
                    yield asked[name], call.lineno, name
        if any(isinstance(n, ast.Await | ast.AsyncFor | ast.AsyncWith) for n in ast.walk(statement)):
            asked = {}
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            owner, _, method = syntax.dotted(statement.value.func).rpartition(".")
            if method == "cancel" and owner:
                asked[owner] = statement.lineno
