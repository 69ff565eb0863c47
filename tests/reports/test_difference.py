"""Expected and got, one above the other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.model import Comparison
from grader.reports.difference import show
from grader.reports.text import ASCII, UNICODE, width


def rows(op: str, got: str, expected: str, columns: int = 60) -> list[tuple[str, str]]:
    return show(Comparison(op, got, expected), columns, UNICODE, "utf-8")


def test_short_values_stand_above_each_other_with_the_first_difference_marked() -> None:
    assert rows("==", "[1, 2]", "[1, 3]") == [
        ("your program", "[1, 2]"),
        ("expected", "[1, 3]"),
        ("", "    ^ first difference"),
    ]


def test_items_of_lists_stand_in_columns_and_equal_ones_are_not_marked() -> None:
    assert rows("==", "[0.0, 0.0, 5]", "[0, 1, 5]") == [
        ("your program", "[0.0, 0.0, 5]"),
        ("expected", "[0,   1,   5]"),
        ("", "      ^ first difference"),
    ]


def test_a_list_that_is_too_short_is_marked_where_it_ends() -> None:
    assert rows("==", "[1]", "[1, 2]") == [
        ("your program", "[1]"),
        ("expected", "[1, 2]"),
        ("", "    ^ first difference"),
    ]


def test_long_values_are_cut_around_the_difference() -> None:
    got, expected = "a" * 100 + "X" + "b" * 100, "a" * 100 + "Y" + "b" * 100
    ours, theirs, mark = rows("==", got, expected)
    column = mark[1].index("^")
    assert (ours[1][column], theirs[1][column]) == ("X", "Y")
    assert ours[1].startswith("…")
    assert ours[1].endswith("…")


def test_wide_characters_do_not_shift_the_mark() -> None:
    assert rows("==", "'字a'", "'字b'")[2] == ("", "   ^ first difference")


@pytest.mark.parametrize(("op", "label"), [("<=", "at most"), ("in", "expected one of"), ("~", "~")])
def test_other_comparisons_are_named(op: str, label: str) -> None:
    assert rows(op, "5", "3") == [("your program", "5"), (label, "3")]


def test_texts_of_several_lines_are_compared_by_line() -> None:
    assert rows("==", repr("a\nb \nc\n"), repr("a\nb\nc\n")) == [
        ("", "- your program, 4 lines   + expected, 4"),
        ("  1", "a"),
        ("- 2", "b·"),
        ("+ 2", "b"),
        ("", " ^"),
        ("  3", "c"),
    ]


def test_a_line_too_many_or_too_few() -> None:
    assert ("- 2", "x") in rows("==", "['a', 'x', 'b']", "['a', 'b']")
    assert ("+ 2", "b") in rows("==", "['a', 'c']", "['a', 'b', 'c']")


def test_many_differences_are_cut_short() -> None:
    many = rows("==", repr([f"a{n}" for n in range(40)]), repr([f"b{n}" for n in range(40)]))
    assert many[-1] == ("", "… 68 more lines")
    assert len(many) == 15


@pytest.mark.parametrize("text", ["<object>", "['a'", "[" * 500, "'a'"])
def test_what_is_no_literal_is_shown_as_it_is(text: str) -> None:
    assert rows("==", text, "3")[0][0] == "your program"


def test_values_that_only_look_alike_have_no_mark() -> None:
    assert rows("==", "nan", "nan")[2] == ("", "They only look alike.")


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200), st.booleans())
def test_rows_stay_within_the_page(got: str, expected: str, quoted: bool) -> None:
    comparison = Comparison("==", repr(got) if quoted else got, repr(expected) if quoted else expected)
    shown = show(comparison, 60, ASCII, "ascii")
    label = max(width(name) for name, _ in shown)
    assert all(label + 2 + width(text) <= 60 + len(" first difference") for _, text in shown)
    assert all(text.isascii() and text.isprintable() for _, text in shown)
