"""A report in words alone."""

from __future__ import annotations

import pytest
from report_builders import hidden_inputs, passed, sequential, syntax_error, ungraded

from grader.model import Report, Span, SpanState, TaskEnding, TaskLine, Timeline
from grader.reports.page import Page, as_text
from grader.reports.spoken import layout
from grader.reports.terminal import plain


def spoken(report: Report, columns: int = 100) -> str:
    return as_text(layout(report, columns, "utf-8"))


@pytest.mark.parametrize("make", [hidden_inputs, passed, sequential, syntax_error, ungraded])
def test_says_what_the_drawn_one_says_and_draws_nothing(make: object) -> None:
    assert callable(make)
    report = make()
    words = spoken(report).replace(": ", " ").split()
    for label in ("WHAT", "WHERE", "WHY", "NEXT"):
        assert (label in words) == (label in plain(report).split())
    text = spoken(report)
    assert "--" not in text
    for sign in "✓✗─█●▓":
        assert sign not in text


def test_the_verdict_comes_first() -> None:
    assert spoken(passed()).splitlines()[0].endswith(f": passed, {passed().score:g} of {passed().max_score:g} points")


def page() -> Page:
    """The page that a spoken report is laid out on."""
    from grader.reports.spoken import _WORDS, _SpokenPage

    return _SpokenPage(100, "utf-8", _WORDS, False, "x.py")


def test_the_timeline_comes_as_sentences() -> None:
    timeline = Timeline(
        3.0,
        (
            TaskLine(
                "main",
                (
                    Span(SpanState.RUNNING, 0.0, 0.0),
                    Span(SpanState.WAITING, 0.0, 2.0),
                    Span(SpanState.BLOCKING, 2.0, 3.0),
                ),
                TaskEnding.DONE,
            ),
            TaskLine("job", (Span(SpanState.SLEEPING, 0.5, 3.0),), TaskEnding.PENDING),
            TaskLine("none", (), TaskEnding.CANCELLED),
        ),
    )
    assert as_text(page().timeline(timeline)).splitlines() == [
        "",
        "  What your tasks did, by the clock of the event loop:",
        "  main: waited from 0s to 2s, blocked the loop from 2s to 3s, done at 3s.",
        "  job: slept from 0.5s to 3s, still pending at the end.",
        "  none: cancelled at 0s.",
    ]


def test_a_long_timeline_is_cut_and_an_empty_one_left_out() -> None:
    task = TaskLine("t", (Span(SpanState.RUNNING, 0.0, 1.0),), TaskEnding.ERROR)
    lines = as_text(page().timeline(Timeline(1.0, (task,) * 14))).splitlines()
    assert len(lines) == 2 + 12 + 1
    assert lines[-1] == "  and 2 more tasks."
    assert list(page().timeline(Timeline(1.0))) == []
    assert list(page().timeline(None)) == []
