"""A function was used where what it returns was meant."""

from __future__ import annotations

import ast
import re

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.feedback.rules.wrong_arguments import delay_not_first
from grader.model import Diagnosis

SLUG = "method-not-called"

_A_FUNCTION = r"'(function|method|builtin_function_or_method|method-wrapper|builtin_method)'"
_AS_VALUE = re.compile(
    rf"{_A_FUNCTION} (object|and)|and {_A_FUNCTION}|object (function|method) can't be used in 'await'"
)


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None and (found := _only_named(context)) is not None:
        return found
    if error is None or not (error.is_a("AttributeError") or error.is_a("TypeError")):
        return None
    if _AS_VALUE.search(error.message) is None or delay_not_first(context, error.line) is not None:
        return None
    said = "" if context.hidden else f"{context.message(error)}. "
    return context.say(
        SLUG,
        what=f"{said}A function itself was used where its result was meant{context.line(error.line)}.",
        where=context.error_place(error),
        why="The name of a function or method, without parentheses, is the function itself. It runs, and gives its "
        "result, only when it is called.",
        ask="Where does the value on that line come from, and is something missing behind a name there?",
    )


def _only_named(context: Context) -> Diagnosis | None:
    """A line that names a function or method, and does nothing with it."""
    functions = syntax.function_names(context.source.tree)
    for node in syntax.nodes(context.source.tree):
        if not isinstance(node, ast.Expr):
            continue
        value = node.value
        if isinstance(value, ast.Await):
            continue
        if isinstance(value, ast.Attribute) or (isinstance(value, ast.Name) and value.id in functions):
            name = syntax.dotted(value).lstrip(".")
            return context.say(
                SLUG,
                what=f"Line {node.lineno} only names `{name}`; it does not call it.",
                where=context.place(node.lineno),
                why="The name of a function or method, without brackets behind it, is the function itself. A line that "
                "only names it does nothing.",
                ask="What makes Python carry a function out?",
            )
    return None
