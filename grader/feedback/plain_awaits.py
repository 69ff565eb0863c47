"""Coroutines that a program awaits one after another, though none needs what the one before it gave.

To do one thing after another is right where it is meant. So this speaks only of programs that look at how long they
take and know no way yet to do several things at a time.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from grader.feedback import syntax
from grader.feedback.context import Context, seconds
from grader.model import Diagnosis, EventKind

_FEWEST = 2
_TOLERANCE = 1e-6
_LEAVES = (ast.Break, ast.Return, ast.Try, ast.If, ast.Continue)


def explain(context: Context, slug: str) -> Diagnosis | None:
    """For a program that answers no exercise; what an exercise wants, its author says."""
    if context.graded or not _counts_seconds(context.source.tree):
        return None
    for name, line in sorted(_rows(context.source.tree), key=lambda row: row[1]):
        times = _waits_in(context, name)
        if len(times) < _FEWEST:
            continue
        return context.say(
            slug,
            what=f"The calls of `{name}` ran one after another: the second began to wait at t={seconds(times[1])}, "
            "when the first had ended.",
            where=context.place(line),
            why="`await` on a coroutine runs it to its end before the next line or the next turn of the loop, so the "
            "times that your program measures add up. None of these calls uses what another one gives; they could be "
            "under way at the same time.",
            ask="Are they meant to run one by one? If not: what must exist for each call before the first wait?",
        )
    return None


_CLOCKS = ("perf_counter", "monotonic", "time")
_SIDE_BY_SIDE = ("gather", "create_task", "ensure_future", "wait", "as_completed", "TaskGroup")


def _counts_seconds(tree: ast.Module | None) -> bool:
    """Whether the program takes the time at two places or more, and never starts one thing beside another."""
    return len(syntax.calls(tree, *_CLOCKS)) > 1 and not syntax.calls(tree, *_SIDE_BY_SIDE)


def _waits_in(context: Context, name: str) -> list[float]:
    """The moments at which a task began to wait inside the function, one for each moment, of one task only."""
    function = next((f for f in syntax.functions(context.source.tree) if f.name == name), None)
    by_task: dict[str, list[float]] = {}
    for event in context.trace.of(EventKind.TASK_SUSPENDED):
        if function is not None and syntax.covers(function, event.line):
            times = by_task.setdefault(str(event.subject), [])
            if not times or event.time > times[-1] + _TOLERANCE:
                times.append(event.time)
    return next(iter(by_task.values())) if len(by_task) == 1 else []


def _rows(tree: ast.Module | None) -> Iterator[tuple[str, int]]:
    """The coroutine function that is awaited again and again, and the line where it is."""
    names = syntax.async_names(tree)
    for function in syntax.functions(tree):
        yield from _statements(function.body, names)
        for node in syntax.own_nodes(function):
            if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp) and (name := _awaited(node.elt, names)):
                yield name, node.elt.lineno
            if isinstance(node, ast.For) and not any(isinstance(n, _LEAVES) for n in ast.walk(node)):
                yield from _turns(node, names)


def _turns(loop: ast.For, names: frozenset[str]) -> Iterator[tuple[str, int]]:
    """A loop whose body awaits one call, which uses nothing that the loop itself works out."""
    found = [n for statement in loop.body for n in ast.walk(statement) if isinstance(n, ast.Await)]
    targets = {n.id for n in ast.walk(loop.target) if isinstance(n, ast.Name)}
    made = {n.id for s in loop.body for n in ast.walk(s) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    if len(found) == 1 and (name := _awaited(found[0], names)) and not (made - targets) & _names(found[0]):
        yield name, found[0].lineno


def _statements(body: Sequence[ast.stmt], names: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Awaits of one function in statements that follow each other, none of which uses the result of one before."""
    row: list[ast.AST] = []
    last, made = "", set[str]()
    for statement in body:
        value = getattr(statement, "value", None) if isinstance(statement, ast.Expr | ast.Assign) else None
        name = next((n for a in ast.walk(value) if (n := _awaited(a, names))), "") if value is not None else ""
        if name and (not row or name == last) and not _names(value) & made:
            row.append(statement)
            last = name
        else:
            row = [statement] if name else []
            last, made = name, set()
        made |= {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        if len(row) >= _FEWEST:
            yield last, getattr(row[1], "lineno", 1)
            return


def _awaited(node: ast.AST | None, names: frozenset[str]) -> str:
    """The name of the coroutine function of the file whose call is awaited right here."""
    if isinstance(node, ast.Await) and isinstance(node.value, ast.Call):
        name = syntax.last_name(node.value.func)
        return name if name in names else ""
    return ""


def _names(node: ast.AST | None) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} if node is not None else set()
