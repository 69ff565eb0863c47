"""A shared value is read before an ``await`` and written after it, by several tasks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from grader.feedback import syntax
from grader.feedback.context import Context, count
from grader.model import Diagnosis, Ending

SLUG = "lost-update"
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where the value is read and where it is written again."""

    function: ast.AsyncFunctionDef
    value: str
    read: int
    written: int


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending not in {Ending.RETURNED, Ending.EXITED}:
        return None
    for gap in _gaps(context.source.tree):
        tasks = [t for t in context.trace.tasks if t.coroutine.rpartition(".")[2] == gap.function.name]
        if len(tasks) < _FEWEST:
            continue
        return context.say(
            SLUG,
            what=f"{count(len(tasks), 'task')} of `{gap.function.name}` read `{gap.value}` (line {gap.read}), wait, "
            f"and then write it (line {gap.written}).",
            where=context.place(gap.written),
            why="At each `await` another task may run. Several tasks read the same old value before any of them wrote "
            "the new one, and the one that writes last wipes out what the others wrote.",
            ask="Which lines belong together, so that no other task may come between them? What keeps others out "
            "meanwhile?",
        )
    return None


def _gaps(tree: ast.Module | None) -> Iterator[_Gap]:
    for function in syntax.functions(tree):
        if isinstance(function, ast.AsyncFunctionDef) and not _guarded(function):
            yield from _in(function)


def _guarded(function: ast.AsyncFunctionDef) -> bool:
    """Whether it takes something that could keep others out."""
    return any(isinstance(n, ast.AsyncWith) for n in syntax.own_nodes(function)) or bool(
        syntax.calls(function, "acquire")
    )


def _in(function: ast.AsyncFunctionDef) -> Iterator[_Gap]:
    shared = {n for g in syntax.own_nodes(function) if isinstance(g, ast.Global | ast.Nonlocal) for n in g.names}
    reads: dict[str, tuple[str, int]] = {}
    awaits = sorted(n.lineno for n in syntax.own_nodes(function) if isinstance(n, ast.Await))
    assigns = [n for n in syntax.own_nodes(function) if isinstance(n, ast.Assign) and len(n.targets) == 1]
    for node in sorted(assigns, key=lambda n: n.lineno):
        target = node.targets[0]
        if isinstance(target, ast.Name) and target.id not in shared:
            value = next((_shared(n, shared) for n in ast.walk(node.value) if _shared(n, shared)), "")
            if value:
                reads[target.id] = (value, node.lineno)
            continue
        written = _shared(target, shared)
        used = {n.id for n in ast.walk(node.value) if isinstance(n, ast.Name)}
        for name in sorted(used & set(reads)):
            value, line = reads[name]
            if value == written and any(line < at <= node.lineno for at in awaits):
                yield _Gap(function, value, line, node.lineno)


def _shared(node: ast.AST, names: set[str]) -> str:
    """``self.balance``, ``counter`` or ``stock["x"]``, if the node is something that other tasks can see too."""
    if isinstance(node, ast.Name) and node.id in names:
        return node.id
    if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.value, ast.Name):
        return ast.unparse(node)
    return ""
