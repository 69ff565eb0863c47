"""Nothing that a learner writes can act on the terminal, or break a line, or stop the printing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.reports.text import (
    ASCII,
    UNICODE,
    code,
    cut,
    glyphs_for,
    pad,
    prose,
    safe,
    show_invisible,
    tidy_stderr,
    width,
    without_folders,
    wrap,
)

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)
NASTY = st.text(
    st.sampled_from("a\x1b[31m]\x07\x00\x08\r\n\t\x85\x9b\u202e\u2066\u200b\u2028\ud800\ufeff\U000e0001字e\u0301"),
    max_size=40,
)


@settings(deadline=None)
@given(ANY_TEXT | NASTY, st.sampled_from(["utf-8", "ascii", "latin-1", "cp1252", "no-such-encoding"]))
def test_safe_text_is_printable_and_can_be_encoded(text: str, encoding: str) -> None:
    for shown in (
        safe(text, encoding),
        code(text, encoding),
        show_invisible(text, UNICODE if encoding == "utf-8" else ASCII, encoding),
    ):
        assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in shown)
        if encoding != "no-such-encoding":
            assert shown.encode(encoding) or shown == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [red]", "plain [red]"),
        ("\x1b[31mred", "<ESC>[31mred"),
        ("a\x07b", "a<BEL>b"),
        ("a\rb\nc\td", "a\\rb\\nc\\td"),
        ("\u202eevil", "<U+202E>evil"),
        ("\ud800", "<U+D800>"),
        ("\x9b31m", "<U+009B>31m"),
        ("\0\x08\x7f", "<NUL><BS><DEL>"),
        ("字é", "字é"),
    ],
)
def test_what_is_written_out(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_what_an_encoding_lacks_is_written_out() -> None:
    assert safe("é字", "latin-1") == "é<U+5B57>"


def test_a_line_of_a_program_keeps_its_columns() -> None:
    assert code("\tx = 1") == "    x = 1"


def test_invisible_characters_become_visible() -> None:
    assert show_invisible(" a b\t ", UNICODE) == "·a b→·"
    assert show_invisible(" a\t", ASCII) == "<SP>a<TAB>"
    assert show_invisible("  ", UNICODE) == "··"


def test_prose_has_plain_quotes_where_there_are_no_others() -> None:
    assert prose("“a” …", "ascii", ASCII) == '"a" ...'
    assert prose("“a”") == "“a”"


@settings(deadline=None)
@given(NASTY.map(safe), st.integers(4, 30))
def test_cut_keeps_within_the_columns(text: str, columns: int) -> None:
    assert width(cut(text, columns)) <= columns
    assert width(pad(cut(text, columns), columns)) == columns


@settings(deadline=None)
@given(st.lists(st.text("ab`字", min_size=1, max_size=12), max_size=8).map(" ".join), st.integers(8, 30))
def test_wrap_breaks_at_spaces_only_and_loses_nothing(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert " ".join(lines) == text
    assert all(width(line) <= columns or " " not in line or "`" in line for line in lines)


def test_wrap_keeps_short_code_together() -> None:
    assert wrap("call it `f(a, b)` now", 12) == ["call it", "`f(a, b)`", "now"]


def test_width_counts_columns() -> None:
    assert (width("abc"), width("字字"), width("e\u0301")) == (3, 4, 1)


@pytest.mark.parametrize(
    ("encoding", "glyphs"), [("utf-8", UNICODE), ("ascii", ASCII), ("cp1252", ASCII), ("nonsense", ASCII)]
)
def test_the_encoding_decides_on_the_signs(encoding: str, glyphs: object) -> None:
    assert glyphs_for(encoding) is glyphs


def test_only_the_learners_tidy_stderr_are_left_in_a_traceback() -> None:
    text = (
        'Traceback:\n  File "/usr/lib/asyncio/events.py", line 84, in _run\n    self._run()\n    ^^^^\n'
        '  File "main.py", line 3, in f\n    f()\nE: x\n'
    )
    assert tidy_stderr(text) == 'Traceback:\n  File "main.py", line 3, in f\n    f()\nE: x\n'


def test_of_a_function_only_its_own_name_is_told() -> None:
    text = "of <function check.<locals>.learn at 0x1>: check_it.<locals>.learn() takes 1 argument, Box.learn takes 2"
    assert without_folders(text) == "of <function learn at 0x1>: learn() takes 1 argument, Box.learn takes 2"
