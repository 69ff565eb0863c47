"""A function was called with arguments that it does not take."""

from __future__ import annotations

import ast
import re

from grader.feedback import syntax
from grader.feedback.context import Context, quote
from grader.model import Diagnosis, ErrorInfo

SLUG = "wrong-arguments"

_MESSAGES = re.compile(
    r"(?P<name>[\w.<>]+)\(\) (?P<how>takes|missing|got an unexpected keyword argument|got multiple values"
    r"|got some positional-only)"
)


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("TypeError"):
        return None
    found = _MESSAGES.search(error.message)
    if found is None:
        return _delay_not_first(context, error)
    owner, _, name = found.group("name").rpartition(".")
    # Who makes an object writes the name of its class.
    name = quote(owner) if name == "__init__" and owner else name
    if not error.frames and not context.graded:
        return None
    own = [f for f in syntax.functions(context.source.tree) if f.name == name]
    if error.line is None and not own:
        return None
    defined = f" The function is defined on line {own[0].lineno}." if len(own) == 1 else ""
    said = "The call does not fit the function" if context.hidden else f"`{quote(error.message)}`"
    first = "self" if own and own[0].args.args and own[0].args.args[0].arg == "self" else ""
    alone = " The first parameter of a method is the object itself; Python fills it in." if first else ""
    selfless = own if len(own) == 1 and not own[0].args.args and "but 1 was given" in error.message else []
    if selfless and not error.message.startswith(f"{name}("):
        alone = " A method is handed the object itself as its first argument, so it needs a parameter for it."
    return context.say(
        SLUG,
        what=f"`{name}` was called with arguments that it does not take{context.line(error.line)}: {said}.",
        where=(context.place(own[0].lineno) if selfless else None)
        or context.error_place(error)
        or (context.place(own[0].lineno) if own else None),
        why=f"A call has to give a value for each parameter that has no default, and nothing beyond.{defined}{alone}",
        ask="Which parameters does the function have, and what does the call hand over, in which order?",
    )


def _delay_not_first(context: Context, error: ErrorInfo) -> Diagnosis | None:
    """``call_later(f, 1)``: the function where the number belongs."""
    call = delay_not_first(context, error.line)
    if call is None or ("'function'" not in error.message and "'method'" not in error.message):
        return None
    name = syntax.dotted(call.func).lstrip(".")
    return context.say(
        SLUG,
        what=f"`{name}` was given a function where it takes a number{context.line(error.line)}: the first argument.",
        where=context.error_place(error),
        why=f"`{name}` takes the time first, then the function, then what the function is to be called with.",
        ask="In which order do the arguments of this call have to stand?",
    )


def delay_not_first(context: Context, line: int | None) -> ast.Call | None:
    """The call of ``call_later`` or ``call_at`` on that line, if its first argument is a function of the file."""
    functions = syntax.function_names(context.source.tree)
    for call in syntax.calls(context.source.tree, "call_later", "call_at", line=line):
        first = call.args[0] if call.args else None
        if isinstance(first, ast.Name | ast.Attribute) and syntax.last_name(first) in functions:
            return call
    return None
