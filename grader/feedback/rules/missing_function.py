"""The check asks for a function that the file does not have."""

from __future__ import annotations

import re

from grader.feedback import syntax
from grader.feedback.context import Context, nearest
from grader.model import Diagnosis

SLUG = "missing-function"

_MISSING = re.compile(r"has no attribute '([^']+)'")


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("AttributeError") or error.frames:
        return None
    found = _MISSING.search(error.message)
    if (
        found is None
        or not error.message.startswith("module ")
        or found.group(1) in syntax.top_level_names(context.source.tree)
    ):
        return None
    name = found.group(1)
    if not any(line.strip() for line in context.source.lines):
        return context.say(
            SLUG,
            what="Your file is empty.",
            why=f"The check uses `{name}`, and a file without text has nothing of that name.",
            ask="Was it saved before you wrote anything? `grader reset` brings the beginning back.",
        )
    top = syntax.top_level_names(context.source.tree)
    near = nearest(name, top)
    nested = name in syntax.function_names(context.source.tree)
    line = next((f.lineno for f in syntax.functions(context.source.tree) if f.name in {near, name}), None)
    if near is not None:
        hint, ask = f" There is a name like it: `{near}`.", f"Did you mean `{name}` where you wrote `{near}`?"
    elif nested:
        hint, ask = (
            f" One is defined inside another block{context.line(line)}.",
            "What decides whether a function belongs to the file or to another function?",
        )
    else:
        hint, ask = "", f"What does the exercise say `{name}` should be?"
    return context.say(
        SLUG,
        what=f"The check uses `{name}`, and your file has nothing of that name at its top level.{hint}",
        where=context.place(line),
        why="A check imports your file and takes from it the names that the exercise gives. They must be spelled "
        "exactly so.",
        ask=ask,
    )
