"""Conditions that do not say what they seem to: ``x == "a" or "b"``, and ``is`` between texts or numbers."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "always-true"


def explain(context: Context) -> Diagnosis | None:
    for node in syntax.nodes(context.source.tree):
        if isinstance(node, ast.If | ast.While | ast.IfExp) and isinstance(node.test, ast.BoolOp):
            parts = node.test.values
            loose = [v for v in parts[1:] if isinstance(v, ast.Constant) and isinstance(v.value, str) and v.value]
            if isinstance(node.test.op, ast.Or) and loose and isinstance(parts[0], ast.Compare):
                return context.say(
                    SLUG,
                    what=f"The condition on line {node.lineno} is always true: `{ast.unparse(loose[0])}` stands in it "
                    "by itself.",
                    where=context.place(node.lineno),
                    why="`or` joins two conditions. A text that is not empty counts as true, always.",
                    ask="Read the part behind `or` alone: what is compared with what?",
                )
    return None
