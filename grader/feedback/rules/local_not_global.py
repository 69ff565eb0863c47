"""An assignment in a function that makes a new local name in place of changing the one of the file."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "local-not-global"


def explain(context: Context) -> Diagnosis | None:
    if not context.seen.ending.is_standstill:
        return None
    for name, function, line in _shadows(context.source.tree):
        return context.say(
            SLUG,
            what=f"Line {line} gives a value to a `{name}` that only `{function}` knows. The `{name}` of the file, "
            "which the rest of the program looks at, stays as it was.",
            where=context.place(line),
            why="A name that is assigned in a function belongs to that function, unless the function says `global` or "
            "`nonlocal`. So there are two things of the same name, and the others wait for the wrong one.",
            ask=f"Which `{name}` should the line change, and how does a function say so?",
        )
    return None


def _shadows(tree: ast.Module | None) -> Iterator[tuple[str, str, int]]:
    """Names of the file that one function assigns for itself and another one reads."""
    outer = {
        t.id for n in syntax.own_nodes(tree) if isinstance(n, ast.Assign) for t in n.targets if isinstance(t, ast.Name)
    }
    for function in syntax.functions(tree):
        said = {n for g in syntax.own_nodes(function) if isinstance(g, ast.Global | ast.Nonlocal) for n in g.names}
        for node in syntax.own_nodes(function):
            if not isinstance(node, ast.Assign):
                continue
            for target in node.targets:
                if (
                    isinstance(target, ast.Name)
                    and target.id in outer - said
                    and _read_elsewhere(tree, function, target)
                ):
                    yield target.id, function.name, node.lineno


def _read_elsewhere(tree: ast.Module | None, function: syntax.Function, target: ast.Name) -> bool:
    """Whether another function takes the name of the file."""
    for other in syntax.functions(tree):
        own = {n.id for n in ast.walk(other) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        said = {n for g in syntax.own_nodes(other) if isinstance(g, ast.Global) for n in g.names}
        parameters = {a.arg for a in ast.walk(other.args) if isinstance(a, ast.arg)}
        if other is function or target.id in parameters or target.id in own - said:
            continue
        if any(isinstance(n, ast.Name) and n.id == target.id and isinstance(n.ctx, ast.Load) for n in ast.walk(other)):
            return True
    return False
