"""An operation got values that do not go together."""

from __future__ import annotations

import ast
import re

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, Place

SLUG = "wrong-type"

_PAIRS = (
    re.compile(r"unsupported operand type\(s\) for (?P<op>\S+): '(?P<a>[\w.]+)' and '(?P<b>[\w.]+)'"),
    re.compile(r"'(?P<op>[<>]=?)' not supported between instances of '(?P<a>\w+)' and '(?P<b>\w+)'"),
    re.compile(r'can only concatenate (?P<a>\w+) \(not "(?P<b>\w+)"\) to \w+'),
    re.compile(r"can't multiply sequence by non-int of type '(?P<b>\w+)'"),
    re.compile(r"sequence item \d+: expected (?P<a>str) instance, (?P<b>\w+) found"),
)
_NOT_FOR_THIS = frozenset({"coroutine", "Task", "Future", "function", "method", "builtin_function_or_method"})


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("TypeError") or error.line is None:
        return None
    found = next((m for p in _PAIRS if (m := p.search(error.message))), None)
    if found is None:
        return None
    groups = found.groupdict()
    one, other = (groups.get("a") or "sequence").removeprefix("_asyncio."), groups["b"].removeprefix("_asyncio.")
    if {one, other} & _NOT_FOR_THIS:
        return _awaitable(context, {one, other})
    if "NoneType" in {one, other}:
        return None
    doing = f"`{groups['op'].rstrip(':')}`" if groups.get("op") else "This operation"
    return context.say(
        SLUG,
        what=f"{doing} got a value of type `{one}` and one of type `{other}`{context.line(error.line)}, and these do "
        "not go together.",
        where=context.error_place(error),
        why="Python does not turn a text into a number, or a number into a text, by itself: it could only guess which "
        "one is meant.",
        ask="Which of the two values has the type that you did not expect, and where does it come from?",
    )


def _awaitable(context: Context, kinds: set[str]) -> Diagnosis | None:
    """A task or future where its result was meant."""
    kind = next((k for k in ("Task", "Future") if k in kinds), None)
    if kind is None:
        return None
    return context.say(
        SLUG,
        what=f"An operation got a `{kind}` where a result was meant{context.line(context.error.line)}."
        if context.error is not None
        else "",
        where=_made(context) or context.error_place(context.error),
        why="A task or future only holds the place of a result that may not be there yet. It is not the result, and "
        "cannot be added or compared in its stead.",
        ask="How do you get the result out, and how do you make sure that it is there?",
    )


_FUTURES = ("create_task", "ensure_future", "run_in_executor", "create_future", "gather", "run_coroutine_threadsafe")


def _made(context: Context) -> Place | None:
    """Where a name of the failing line got its future, if that is one place."""
    text = context.source.text(context.error.line if context.error is not None else None)
    lines = {
        node.lineno
        for node in syntax.nodes(context.source.tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Call)
        and syntax.last_name(node.value.func) in _FUTURES
        and re.search(rf"\b{re.escape(node.targets[0].id)}\b", text)
    }
    return context.place(lines.pop()) if len(lines) == 1 else None
