"""A name that nothing defines."""

from __future__ import annotations

import builtins
import re
import sys

from grader.feedback import syntax
from grader.feedback.context import Context, nearest
from grader.model import Diagnosis

SLUG = "wrong-name"

_UNDEFINED = re.compile(r"name '([^']+)' is not defined")
_UNBOUND = re.compile(r"cannot access local variable '([^']+)'")
_PUBLIC_BUILTINS = frozenset(name for name in dir(builtins) if not name.startswith("_"))


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("NameError") or error.line is None:
        return None
    if unbound := _UNBOUND.search(error.message):
        return context.say(
            SLUG,
            what=f"The variable `{unbound.group(1)}` was used{context.line(error.line)} before it had a value.",
            where=context.error_place(error),
            why="A name that is assigned anywhere in a function belongs to that function, in all of it. On the way "
            "that the program took, no assignment came before this line.",
            ask="Which way through the function leads here without the assignment?",
        )
    found = _UNDEFINED.search(error.message)
    if found is None or not re.search(rf"\b{re.escape(found.group(1))}\b", context.source.text(error.line)):
        return None
    name = found.group(1)
    near = nearest(name, syntax.all_names(context.source.tree) | _PUBLIC_BUILTINS)
    if near is not None:
        hint, ask = f" There is a name like it: `{near}`.", f"Did you mean `{near}`?"
    elif name in sys.stdlib_module_names:
        hint, ask = (
            f" Python has a module of that name, but the file has no `import {name}`.",
            "What must stand at the top of the file?",
        )
    else:
        hint, ask = "", "Where should this name get its value: an argument, an assignment, an import?"
    return context.say(
        SLUG,
        what=f"The name `{name}` is not defined.{hint}",
        where=context.error_place(error),
        why="Python looks a name up when the line runs: first in the function, then in the file, then among the "
        "built-in names.",
        ask=ask,
    )
