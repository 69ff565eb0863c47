"""A function that should give a value ends without ``return``."""

from __future__ import annotations

import ast
import re

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.feedback.paths import gives_none
from grader.feedback.rules.none_instead_of_value import without_return
from grader.model import Diagnosis, Ending

SLUG = "missing-return"


def explain(context: Context) -> Diagnosis | None:
    if not context.graded:
        return _printed_none(context)
    check = context.check
    comparison = check.comparison if check is not None else None
    if (
        comparison is None
        or context.run is None
        or context.hidden
        or comparison.op not in {"==", "is"}
        or comparison.expected == "None"
    ):
        return None
    if comparison.got != "None" or context.seen.ending is not Ending.RETURNED or context.seen.returned is not None:
        return None
    # `__init__` and its like give nothing, as they should.
    functions = [f for f in syntax.functions(context.source.tree) if not f.name.startswith("__")]
    if functions and not any(map(gives_none, functions)):
        return None  # the value that was returned is `None`
    silent = [f for f in functions if not syntax.gives_value(f)]
    given = [f for f in silent if context.exercise.starter and _returns_in(context.exercise.starter, f.name)]
    one = given[0] if len(given) == 1 else silent[0] if len(silent) == 1 else None
    who = f"`{one.name}`" if one is not None else "The function"
    return context.say(
        SLUG,
        what=f"{who} gave `None`: it came to its end without a value to return.",
        where=context.place(_fell_out(one)) if one is not None else None,
        why="A function that ends without `return`, or with a `return` that names nothing, gives `None`.",
        ask="Which line should hand the value back to the caller, and does every way through the function reach it?",
    )


_PRINTED_NONE = re.compile(r"(?:^|[\s:=(\[,])None(?:$|[\s,)\].])", re.MULTILINE)


def _printed_none(context: Context) -> Diagnosis | None:
    """A program that prints ``None``, and has one function whose result is used and that gives none."""
    if context.error is not None or _PRINTED_NONE.search(context.seen.stdout) is None:
        return None
    culprit = without_return(context)
    if culprit is None:
        return None
    return context.say(
        SLUG,
        what=f"`None` was printed: `{culprit.name}` came to its end without a value to return.",
        where=context.place(syntax.last_line(culprit)),
        why="A function that ends without `return`, or with a `return` that names nothing, gives `None`.",
        ask="Which line should hand the value back to the caller, and does every way through the function reach it?",
    )


def _fell_out(function: syntax.Function) -> int:
    """Where the function comes to its end: at the one ``break`` out of its last loop, else where it begins."""
    last = function.body[-1]
    if not isinstance(last, ast.While) or not isinstance(last.test, ast.Constant) or not last.test.value:
        return function.lineno
    breaks = [n.lineno for n in ast.walk(last) if isinstance(n, ast.Break)]
    loops = [n for n in ast.walk(last) if isinstance(n, ast.For | ast.AsyncFor | ast.While)]
    return breaks[0] if len(breaks) == 1 and len(loops) == 1 else function.lineno


def _returns_in(starter: str, name: str) -> bool:
    """Whether the function of that name returns a value in the starter code."""
    tree = syntax.Source.parse(starter).tree
    return any(f.name == name and syntax.gives_value(f) for f in syntax.functions(tree))
