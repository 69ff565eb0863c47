"""Two values, one above the other, with the first difference marked."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise, zip_longest
from typing import TypeGuard

from grader.model import Comparison
from grader.reports.text import Glyphs, cut, safe, show_invisible, width

Row = tuple[str, str]
"""A label and the text that stands beside it."""

_BEFORE = 24
"""Characters shown before the first difference of a value that is too long for its line."""
_CONTEXT = 1
"""Lines that are alike shown before and after a difference."""
_GUTTER = 8
_MOST_LINES = 12
_RELATIONS = {
    "==": "expected",
    "!=": "not expected",
    "is": "expected exactly",
    "in": "expected one of",
    "not in": "expected none of",
    "<": "less than",
    "<=": "at most",
    ">": "more than",
    ">=": "at least",
}


def show(comparison: Comparison, columns: int, glyphs: Glyphs, encoding: str) -> list[Row]:
    """The rows that show what was got and what was expected, in ``columns`` in all."""
    lines = _as_lines(comparison)
    if lines is not None:
        return _show_lines(*lines, columns, glyphs, encoding)
    label = _RELATIONS.get(comparison.op, comparison.op)
    got, expected = safe(comparison.got, encoding), safe(comparison.expected, encoding)
    room = columns - max(width(label), width("your program")) - 2
    if comparison.op != "==":
        return [("your program", cut(got, room, glyphs)), (label, cut(expected, room, glyphs))]
    if got == expected:
        return [
            ("your program", cut(got, room, glyphs)),
            (label, cut(expected, room, glyphs)),
            ("", "They only look alike."),
        ]
    aligned = _as_items(comparison, encoding)
    if aligned is not None:
        got, expected, at = aligned
    else:
        at = _first_difference(got, expected)
    got, expected, mark = _around(got, expected, at, room, glyphs)
    return [
        ("your program", got),
        (label, expected),
        ("", " " * min(mark, room - 1) + glyphs.caret + " first difference"),
    ]


def _as_items(comparison: Comparison, encoding: str) -> tuple[str, str, int] | None:
    """Two lists or tuples with their items in columns, and where the first item stands that is not equal."""
    got, expected = _literals(comparison)
    if not isinstance(got, list | tuple) or not isinstance(expected, list | tuple):
        return None
    if type(got) is not type(expected) or not got or not expected:
        return None
    both_have = min(len(got), len(expected))
    first = next((i for i in range(both_have) if got[i] != expected[i]), both_have)
    opening = "[" if isinstance(got, list) else "("
    ours, theirs, at = opening, opening, 0
    cells = zip_longest(_cells(got, encoding), _cells(expected, encoding), fillvalue="")
    for index, (one, other) in enumerate(cells):
        if index == first:
            at = max(len(ours), len(theirs))
        room = max(len(one), len(other))
        ours, theirs = ours + one.ljust(room), theirs + other.ljust(room)
    return ours.rstrip(), theirs.rstrip(), at


def _cells(items: Sequence[object], encoding: str) -> list[str]:
    """Each item with what stands after it."""
    shown = [safe(repr(item), encoding) for item in items]
    return [*(f"{item}, " for item in shown[:-1]), shown[-1] + ("]" if isinstance(items, list) else ")")]


def _literals(comparison: Comparison) -> tuple[object, object]:
    """Both sides as values, where they are literals; else ``(None, None)``."""
    try:
        return ast.literal_eval(comparison.got), ast.literal_eval(comparison.expected)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None, None


def _first_difference(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _around(got: str, expected: str, at: int, room: int, glyphs: Glyphs) -> tuple[str, str, int]:
    """Both texts cut alike around position ``at``, and the column of the difference in them."""
    start = 0
    if max(width(got), width(expected)) > room and at > _BEFORE:
        start = at - _BEFORE
    lead = glyphs.ellipsis if start else ""
    shown = [cut(lead + text[start:], room, glyphs) for text in (got, expected)]
    return shown[0], shown[1], max(width(lead + text[start:at]) for text in (got, expected))


def _as_lines(comparison: Comparison) -> tuple[list[str], list[str]] | None:
    """Both sides as lines, where they are texts of several lines or lists of texts."""
    if comparison.op != "==":
        return None
    got, expected = _literals(comparison)
    if isinstance(got, str) and isinstance(expected, str) and "\n" in got + expected:
        return got.split("\n"), expected.split("\n")
    if _texts(got) and _texts(expected) and len(got) + len(expected) > len(("one", "each")):
        return list(got), list(expected)
    return None


def _texts(value: object) -> TypeGuard[list[str] | tuple[str, ...]]:
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)


def _show_lines(got: Sequence[str], expected: Sequence[str], columns: int, glyphs: Glyphs, encoding: str) -> list[Row]:
    """A line diff, ``-`` for the program's lines and ``+`` for those expected, with the first difference marked."""
    room = columns - _GUTTER
    rows: list[Row] = []
    for tag, got_from, got_to, expected_from, expected_to in _changes(got, expected):
        if tag == "equal":
            rows += _equal(
                got[got_from:got_to], got_from + 1, bool(rows), got_to < len(got) or expected_to < len(expected)
            )
            continue
        ours = [(f"- {n}", got[n - 1]) for n in range(got_from + 1, got_to + 1)]
        theirs = [(f"+ {n}", expected[n - 1]) for n in range(expected_from + 1, expected_to + 1)]
        rows += [row for pair in zip_longest(ours, theirs) for row in pair if row is not None]
    shown = [(label, cut(show_invisible(text, glyphs, encoding), room, glyphs)) for label, text in rows[:_MOST_LINES]]
    _mark_first(shown, glyphs)
    if len(rows) > _MOST_LINES:
        shown.append(("", f"{glyphs.ellipsis} {len(rows) - _MOST_LINES} more lines"))
    legend = f"- your program, {len(got)} line{'s' * (len(got) != 1)}   + expected, {len(expected)}"
    return [("", legend), *shown]


def _changes(got: Sequence[str], expected: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """What became of the lines: place by place if there are equally many, else as a diff sees it."""
    if len(got) != len(expected):
        return SequenceMatcher(None, got, expected, False).get_opcodes()
    groups = groupby(range(len(got)), key=lambda i: got[i] == expected[i])
    runs = [(alike, list(places)) for alike, places in groups]
    return [("equal" if alike else "replace", at[0], at[-1] + 1, at[0], at[-1] + 1) for alike, at in runs]


def _equal(lines: Sequence[str], first_number: int, before: bool, after: bool) -> list[Row]:
    """Of lines that are alike, those next to a difference."""
    near = {i for i in range(len(lines)) if (before and i < _CONTEXT) or (after and i >= len(lines) - _CONTEXT)}
    return [(f"  {first_number + i}", lines[i]) for i in sorted(near)]


def _mark_first(rows: list[Row], glyphs: Glyphs) -> None:
    """Put a caret under the first pair of lines that differ, at the first character that does."""
    for index, ((label, one), (next_label, other)) in enumerate(pairwise(rows)):
        if label.startswith("-") and next_label.startswith("+"):
            at = _first_difference(one, other)
            rows.insert(index + 2, ("", " " * width(other[:at]) + glyphs.caret))
            return
