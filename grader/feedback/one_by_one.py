"""What holds up the next of several operations that run one after another, and whether the next one needs it."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from grader.feedback import facts, syntax
from grader.feedback.context import Context
from grader.model import EventKind

_TOLERANCE = 1e-6
"""Seconds of loop time: sums of floats are not exact."""

Call = tuple[float, float]
"""From when to when an operation lasted."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A task stood on a line from ``start`` to ``end``; ``kind`` as in the events ``task-suspended``."""

    task: str
    line: int
    kind: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class HeldUp:
    """The line that holds up most of the operations, and what stands on it."""

    line: int
    kind: str
    number: int
    """Which of the operations it was that waited there first, from 2."""
    always: bool
    """Whether each of the operations but the first began at once when such a line let it, and needed nothing from it;
    side by side they would have begun together."""


def held_up(context: Context, calls: Sequence[Call]) -> HeldUp | None:
    """What holds up ``calls``, of which each began when the one before had ended.

    ``None`` if it is not known, or if each of them needs what the program waited for.
    """
    waits = list(_waits(context))
    found: list[tuple[int, Wait]] = []
    needed = False
    for number, (before, after) in enumerate(pairwise(calls), 2):
        next_line, held = _holder(context, waits, before, after)
        if held is None or next_line is None:
            return None
        if _uses(context, next_line, {held.line}):
            needed = True
            continue
        found.append((number, held))
        needed = needed or after[0] > before[1] + _TOLERANCE or _uses(context, next_line, None)
    if not found:
        return None
    line, _ = Counter(wait.line for _, wait in found).most_common(1)[0]
    number, kind = next((number, wait.kind) for number, wait in found if wait.line == line)
    return HeldUp(line, kind, number, not needed and len(found) == len(calls) - 1)


def independent(context: Context, wait_line: int | None, next_lines: Iterable[int]) -> bool:
    """Whether none of ``next_lines`` uses what the statement on ``wait_line`` gives."""
    return wait_line is None or not any(_uses(context, line, {wait_line}) for line in next_lines)


def _waits(context: Context) -> Iterator[Wait]:
    begun: dict[str, tuple[int, str, float]] = {}
    for event in context.trace.of(EventKind.TASK_SUSPENDED, EventKind.TASK_RESUMED):
        key = str(event.subject)
        if event.kind is EventKind.TASK_SUSPENDED:
            if event.line is not None:
                begun[key] = event.line, facts.text(event, "wait"), event.time
        elif key in begun:
            line, kind, start = begun.pop(key)
            yield Wait(key, line, kind, start, event.time)


def _holder(context: Context, waits: Sequence[Wait], before: Call, after: Call) -> tuple[int | None, Wait | None]:
    """The line that carried the later operation out, and what its task, or who made that, waited for until then."""
    # Whoever waits for its task goes on later than the task itself.
    one = next((w for w in waits if _same(w.start, after[0]) and _same(w.end, after[1])), None)
    if one is None:
        return None, None
    key, moment, line = one.task, after[0], one.line
    made = facts.creations(context.trace)
    for _ in range(len(made) + 1):
        mine = [w for w in waits if w.task == key and w.start < min(w.end, moment - _TOLERANCE)]
        held = [w for w in mine if before[1] - _TOLERANCE <= w.end <= moment + _TOLERANCE]
        if held:
            return line, held[0]
        event = made.get(key)
        if mine or event is None or event.actor is None or event.line is None:
            return None, None
        key, moment, line = event.actor, event.time, event.line
    return None, None


def _same(one: float, other: float) -> bool:
    return abs(one - other) < _TOLERANCE


def _uses(context: Context, line: int, wait_lines: set[int] | None) -> bool:
    """Whether the statement on ``line`` uses a name that comes of those waits, of all in its function if ``None``."""
    function = syntax.enclosing_function(context.source.tree, line)
    scope: ast.AST | None = function or context.source.tree
    names: set[str] = set()
    for node in syntax.nodes(scope):
        names |= _given(node, wait_lines)
    size = -1
    while size != len(names):
        size = len(names)
        for node in syntax.nodes(scope):
            value = getattr(node, "value", None) if isinstance(node, _ASSIGNS) else getattr(node, "iter", None)
            if isinstance(value, ast.AST) and names & _loads(value):
                names |= set(_stored(node))
    conditions = _conditions(scope, line)
    needed = any(names & _loads(part) for part in (*_statement(scope, line), *conditions))
    return needed or any(_awaits(part, wait_lines) for part in conditions) or _item_of(scope, line, wait_lines)


def _item_of(scope: ast.AST | None, line: int, wait_lines: set[int] | None) -> bool:
    """Whether the line stands in an ``async for``, or on it, that waited for its next item."""
    return any(
        isinstance(n, ast.AsyncFor) and syntax.covers(n, line) and (wait_lines is None or n.lineno in wait_lines)
        for n in syntax.nodes(scope)
    )


def _conditions(scope: ast.AST | None, line: int) -> list[ast.expr]:
    """What decides whether and how often the line is reached: the heads of the blocks around it."""
    around = [n for n in syntax.nodes(scope) if syntax.covers(n, line)]
    return [
        *(n.test for n in around if isinstance(n, ast.While)),
        *(n.test for n in around if isinstance(n, ast.If) and n.test.lineno < line),
        *(n.iter for n in around if isinstance(n, ast.For) and n.iter.lineno < line),
    ]


def _awaits(node: ast.AST, lines: set[int] | None) -> bool:
    return any(
        isinstance(inner, ast.Await) and (lines is None or any(syntax.covers(inner, line) for line in lines))
        for inner in ast.walk(node)
    )


_ASSIGNS = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.NamedExpr)


def _given(node: ast.AST, wait_lines: set[int] | None) -> set[str]:
    """The names that the node gives a value which was waited for on one of the lines."""
    value = getattr(node, "value", None) if isinstance(node, _ASSIGNS) else getattr(node, "iter", None)
    if not isinstance(value, ast.AST):
        return set()
    return set(_stored(node)) if _awaits(value, wait_lines) else set()


def _stored(node: ast.AST) -> Iterator[str]:
    """The names that the node binds, and those of what it puts something into."""
    stack = [*(getattr(node, "targets", None) or [getattr(node, "target", None)])]
    while stack:
        match stack.pop():
            case ast.Name(id=name):
                yield name
            case ast.Subscript(value=value) | ast.Starred(value=value):
                stack.append(value)
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                stack.extend(parts)
            case _:
                pass


def _loads(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def _statement(scope: ast.AST | None, line: int) -> list[ast.AST]:
    """What the innermost statement on the line waits for or works out; of a block with ``with`` its head."""
    found = [n for n in syntax.nodes(scope) if isinstance(n, ast.stmt) and n is not scope and syntax.covers(n, line)]
    if not found:
        return []
    inner = max(found, key=lambda n: (n.lineno, n.col_offset))
    if not hasattr(inner, "body"):
        awaits = [n for n in ast.walk(inner) if isinstance(n, ast.Await)]
        return [*awaits] or [getattr(inner, "value", None) or inner]
    return [item.context_expr for item in getattr(inner, "items", [])]
