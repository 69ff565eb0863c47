"""A text with ``{name}`` in it that lacks the ``f`` before its quotes."""

from __future__ import annotations

import ast
import re

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "missing-f"

_FIELD = re.compile(r"\{([A-Za-z_]\w*)(?:[.\[][^{}]*)?(?::[^{}]*)?\}")


def explain(context: Context) -> Diagnosis | None:
    names = syntax.all_names(context.source.tree)
    inside = {id(v) for n in syntax.nodes(context.source.tree) if isinstance(n, ast.JoinedStr) for v in n.values}
    for node in syntax.nodes(context.source.tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in inside:
            continue
        found = _FIELD.search(node.value)
        if found is None or found.group(1) not in names or found.group(0) not in _shown(context):
            continue
        return context.say(
            SLUG,
            what=f"`{found.group(0)}` came out as it stands, instead of the value of `{found.group(1)}`.",
            where=context.place(node.lineno, context.source.column(node.lineno, node.col_offset)),
            why="Python puts values into a text only if the text is marked for it; otherwise curly brackets are "
            "characters like any others.",
            ask="Which letter stands before the quotes of a text whose brackets are to be filled in?",
        )
    return None


def _shown(context: Context) -> str:
    """What the program printed, and what the check got from it."""
    comparison = context.check.comparison if context.check is not None and not context.hidden else None
    return context.seen.stdout + (comparison.got if comparison is not None else "")
