"""A check failed, and nothing is known but what it says and what it compared."""

from __future__ import annotations

import ast
import re

from grader.feedback.context import Context, count, quote
from grader.model import Comparison, Diagnosis

SLUG = "wrong-value"

THEY_DIFFER = "The check compares the two, and they differ."
"""What is said where nothing better is known."""
_ADDING = re.compile(
    r"\.(append|appendleft|add|extend|insert|put|put_nowait|setdefault|update|write)\("
    r"|\b(yield|print)\b|\+=|\] *=[^=]|\+ *\[|(?<![\w\])])\["
)
"""What stands on a line that adds an item to something, a list that is written out among it."""
_WORKED_OUT = re.compile(r"[-+*/%<>=|&]|\d|\b(return|yield|if|while|for|len|sum|min|max|round)\b")
"""What stands on a line that works something out, or chooses."""
_REMOVING = re.compile(r"\.(remove|discard|pop|popleft|clear)\(")
"""What stands on a line that takes one away."""
_LONGEST = 60
"""Characters of a value that a sentence quotes; the report shows longer ones one above the other."""


def explain(context: Context) -> Diagnosis | None:
    check = context.check
    if check is None:
        return None
    comparison = None if context.hidden else check.comparison
    saw = _saw(comparison) if comparison is not None else ""
    said = context.stated()
    if not said and not saw:
        said = f"The check “{check.title}” did not pass. "
    return context.say(
        SLUG,
        what=(said or saw).strip(),
        why=_reason(context, comparison, said=bool(said)),
        ask=question(comparison, None),
    )


def _saw(comparison: Comparison) -> str:
    if comparison.op == "==":
        if max(len(comparison.got), len(comparison.expected)) > _LONGEST:
            return _saw_long(comparison)
        return f"Your program gave `{comparison.got}` where `{comparison.expected}` was expected."
    return f"Your program gave `{quote(comparison.got, _LONGEST)}`; it should be {_wanted(comparison)}."


def _saw_long(comparison: Comparison) -> str:
    got, expected = _value(comparison.got), _value(comparison.expected)
    if not isinstance(got, list | tuple) or not isinstance(expected, list | tuple):
        return "Your program gave another value than the one expected."
    at = next((i for i, (a, b) in enumerate(zip(got, expected, strict=False)) if a != b), None)
    if at is None:
        return f"Your program gave {count(len(got), 'item')} where {len(expected)} were expected."
    one, other = quote(repr(got[at]), _LONGEST), quote(repr(expected[at]), _LONGEST)
    return f"At index {at} your program gave `{one}` where `{other}` was expected."


def _wanted(comparison: Comparison) -> str:
    words = {
        "!=": "something else than",
        "is": "exactly",
        "is not": "something else than",
        "in": "one of",
        "not in": "none of",
        "<": "less than",
        "<=": "at most",
        ">": "more than",
        ">=": "at least",
    }
    return f"{words.get(comparison.op, comparison.op)} `{quote(comparison.expected, _LONGEST)}`"


def _reason(context: Context, comparison: Comparison | None, *, said: bool) -> str:
    """What is known beyond the message; empty if the message has said it all."""
    if comparison is None:
        if context.hidden:
            return "This check uses inputs that are not shown, so that the program must work for any input."
        return "A check runs your program, and looks at what it did."
    got, expected = _value(comparison.got), _value(comparison.expected)
    if comparison.got == "None" and comparison.expected != "None":
        return "`None` is also what a function gives that ends without `return`."
    return _likeness(got, expected) or ("" if said else THEY_DIFFER)


def _likeness(got: object, expected: object) -> str | None:
    """What two different values have in common, if that tells something."""
    kinds = type(got).__name__, type(expected).__name__
    if kinds[0] != kinds[1] and str(got) == str(expected):
        return f"They look alike, but one is of type `{kinds[0]}` and the other of type `{kinds[1]}`."
    if not isinstance(got, list | tuple) or not isinstance(expected, list | tuple):
        return None
    if list(got) == list(expected):
        return f"The items are the same, but one is a `{kinds[0]}` and the other a `{kinds[1]}`."
    if list(map(str, got)) == list(map(str, expected)):
        return "Each item looks like the one expected, but is of another type."
    if sorted(map(repr, got)) == sorted(map(repr, expected)):
        return "All the right items are there, in another order."
    return None


def question(comparison: Comparison | None, line: int | None, text: str = "") -> str:
    """The question that leads on from what was compared; about ``line`` with its ``text`` if that is at fault."""
    if comparison is not None and comparison.got == "None" and comparison.expected != "None" and line is None:
        return "Which line should hand the value back to the caller, and does every way through the function reach it?"
    here = f"line {line}" if line is not None else "your program"
    deed = "add one" if line is None or _ADDING.search(text) else "take one away" if _REMOVING.search(text) else ""
    works = line is None or _WORKED_OUT.search(text) is not None
    asked = _of_two(_value(comparison.got), _value(comparison.expected), here, deed, works) if comparison else ""
    return asked or f"Go through {here} in your mind with this example: what does it do, and what should it have done?"


def _of_two(got: object, expected: object, here: str, deed: str, works: bool) -> str:
    """The question that fits how two values differ; empty if none does.

    ``deed`` is what is done to items there, and ``works`` whether something is worked out or chosen.
    """
    if isinstance(got, bool) and isinstance(expected, bool):
        return f"When would the answer be the other one, and does {here} see to it?"
    if isinstance(got, int | float) and isinstance(expected, int | float):
        return f"Work it out by hand: at which step does {here} come to another number than you?" if works else ""
    if not isinstance(got, list | tuple) or not isinstance(expected, list | tuple):
        return ""
    if len(got) != len(expected):
        return _of_the_number(len(got) > len(expected), here, deed)
    if sorted(map(repr, got)) == sorted(map(repr, expected)):
        return f"What decides the order in which {here} does its work, and which order is asked for?"
    return f"Take the first item that differs: what does {here} do with it, and what should happen to it?"


def _of_the_number(many: bool, here: str, deed: str) -> str:
    if deed:
        return f"There are too {'many' if many else 'few'} items. When does {here} {deed}, and when should it?"
    which = "There are too many items. Which should not be there" if many else "Items are missing. Which ones"
    return f"{which}, and what has {here} to do with that?"


def _value(text: str) -> object:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text
