"""A module is used that the file does not import."""

from __future__ import annotations

import re
import sys

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "missing-import"

_UNDEFINED = re.compile(r"name '([^']+)' is not defined")


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("NameError") or error.line is None:
        return None
    found = _UNDEFINED.search(error.message)
    name = found.group(1) if found is not None else ""
    if name not in sys.stdlib_module_names or name in syntax.all_names(context.source.tree):
        return None
    if not re.search(rf"\b{re.escape(name)}\s*\.", context.source.text(error.line)):
        return None
    return context.say(
        SLUG,
        what=f"The module `{name}` is used{context.line(error.line)}, but the file never imports it.",
        where=context.error_place(error),
        why=f"`{name}` belongs to Python's standard library. It is there on every machine, yet a file can use it only "
        "after it has imported it.",
        ask="What must stand at the top of the file?",
    )
