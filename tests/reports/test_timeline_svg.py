"""The picture is well formed, escaped, and says in words what it shows."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from grader.model import Span, SpanState, TaskEnding, TaskLine, Timeline
from grader.reports.timeline_svg import draw_svg

SPANS = (Span(SpanState.RUNNING, 0, 0), Span(SpanState.SLEEPING, 0, 1), Span(SpanState.BLOCKING, 1, 2))


def parsed(timeline: Timeline) -> ET.Element:
    return ET.fromstring(draw_svg(timeline))  # noqa: S314 - as above


def texts(timeline: Timeline) -> str:
    return " ".join(parsed(timeline).itertext())


@pytest.mark.parametrize("ending", TaskEnding)
def test_each_state_and_ending_is_said_in_words(ending: TaskEnding) -> None:
    said = texts(Timeline(2.0, (TaskLine("Task-1:main", SPANS, ending),)))
    words = {"done": "done", "error": "error", "cancelled": "cancelled", "pending": "still pending"}
    assert words[ending.value] in said
    assert "sleeping, 0s to 1s" in said
    assert "blocked the loop, 1s to 2s" in said
    assert "1 task in 2s of loop time" in said


def test_names_cannot_break_out_of_the_picture() -> None:
    hostile = '</svg><script>alert("x")</script>\x1b[31m'
    root = parsed(Timeline(1.0, (TaskLine(hostile, SPANS, TaskEnding.DONE),)))
    assert all(not element.tag.endswith("script") for element in root.iter())
    assert "\x1b" not in draw_svg(Timeline(1.0, (TaskLine(hostile, SPANS, TaskEnding.DONE),)))


def test_a_run_that_took_no_time_and_one_without_tasks() -> None:
    assert "0s" in texts(Timeline(0.0, (TaskLine("a", (), TaskEnding.PENDING),)))
    assert "0 tasks in 0s" in texts(Timeline(0.0))


def test_many_tasks_are_counted() -> None:
    many = tuple(TaskLine(f"t{n}", SPANS, TaskEnding.DONE) for n in range(45))
    assert "and 5 more tasks" in texts(Timeline(2.0, many))


def test_long_bars_stay_inside() -> None:
    root = parsed(Timeline(2.0, (TaskLine("a", (Span(SpanState.WAITING, 0, 99),), TaskEnding.DONE),)))
    widths = [float(e.attrib["width"]) for e in root.iter() if e.tag.endswith("rect")]
    assert max(widths) <= 560
