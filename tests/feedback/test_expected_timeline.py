"""The shape that an author gives stands below the timeline of a run that failed, in every form of the report."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from grader.catalogue import Course, find_course, load_exercise
from grader.checks.client import CheckHost
from grader.errors import CatalogueError
from grader.grade import grade
from grader.model import Report, Span, SpanState, Submission, TaskEnding, TaskLine, Timeline
from grader.reports import spoken, timeline_text
from grader.reports.json_report import report_to_json
from grader.reports.terminal import plain
from grader.reports.text import ASCII
from grader.reports.timeline_svg import draw_svg
from grader.submission import read_submission

ROOT = Path(__file__).parents[2]
WORK = Timeline(8.0, (TaskLine("main", (Span(SpanState.WAITING, 0, 8),), TaskEnding.DONE),))
SHAPE = Timeline(4.0, (TaskLine("a <b>", (Span(SpanState.WAITING, 0, 4),), TaskEnding.DONE),))


@pytest.fixture(scope="module")
def sequential(host: CheckHost, small_course: Course) -> Report:
    exercise = small_course.get("two-tasks")
    solution = small_course.solution_path(exercise).read_text(encoding="utf-8")
    wrong = solution.replace("loop.create_task(boil())", "loop.create_task(boil())\n    await water")
    return grade(exercise, Submission(wrong, exercise.main_file, "v"), runner=host)


def test_only_the_check_that_has_one_and_failed_shows_it(sequential: Report) -> None:
    shapes = {check.id: check.expected_timeline for check in sequential.checks}
    assert [name for name, shape in shapes.items() if shape] == ["test_both_run_at_the_same_time"]


def test_a_program_that_passes_sees_none(host: CheckHost, small_course: Course) -> None:
    exercise = small_course.get("two-tasks")
    report = grade(exercise, read_submission(small_course.solution_path(exercise)), runner=host)
    assert [check.expected_timeline for check in report.checks] == [None] * len(report.checks)


def test_hidden_inputs_hide_it(host: CheckHost, small_course: Course, sequential: Report) -> None:
    exercise = small_course.get("two-tasks")
    hiding = replace(exercise, checks=tuple(replace(check, hidden_inputs=True) for check in exercise.checks))
    wrong = small_course.solution_path(exercise).read_text(encoding="utf-8").replace("[water, bread]", "[water]")
    report = grade(hiding, Submission(wrong, exercise.main_file, "v"), runner=host)
    assert {check.expected_timeline for check in report.checks} == {None}


def test_it_stands_in_the_terminal(sequential: Report) -> None:
    lines = plain(sequential).splitlines()
    at = next(number for number, line in enumerate(lines) if line.strip() == timeline_text.EXPECTED)
    assert [line.split()[0] for line in lines[at + 1 : at + 3]] == ["boil", "toast"]


def test_it_stands_in_json(sequential: Report) -> None:
    check = report_to_json(sequential)["checks"][1]
    assert [task["name"] for task in check["expected_timeline"]["tasks"]] == ["boil", "toast"]


def test_it_is_spoken(sequential: Report) -> None:
    said = "".join(text for line in spoken.layout(sequential, 80, "utf-8") for text, _ in line)
    assert f"{timeline_text.EXPECTED}  boil: 0s to 5s.  toast: 0s to 3s." in said


@pytest.mark.parametrize("columns", [38, 80, 120])
def test_both_are_drawn_on_one_scale(columns: int) -> None:
    lines = timeline_text.draw(WORK, columns, ASCII, "ascii", SHAPE)
    assert all(len(line) <= columns for line in lines)
    mine, heading, theirs = lines[1:4]
    assert heading == timeline_text.EXPECTED
    assert mine.index("*") - mine.index("-") > 1.8 * (theirs.index("*") - theirs.index("-"))


def test_a_shape_longer_than_the_run_sets_the_scale() -> None:
    lines = timeline_text.draw(SHAPE, 60, ASCII, "ascii", WORK)
    assert lines[0].endswith("8s")


def test_the_picture_has_both_on_one_scale() -> None:
    picture = ET.fromstring(draw_svg(WORK, SHAPE))  # noqa: S314 - our own text
    said = list(picture.itertext())
    assert timeline_text.EXPECTED in said
    assert "a <b>" in said
    widths = [float(bar.get("width", "0")) for bar in picture.iter("{http://www.w3.org/2000/svg}rect")]
    assert widths[0] == pytest.approx(2 * widths[1], rel=0.01)


@pytest.mark.parametrize("name", ["two-tasks", "create-then-await"])
def test_the_solution_has_the_shape_that_its_author_gives(name: str, host: CheckHost) -> None:
    course = find_course(ROOT, Path.cwd(), {})
    exercise = course.get(name)
    report = grade(exercise, read_submission(course.solution_path(exercise)), runner=host)
    shapes = {check.id: check.expected_timeline for check in exercise.checks if check.expected_timeline is not None}
    assert shapes
    for result in report.checks:
        shape = shapes.get(result.id)
        if shape is not None:
            run = result.runs[-1].timeline
            assert run is not None
            assert stretches(shape) <= stretches(run)


def stretches(timeline: Timeline) -> Counter[tuple[float, float]]:
    """From when to when each row was under way."""
    return Counter((task.spans[0].start, task.spans[-1].end) for task in timeline.tasks)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("{boil: [5, 0]}", "before"),
        ("{boil: [0]}", "`boil` must have 2 items at least"),
        ("{boil: [0, 1, 2]}", "`boil` is longer than 2"),
        ("{boil: [-1, 2]}", "must be at least 0"),
        ("[0, 5]", "`expected_timeline` must hold keys"),
    ],
)
def test_a_shape_that_cannot_be_is_refused(written: str, words: str, small_course: Course, tmp_path: Path) -> None:
    exercise = small_course.get("two-tasks")
    original = small_course.path_of("two-tasks")
    folder = tmp_path / exercise.chapter
    folder.mkdir()
    text = original.read_text(encoding="utf-8").replace("{boil: [0, 5], toast: [0, 3]}", written)
    (folder / original.name).write_text(text, encoding="utf-8")
    (folder / "two_tasks_checks.py").write_bytes(original.with_name("two_tasks_checks.py").read_bytes())
    with pytest.raises(CatalogueError, match=words):
        load_exercise(folder / original.name)
