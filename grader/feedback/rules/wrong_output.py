"""The program printed something else than was expected."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context, count
from grader.model import Comparison, Diagnosis, Evidence

SLUG = "wrong-output"


def explain(context: Context) -> Diagnosis | None:
    check = context.check
    if check is None or check.comparison is None or context.run is None or context.hidden:
        return None
    sides = output_lines(context, check.comparison)
    if sides is None:
        return None
    got, expected = sides
    return context.say(
        SLUG,
        what=f"{context.stated()}{_difference(got, expected)}",
        where=context.place(_value_dropped(context)) if not any(got) else None,
        why=_reason(got, expected, as_printed="\n".join(got).strip() in context.seen.stdout),
        ask="Which line of your program prints at that point, and what does it know then?",
    )


def _value_dropped(context: Context) -> int | None:
    """Where the program calls a function of its own for its value and does nothing with it; if at one place only."""
    giving = {f.name for f in syntax.functions(context.source.tree) if syntax.gives_value(f)}
    lines = {
        node.lineno
        for node in syntax.own_nodes(context.source.tree)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and syntax.last_name(node.value.func) in giving
    }
    return lines.pop() if len(lines) == 1 else None


def output_lines(context: Context, comparison: Comparison) -> tuple[list[str], list[str]] | None:
    """Both sides as lines, if the left one is what the program printed."""
    if comparison.op != "==":
        return None
    try:
        got, expected = ast.literal_eval(comparison.got), ast.literal_eval(comparison.expected)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    listed = context.listed
    from_output = listed is not None and listed.evidence is Evidence.OUTPUT
    out = context.seen.stdout
    if isinstance(got, str) and isinstance(expected, str) and (from_output or got.strip() == out.strip() != ""):
        return got.split("\n"), expected.split("\n")
    if _texts(got) and _texts(expected) and (from_output or list(got) == out.splitlines() != []):
        return list(got), list(expected)
    return None


def _texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)


def _difference(got: list[str], expected: list[str]) -> str:
    if not any(got):
        return "Your program printed nothing."
    at = next((i for i, (a, b) in enumerate(zip(got, expected, strict=False)) if a != b), min(len(got), len(expected)))
    if at >= len(expected):
        extra = count(len(got) - len(expected), "line")
        return f"Your program printed {extra} too many: the first is line {at + 1} of the output."
    if at >= len(got):
        return f"The output stops too early: line {at + 1} is missing."
    return f"Line {at + 1} of the output is not the one expected."


def _reason(got: list[str], expected: list[str], *, as_printed: bool) -> str:
    """Why the two differ. A check may compare less than was printed: the letters alone, in small ones."""
    if not any(got):
        return "Whatever the program is to show has to go through `print()`, on a line that runs."
    if sorted(got) == sorted(expected):
        return "All the right lines are there, in another order: what is printed first is what ran first."
    if [line.strip() for line in got] == [line.strip() for line in expected]:
        return "Only spaces or line ends differ, and output is compared character by character."
    if [line.lower() for line in got] == [line.lower() for line in expected]:
        return "Only upper and lower case differ, and output is compared character by character."
    return f"Output is compared line by line{', character by character' if as_printed else ''}."
