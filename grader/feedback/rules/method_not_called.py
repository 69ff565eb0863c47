"""A function was used where what it returns was meant."""

from __future__ import annotations

import re

from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "method-not-called"

_A_FUNCTION = r"'(function|method|builtin_function_or_method|method-wrapper|builtin_method)'"
_AS_VALUE = re.compile(
    rf"{_A_FUNCTION} (object|and)|and {_A_FUNCTION}|object (function|method) can't be used in 'await'"
)


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not (error.is_a("AttributeError") or error.is_a("TypeError")):
        return None
    if _AS_VALUE.search(error.message) is None:
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
