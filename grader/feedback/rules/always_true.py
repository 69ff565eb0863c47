"""Conditions that do not say what they seem to.

``x == "a" or "b"``, ``is`` with a text or a number, and bytes compared with a text.
"""

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
        if isinstance(node, ast.Compare) and (found := _comparison(context, node)) is not None:
            return found
    return None


def _comparison(context: Context, node: ast.Compare) -> Diagnosis | None:
    sides = [node.left, *node.comparators]
    written = [s.value for s in sides if isinstance(s, ast.Constant)]
    if isinstance(node.ops[0], ast.Is | ast.IsNot) and any(
        type(value) in {str, int, float, bytes} for value in written
    ):
        return context.say(
            SLUG,
            what=f"Line {node.lineno} compares with `is`, which does not ask whether two values are equal.",
            where=context.place(node.lineno),
            why="`is` asks whether both sides are one and the same object. Two equal texts, or two equal "
            "numbers, may well be two objects.",
            ask="Which operator compares what is in two values?",
        )
    names = {s.id for s in (s.target if isinstance(s, ast.NamedExpr) else s for s in sides) if isinstance(s, ast.Name)}
    equal = isinstance(node.ops[0], ast.Eq | ast.NotEq)
    if equal and any(isinstance(value, str) for value in written) and (read := _read(context, node, names)):
        return context.say(
            SLUG,
            what=f"Line {node.lineno} compares bytes with a text, and these are never equal.",
            where=context.place(node.lineno),
            why=f'What a stream gives (line {read}) are bytes, as `b"..."` writes them, with the line end that was '
            "sent. A text is made of characters.",
            ask="What turns bytes into a text, and which characters stand at its end then?",
        )
    return None


def _read(context: Context, node: ast.Compare, names: set[str]) -> int | None:
    """Where the function reads one of the names from a stream, if that is the only value that it gets."""
    function = syntax.enclosing_function(context.source.tree, node.lineno)
    given = [n for n in syntax.own_nodes(function) if isinstance(n, ast.Assign | ast.NamedExpr)]
    values = [
        n.value
        for n in given
        for target in (n.targets if isinstance(n, ast.Assign) else [n.target])
        if isinstance(target, ast.Name) and target.id in names
    ]
    value = values[0].value if len(values) == 1 and isinstance(values[0], ast.Await) else None
    reads = isinstance(value, ast.Call) and syntax.last_name(value.func) in {"readline", "readuntil", "readexactly"}
    return value.lineno if reads and value is not None else None
