"""The terminal report as a whole: colour, hostile text, odd parts."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_builders import REPORTS, check, exception, output, passed, report, sequential
from rich.console import Console

from grader.model import (
    CheckStatus,
    Comparison,
    Diagnosis,
    Ending,
    ErrorInfo,
    Frame,
    Observation,
    Place,
    Report,
    Span,
    SpanState,
    TaskEnding,
    TaskLine,
    Timeline,
)
from grader.reports.page import STYLES
from grader.reports.terminal import layout, plain, points, print_report

HOSTILE = "\x1b[2J\x1b]0;title\x07[red]{0}%s\r\u202e\ud800\u2028"


def printed(made: Report, *, colour: bool, columns: int = 80) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=columns,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
    )
    print_report(made, console)
    return stream.getvalue()


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_the_console_shows_the_plain_text(name: str) -> None:
    made = REPORTS[name]()
    assert [line.rstrip() for line in printed(made, colour=False).splitlines()] == plain(made).splitlines()


def test_colour_is_added_and_carries_nothing_alone() -> None:
    coloured = printed(sequential(), colour=True)
    assert "\x1b[" in coloured
    assert "failed" in coloured


def test_every_role_has_a_style() -> None:
    roles = {
        role for make in REPORTS.values() for line in layout(make(), 80, "utf-8", verbose=True) for _, role in line
    }
    assert roles <= set(STYLES)


def test_a_console_that_is_not_utf_8_gets_ascii() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", errors="strict")
    print_report(sequential(), Console(file=stream, width=80))
    stream.flush()
    assert raw.getvalue().isascii()


def hostile(text: str) -> Report:
    """A report with the same text wherever a learner's or author's text can be."""
    inner = ErrorInfo(text, text, (text,))
    error = ErrorInfo(text, text, (text,), (Frame(text, 1, text), Frame(text, 2, "  " + text)), 3, 9, (text,), (inner,))
    row = TaskLine(text, (Span(SpanState.RUNNING, 0, 1),), TaskEnding.DONE)
    run = Observation(Ending.RAISED, error=error, stdout=text, stderr=text, timeline=Timeline(1.0, (row,)))
    failed = check(
        "a", text, CheckStatus.FAILED, comparison=Comparison("==", text, text + "x"), runs=(run,), message=text
    )
    told = Diagnosis("raised", text, text, text, Place(3, 4, text), "test_a")
    return report(failed, diagnoses=(told,), remarks=(text,), title=text, file=text, exercise=text)


@settings(deadline=None)
@given(st.just(HOSTILE) | st.text(st.characters(exclude_categories=()), max_size=30))
def test_no_learner_text_reaches_the_terminal_unescaped(text: str) -> None:
    for encoding in ("utf-8", "ascii", "cp1252"):
        shown = plain(hostile(text), 80, encoding, verbose=True)
        shown.encode(encoding)
        assert all(char.isprintable() for char in shown.replace("\n", ""))
        assert not set("\x1b\x07\r\x00\x08\u202e\u2066") & set(shown)


def test_markup_is_not_read() -> None:
    shown = printed(hostile("[red]x[/red] [link=http://a]b[/link] :smile:"), colour=False)
    assert "[red]x[/red] [link=http://a]b[/link] :smile:" in shown


def test_hidden_inputs_show_nothing_of_the_run() -> None:
    made = REPORTS["hidden-inputs"]()
    assert "secret" not in plain(made, verbose=True)
    assert "41" not in plain(made, verbose=True)


def test_the_caret_stands_under_its_column_whatever_comes_before() -> None:
    told = Diagnosis("raised", "w", "y", "n?", Place(7, 8, "\tä字 = f(x)"), "test_a")
    lines = plain(report(check("a", "A", CheckStatus.FAILED), diagnoses=(told,))).splitlines()
    at = next(i for i, line in enumerate(lines) if "7 |" in line)
    one_character_takes_two_columns = 1
    assert lines[at + 1].index("^") == lines[at].index("x)") + one_character_takes_two_columns


def test_a_long_line_is_cut_around_the_caret() -> None:
    text = "x = [" + "1, " * 60 + "oops" + ", 2" * 60 + "]"
    told = Diagnosis("syntax-error", "w", "y", "n?", Place(1, text.index("oops"), text))
    lines = plain(report(check("a", "A"), diagnoses=(told,))).splitlines()
    at = next(i for i, line in enumerate(lines) if "oops" in line)
    assert lines[at].index("oops") == lines[at + 1].index("^")
    assert len(lines[at]) <= 80


def test_deep_tracebacks_are_shortened() -> None:
    frames = tuple(Frame("f", 2, "    f()") for _ in range(50))
    run = Observation(Ending.RAISED, error=ErrorInfo("RecursionError", "too deep", frames=frames))
    told = Diagnosis("raised", "w", "y", "n?", None, "test_a")
    shown = plain(report(check("a", "A", CheckStatus.FAILED, runs=(run,)), diagnoses=(told,)))
    assert shown.count("line 2 in f") == 6
    assert "… 44 more" in shown


def test_a_frame_without_its_text_is_only_named() -> None:
    run = Observation(
        Ending.RAISED,
        error=ErrorInfo("E", "m", frames=(Frame("g", 4), Frame("f", 3, "stripped()")), column=8, end_column=18),
    )
    told = Diagnosis("raised", "w", "y", "n?", None, "test_a")
    shown = plain(report(check("a", "A", CheckStatus.FAILED, runs=(run,)), diagnoses=(told,)))
    assert "    line 4 in g\n    line 3 in f\n      3 | stripped()\n" in shown
    assert "^" not in shown


def test_much_output_is_shortened_unless_all_is_wanted() -> None:
    run = Observation(Ending.RETURNED, stdout="\n".join(f"line {n}" for n in range(40)))
    told = Diagnosis("wrong-value", "w", "y", "n?", None, "test_a")
    made = report(check("a", "A", CheckStatus.FAILED, runs=(run,)), diagnoses=(told,))
    assert "… 28 more lines" in plain(made)
    assert "line 39" in plain(made, verbose=True)


def test_a_diagnosis_of_an_unknown_check_stands_alone() -> None:
    told = Diagnosis("raised", "What it was.", "y", "n?", None, "test_gone")
    assert "What it was." in plain(report(check("a", "A"), diagnoses=(told,)))


def test_a_report_without_checks() -> None:
    assert "0 of 0 points" in plain(report())


def test_the_error_stream_is_shown_only_where_it_says_more() -> None:
    assert "standard error" in plain(exception())
    told = replace(exception().diagnoses[0], slug="nested-run")
    assert "standard error" not in plain(replace(exception(), diagnoses=(told,)))


def test_no_timeline_where_no_time_passed() -> None:
    row = TaskLine("main", (Span(SpanState.RUNNING, 0, 0),), TaskEnding.DONE)
    told = Diagnosis("wrong-value", "w", "y", "n?", None, "test_a")

    def shown(end: float) -> str:
        run = Observation(Ending.RETURNED, timeline=Timeline(end, (row,)))
        return plain(report(check("a", "A", CheckStatus.FAILED, runs=(run,)), diagnoses=(told,)))

    assert "What your tasks did" in shown(1.0)
    assert "What your tasks did" not in shown(0.0)


@pytest.mark.parametrize("columns", [10, 40, 80, 120, 300])
def test_any_width_is_borne(columns: int) -> None:
    for make in (passed, output, sequential):
        assert plain(make(), columns)


@pytest.mark.parametrize(
    ("value", "shown"), [(2.0, "2"), (0.5, "0.5"), (0.0, "0"), (1 / 3, "0.33"), (10.0, "10"), (100.0, "100")]
)
def test_points(value: float, shown: str) -> None:
    assert points(value) == shown


def test_rich_is_imported_only_to_print() -> None:
    program = "import sys, grader.reports.terminal, grader.reports.json_report; sys.exit('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_several_lines_are_shown_in_order_as_they_stand_to_one_another() -> None:
    place = Place(10, 8, "        b()", ((9, "    if a:"), (12, "    c()")))
    told = Diagnosis("wrong-value", "It went wrong.", "", "", place, "test_overlap")
    lines = plain(replace(sequential(), diagnoses=(told,))).splitlines()
    start = next(number for number, line in enumerate(lines) if "WHERE" in line)
    assert [line.rstrip() for line in lines[start : start + 4]] == [
        "  WHERE  lines 9, 10 and 12 of two_tasks.py",
        "          9 | if a:",
        "      >  10 |     b()",
        "         12 | c()",
    ]
