"""Tasks wait for each other in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from grader.feedback.context import Context
from grader.feedback.syntax import covers, enclosing_function, own_nodes
from grader.model import Diagnosis, Ending, Place, Wait, name_lines

SLUG = "circular-await"
_MOST_LINES = 2
"""Lines that decide about the order; more of them lead nowhere."""


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.DEADLOCK or not context.standstill.cycles:
        return None
    cycle = context.standstill.cycles[0]
    waits = {w.task: w for w in context.standstill.waits}
    members = [waits[key] for key in cycle if key in waits]
    if not members:
        return None
    arrows = " -> ".join(context.task(key) for key in (*cycle, cycle[0]))
    if len(cycle) == 1:
        what = f"Deadlock{context.when(context.standstill.time)}: {context.task(cycle[0])} waits for itself."
    else:
        what = f"Deadlock{context.when(context.standstill.time)}: your tasks wait for each other in a circle: {arrows}."
    deciding = _deciding(context, members)
    order = f" Which lock comes first is decided on {name_lines(deciding)}." if deciding else ""
    return context.say(
        SLUG,
        what=what,
        where=_with_these(context, context.place(members[0].line), deciding),
        why=f"{_stops(context, members)}. {_rule(members)}{order}",
        ask="Draw an arrow from each task to what it needs. Which arrow can be turned round, or removed?",
    )


def _deciding(context: Context, members: list[Wait]) -> list[int]:
    """The lines on which the names get their values that say which lock is taken, if those are few lines."""
    if not all(wait.primitive == "Lock" for wait in members):
        return []
    lines = {line for wait in members for line in _bindings(context, wait.line)}
    return sorted(lines) if len(lines) <= _MOST_LINES else []


def _bindings(context: Context, line: int | None) -> Iterator[int]:
    """Where the function of this line gives values to the names that choose one of several locks, here or elsewhere."""
    function = enclosing_function(context.source.tree, line)
    if line is None or function is None:
        return
    nodes = list(own_nodes(function))
    choices = [node for node in nodes if isinstance(node, ast.Subscript)]
    locks = {ast.dump(node.value) for node in choices if covers(node, line)}
    chosen = [node.slice for node in choices if ast.dump(node.value) in locks]
    names = {name.id for part in chosen for name in ast.walk(part) if isinstance(name, ast.Name)}
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in names:
            yield node.lineno


def _with_these(context: Context, place: Place | None, lines: list[int]) -> Place | None:
    if place is None:
        return None
    return replace(place, also=tuple((line, context.source.text(line)) for line in lines if line != place.line))


def _stops(context: Context, members: list[Wait]) -> str:
    if len(members) > 1 and len({w.line for w in members}) == 1 and members[0].line is not None:
        return f"{'Both' if len(members) == 2 else 'All of them'} are stopped on line {members[0].line}"  # noqa: PLR2004 - both are two
    stops = [f"{context.task(w.task)} is stopped on line {w.line}" for w in members if w.line is not None]
    words = "; ".join(stops) or "None of them can move"
    return words[:1].upper() + words[1:]


def _rule(members: list[Wait]) -> str:
    if len(members) == 1:
        return "It can go on only when it has finished, so it never can."
    if all(w.primitive == "Lock" for w in members):
        return "Each one holds a lock that the next one wants, and none gives its own back first, so none can go on."
    return "Each one can go on only when the next has finished, so none ever can."
