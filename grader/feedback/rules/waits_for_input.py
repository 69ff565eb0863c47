"""The program asks for input that nobody types."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, Ending

SLUG = "waits-for-input"


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    asked = error is not None and error.is_a("EOFError")
    if not asked and context.seen.ending is not Ending.WAITING_ON_INPUT:
        return None
    line = error.line if error is not None else None
    found: list[ast.Call] | list[ast.Name] = syntax.calls(context.source.tree, "input", line=line)
    if not found:  # handed to a thread, for example
        nodes = syntax.nodes(context.source.tree)
        found = [n for n in nodes if isinstance(n, ast.Name) and n.id == "input" and syntax.covers(n, line or n.lineno)]
    if error is not None and error.line is not None and not found:
        return None
    place = context.error_place(error) or (context.place(found[0].lineno) if found else None)
    call = "`input()`" if found else "Your program"
    in_place = " `input()` also stops the whole thread, the event loop included, until a line comes."
    in_thread = found and not isinstance(found[0], ast.Call)
    stops = in_place if not in_thread and syntax.uses_asyncio(context.source.tree) else ""
    return context.say(
        SLUG,
        what=f"{call} asked for a line of input, and there was none left.",
        where=place,
        why=f"{_given(context)} There is no keyboard.{stops}",
        ask=("Does the exercise ask for input here? " if context.graded else "")
        + "Where else could this value come from?",
    )


def _given(context: Context) -> str:
    if context.graded:
        return "While it is checked, the program gets only the input that the exercise describes."
    return "The program gets only the input that it was given with `--stdin`."
