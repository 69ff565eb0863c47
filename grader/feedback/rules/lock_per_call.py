"""A lock that each call makes for itself."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, Ending

SLUG = "lock-per-call"

_KINDS = ("Lock", "Semaphore", "BoundedSemaphore", "Condition")
_FEWEST = 2


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending not in {Ending.RETURNED, Ending.EXITED}:
        return None
    for function in syntax.functions(context.source.tree):
        if not isinstance(function, ast.AsyncFunctionDef):
            continue
        running = [t for t in context.trace.tasks if t.coroutine.rpartition(".")[2] == function.name]
        found = _own_lock(function) if len(running) >= _FEWEST else None
        if found is None:
            continue
        kind, line = found
        return context.say(
            SLUG,
            what=f"Every call of `{function.name}` makes a `{kind}` of its own{context.line(line)}.",
            where=context.place(line),
            why=f"A `{kind}` keeps out those who ask for the same one. One that only a single call knows is always "
            f"free for it; the {len(running)} tasks of `{function.name}` never met.",
            ask="Who has to share this object, and where must it be made so that all of them get the same one?",
        )
    return None


def _own_lock(function: ast.AsyncFunctionDef) -> tuple[str, int] | None:
    """A lock that is made and taken in the function's own body, and that nothing else can see."""
    for node in syntax.own_nodes(function):
        if isinstance(node, ast.AsyncWith):
            made = [i.context_expr for i in node.items if isinstance(i.context_expr, ast.Call)]
            kinds = [(syntax.last_name(c.func), c.lineno) for c in made if syntax.last_name(c.func) in _KINDS]
            if kinds:
                return kinds[0]
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and isinstance(node.targets[0], ast.Name):
            kind = syntax.last_name(node.value.func)
            if kind in _KINDS and _only_entered(function, node.targets[0].id):
                return kind, node.lineno
    return None


def _only_entered(function: ast.AsyncFunctionDef, name: str) -> bool:
    """Whether the name is used for nothing but entering, taking and giving back."""
    fine = {id(i.context_expr) for n in ast.walk(function) if isinstance(n, ast.AsyncWith) for i in n.items} | {
        id(n.value) for n in ast.walk(function) if isinstance(n, ast.Attribute)
    }
    uses = [n for n in ast.walk(function) if isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Load)]
    return bool(uses) and all(id(n) in fine for n in uses)
