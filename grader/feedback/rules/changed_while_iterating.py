"""A collection changed while a loop went over it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "changed-while-iterating"

_MESSAGES = (
    "changed size during iteration",
    "changed during iteration",
    "mutated during iteration",
)


_CHANGES = frozenset(
    {"add", "append", "appendleft", "clear", "discard", "insert", "pop", "popitem", "popleft", "remove", "update"}
)


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None and (found := _removes(context)) is not None:
        return found
    if error is None or not error.is_a("RuntimeError") or not any(m in error.message for m in _MESSAGES):
        return None
    loops = [n for n in syntax.nodes(context.source.tree) if isinstance(n, ast.For) and syntax.covers(n, error.line)]
    own = next((line for loop in loops for line in _own_changes(loop)), None)
    meanwhile = ""
    if own is not None:
        meanwhile = f" Line {own}, within the loop, changes it."
    elif any(map(_waits, loops)):
        meanwhile = " The body of this loop waits, and while it waits other code runs and may change the collection."
    kind = error.message.lower().removeprefix("ordereddict").split()[0] if error.message else "collection"
    return context.say(
        SLUG,
        what=f"A {kind if kind in {'set', 'dictionary', 'deque'} else 'collection'} changed while a loop was going "
        "over it.",
        where=context.error_place(error),
        why="Python cannot tell which items are still to come when the collection grows or shrinks on the way, so it "
        f"stops.{meanwhile}",
        ask=f"{'' if own is not None else 'What adds or removes an item while the loop runs? '}Which items should the "
        "loop go over: those of now, or those of its beginning?",
    )


def _own_changes(loop: ast.For) -> Iterator[int]:
    """The lines in a loop's body that put something into what it goes over, or take something out."""
    over = ast.unparse(loop.iter).partition(".items()")[0].partition(".values()")[0].partition(".keys()")[0]
    for node in (n for statement in loop.body for n in ast.walk(statement)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGES:
            changed = node.func.value
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            changed = node.value
        else:
            continue
        if ast.unparse(changed) == over:
            yield node.lineno


def _waits(node: ast.For) -> bool:
    return any(isinstance(n, ast.Await) for n in ast.walk(node))


def _removes(context: Context) -> Diagnosis | None:
    """A `for` over a list whose body takes items out of that list: no exception, but every other item is missed."""
    for loop in syntax.nodes(context.source.tree):
        if not isinstance(loop, ast.For) or not isinstance(loop.iter, ast.Name | ast.Attribute):
            continue
        over = syntax.dotted(loop.iter)
        takes = [c for c in syntax.calls(loop, "remove", "pop") if syntax.dotted(c.func).rpartition(".")[0] == over]
        leaves = any(isinstance(n, ast.Break | ast.Return) for n in ast.walk(loop))
        if not takes or leaves:
            continue
        return context.say(
            SLUG,
            what=f"The loop over `{over}` takes items out of `{over}` on the way (line {takes[0].lineno}).",
            where=context.place(takes[0].lineno),
            why="A loop over a list counts places. When an item goes, all after it move up by one, and the loop skips "
            "the one that moved into the place.",
            ask="Which items should the loop go over: those of now, or those of its beginning?",
        )
    return None
