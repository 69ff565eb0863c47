from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing import unhurried

from grader.catalogue import open_gaps
from grader.catalogue.gaps import parse
from grader.model import Exercise, Gap

NOWHERE = Path("x")
EXERCISE = Exercise(
    "x", "X", "c", 1, 1, "p", "", (Gap("a", "1", "an a"), Gap("b_c", "2", "a b")), (), NOWHERE, NOWHERE, "sha256:0"
)


def found(source: str) -> list[tuple[str, int, int]]:
    return [(gap.name, gap.line, gap.column) for gap in open_gaps(EXERCISE, source)]


@pytest.mark.parametrize(
    ("source", "gaps"),
    [
        ("x = 1\n", []),
        ("x = ____a____\ny = ____b_c____\n", [("a", 1, 4), ("b_c", 2, 4)]),
        ("y = ____b_c____ + ____a____\n", [("b_c", 1, 4), ("a", 1, 18)]),
        ("____a____\n____a____\n", [("a", 1, 0)]),
        ("# ____a____\nx = '____a____'\n", []),
        ("'''\n____a____\n'''\n", []),
        ("____other____\n", []),
        ("def ____a____(): pass\n", [("a", 1, 4)]),
        ("x.____a____ = 1\n", [("a", 1, 2)]),
        ("f(____a____=1)\n", [("a", 1, 2)]),
        ("import ____a____\n", [("a", 1, 7)]),
        ("s = 'é' + ____a____\n", [("a", 1, 11)]),
        ("\x0cx = ____a____\n", [("a", 1, 5)]),
        ("x = '\u2028'\ny = ____a____\n", [("a", 2, 4)]),
        # sources that do not parse
        ("x = ____a____ )\n", [("a", 1, 4)]),
        ("def f(:\n  ____a____\n", [("a", 2, 2)]),
        ("x = 'open\ny = ____a____\n", [("a", 2, 4)]),
        ("if x:\n    y\n  z\n____a____\n", [("a", 4, 0)]),
        ("print 'x'\n____b_c____\n", [("b_c", 2, 0)]),
        ("x = $ ____a____ # ____b_c____\n", [("a", 1, 6)]),
        ("(" * 300 + "\n____a____", [("a", 2, 0)]),
        ("____a____\n" + "x." * 100_000 + "y\n", [("a", 1, 0)]),
    ],
)
def test_open_gaps_and_their_places(source: str, gaps: list[tuple[str, int, int]]) -> None:
    assert found(source) == gaps


def test_a_gap_in_an_f_string() -> None:
    assert [name for name, _, _ in found('x = f"{____a____}"\n')] == ["a"]


def test_a_gap_says_what_it_asks_for() -> None:
    (gap,) = open_gaps(EXERCISE, "____b_c____\n")
    assert (gap.ask, gap.number, gap.total) == ("a b", 2, 2)


def test_a_file_full_of_broken_texts_is_given_up_on() -> None:
    assert found("x = '''\n" * 2_000 + "____a____\n") in ([], [("a", 2_001, 0)])


def test_text_that_is_nested_too_deep_is_a_syntax_error() -> None:
    assert isinstance(parse("-" * 100_000 + "1"), SyntaxError)
    assert isinstance(parse("a" + ".b" * 100_000), SyntaxError)
    assert isinstance(parse("a\0"), SyntaxError)


def test_warnings_about_the_text_are_not_given() -> None:
    assert not isinstance(parse("'\\d'\n1 is 1\n"), SyntaxError)


@unhurried
@given(st.text("_ab c\n'\"#(=:)\\\t{}f", max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    for _, line, column in found(text + "____a____"):
        assert line >= 1
        assert column >= 0
