"""A time in milliseconds where asyncio wants seconds."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context, seconds
from grader.model import Diagnosis, Ending

SLUG = "seconds-not-milliseconds"

_DELAYS = {"call_later": 0, "timeout": 0, "wait_for": 1, "sleep": 0}
_LONG = 100
_MINUTE = 60
_USUAL = frozenset({120, 180, 240, 300, 600, 900, 1800})


def explain(context: Context) -> Diagnosis | None:
    if context.graded and context.seen.ending in {Ending.RAISED, Ending.NOT_LOADABLE}:
        return None
    constants = {
        n.targets[0].id: n.value
        for n in syntax.own_nodes(context.source.tree)
        if isinstance(n, ast.Assign) and isinstance(n.targets[0], ast.Name)
    }
    for call in syntax.calls(context.source.tree, *_DELAYS):
        value = _delay(call, constants)
        if value is None:
            continue
        name = syntax.dotted(call.func).lstrip(".")
        return context.say(
            SLUG,
            what=f"`{name}` was given {value}, and that means {value} seconds: {_spoken(value)}.",
            where=context.place(call.lineno, context.source.column(call.lineno, call.col_offset)),
            why="Every time in asyncio is in seconds: a half is `0.5`, and a thousandth is `0.001`.",
            ask="How long should it be, and how is that written in seconds?",
        )
    return None


def _delay(call: ast.Call, constants: dict[str, ast.expr]) -> int | None:
    """The delay, if it is a whole number so long, and not a usual number of minutes, that milliseconds were meant."""
    position = _DELAYS[syntax.last_name(call.func)]
    given = [k.value for k in call.keywords if k.arg in {"timeout", "delay"}]
    if len(call.args) > position:
        given.append(call.args[position])
    for argument in given:
        node = constants.get(argument.id, argument) if isinstance(argument, ast.Name) else argument
        if isinstance(node, ast.Constant) and type(node.value) is int:
            value = node.value
            if value >= _LONG and value not in _USUAL and value % 3600:
                return value
    return None


def _spoken(value: int) -> str:
    return f"about {seconds(round(value / _MINUTE)).rstrip('s')} minutes"
