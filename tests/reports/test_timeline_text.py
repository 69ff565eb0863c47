"""Timelines drawn with characters."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from report_builders import STAIRCASE

from grader.model import Span, SpanState, TaskEnding, TaskLine, Timeline
from grader.reports.text import ASCII, UNICODE, width
from grader.reports.timeline_text import draw

S = SpanState


def test_the_legend_explains_only_what_occurs() -> None:
    timeline = Timeline(1.0, (TaskLine("main", (Span(S.SLEEPING, 0, 1),), TaskEnding.DONE),))
    assert draw(timeline, 40, ASCII, "ascii")[-1] == ". sleeping   * done"


def test_instants_that_float_sums_miss_share_a_column() -> None:
    tasks = tuple(TaskLine("t", (Span(S.SLEEPING, 0, end),), TaskEnding.DONE) for end in (0.1 + 0.2, 0.3))
    _, first, second, *_ = draw(Timeline(0.6, tasks), 43, ASCII, "ascii")
    assert first == second


def test_many_tasks_are_cut_short() -> None:
    tasks = tuple(TaskLine(f"t{n}", (), TaskEnding.DONE) for n in range(30))
    assert "… and 18 more tasks" in draw(Timeline(1.0, tasks), 60, UNICODE, "utf-8")


def test_long_and_hostile_names_keep_their_place() -> None:
    tasks = (
        TaskLine("\x1b[2J" + "x" * 50, (Span(S.RUNNING, 0, 0),), TaskEnding.DONE),
        TaskLine("b", (), TaskEnding.DONE),
    )
    _, first, second, _ = draw(Timeline(1.0, tasks), 60, UNICODE, "utf-8")
    assert first.startswith("<ESC>[2Jxxx")
    assert first.index("●") == second.index("●")


def test_a_run_that_took_no_time() -> None:
    assert draw(Timeline(0.0, (TaskLine("t", (Span(S.RUNNING, 0, 0),), TaskEnding.DONE),)), 40, ASCII, "ascii")[:2] == [
        "   0s",
        "t  *",
    ]


@settings(deadline=None)
@given(st.integers(38, 200), st.floats(0, 1e6))
def test_no_line_is_wider_than_the_page(columns: int, end: float) -> None:
    timeline = Timeline(end, STAIRCASE.tasks)
    assert all(width(line) <= columns for line in draw(timeline, columns, UNICODE, "utf-8")[:-3])
