"""``csv``, ``canvas`` and ``moodle`` read back as their importers read them; no cell of them is a formula."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import Any

import pytest
from class_builder import HOSTILE_NAMES, GeneratedClass
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.model import Learner
from grader.reports.formats.cells import neutral, read, row
from grader.reports.formats.common import FormatProblem, Options, Tally
from grader.reports.formats.forms import FORMATS, OneFile
from grader.reports.gradebook import ExerciseColumn, GradedWork, MemoryGradebook, Override, WorkStatus
from grader.reports.selection import Selection

CLASS = GeneratedClass(40, 3)


def export(form: str, gradebook: Any, **options: Any) -> tuple[list[list[str]], Tally]:
    chosen, tally = FORMATS[form], Tally()
    assert isinstance(chosen, OneFile)
    text = "".join(chosen.write(gradebook, Options(**options), tally))
    return list(csv.reader(io.StringIO(text, newline=""), strict=True)), tally


def one_work(points: float = 2.5, **more: Any) -> MemoryGradebook:
    learner = more.pop("learner", Learner("s1", "Ann Other", "ann@example.org", ids={"moodle_participant": "12"}))
    work = GradedWork(learner, "two-tasks", more.pop("status", WorkStatus.FAILED), points, 4.0, 2.5, 4.0, **more)
    return MemoryGradebook("Course", (ExerciseColumn("two-tasks", "Two (2) tasks", "01", 4.0),), (work,))


# ------------------------------------------------------------------------------------------------------- formulas


@settings(deadline=None)
@given(st.text())
def test_no_text_becomes_a_formula_and_none_is_lost(text: str) -> None:
    [[cell]] = read(row([text]) if text else row(["x"]))
    first = cell.lstrip(" \u00a0\ufeff\u200b\u200e\u200f\u2066\u2067\u2068\u2069")[:1]
    assert first not in "=+-@\t\uff1d\uff0b\uff0d\uff20" or first == "" or cell == "-"
    if text.isprintable() and text[:1].isalpha():
        assert cell == text


@pytest.mark.parametrize("text", ["=cmd()", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\u200e=1", "\x01=1", "\uff1dcmd()"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert neutral(text) == "'" + text
    assert neutral(neutral(text)) == neutral(text)


def test_what_is_left_out_of_a_cell_hides_no_formula() -> None:
    assert neutral("\x00=cmd()") == "'=cmd()"


def test_a_dash_alone_stays_as_moodle_writes_it() -> None:
    assert neutral("-") == "-"


@pytest.mark.parametrize("form", ["csv", "canvas"])
def test_hostile_names_come_back_whole(form: str) -> None:
    rows, _ = export(form, CLASS, canvas_ids={"hello-stop": "1"})
    cells = {cell for line in rows for cell in line}
    for name in HOSTILE_NAMES:
        assert name in cells or "'" + name in cells
    assert not any(re.match("[=+@]", cell) for cell in cells)


# ------------------------------------------------------------------------------------------------------------ csv


def test_csv_has_a_row_for_each_learner_and_empty_cells_for_what_has_no_grade() -> None:
    rows, tally = export("csv", CLASS)
    lines = [dict(zip(rows[0], line, strict=True)) for line in rows[1:]]
    works = {(work.learner.key, work.exercise): work for work in CLASS.works()}
    assert len(lines) == CLASS.size
    for line in lines:
        mine = [works[line["learner"], column.id] for column in CLASS.exercises]
        assert [line[work.exercise] for work in mine] == [f"{w.points:g}" if w.has_grade else "" for w in mine]
        assert float(line["total"]) == pytest.approx(sum(work.points for work in mine if work.has_grade))
        assert int(line["ungraded"]) == sum(w.status is WorkStatus.UNGRADED and not w.has_grade for w in mine)
    assert tally.written + tally.ungraded + tally.missing == len(works)


def test_csv_per_work_tells_the_details() -> None:
    rows, _ = export("csv", CLASS, per_work=True)
    lines = [dict(zip(rows[0], line, strict=True)) for line in rows[1:]]
    assert len(lines) == CLASS.size * 3
    late = next(line for line in lines if line["late"])
    assert late["late"] == "3 hours late: 10 % off."
    ungraded = next(line for line in lines if line["status"] == "ungraded" and not line["override_reason"])
    assert (ungraded["points"], ungraded["raw_score"], ungraded["checks"]) == ("", "", "")
    assert any(line["diagnoses"] == "sequential-await" and line["checks_passed"] == "1" for line in lines)


# --------------------------------------------------------------------------------------------------------- canvas


def test_canvas_finds_learners_and_assignments() -> None:
    rows, tally = export("canvas", CLASS, canvas_ids={"hello-stop": "11", "set-result": "33"})
    head, possible, *lines = rows
    assert head[:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert [re.search(r"\((\d+)\)$", title)[1] for title in head[5:]] == ["11", "33"]  # type: ignore[index]  # else the test fails
    assert possible[0].strip() == "Points Possible"
    assert possible[5:] == ["4", "4"]
    works = {(work.learner.ids["canvas_id"], work.exercise): work for work in CLASS.works()}
    for line in lines:
        given_points = [works[line[1], name] for name in ("hello-stop", "set-result")]
        assert line[5:] == [f"{work.points:g}" if work.has_grade else "" for work in given_points]
    assert list(tally.notes) == ["Without an assignment id, so not in the file: two-tasks."]


def test_canvas_sees_one_id_behind_a_title_with_brackets() -> None:
    rows, tally = export("canvas", one_work(), canvas_ids={"two-tasks": "7"})
    assert rows[0][-1] == "Two [2] tasks (7)"
    assert list(tally.notes) == ["A learner has no Canvas id, SIS user id or SIS login id: Canvas will ask who it is."]


def test_canvas_tells_of_an_id_that_had_to_be_neutralised() -> None:
    learner = Learner("s1", "Ann", ids={"sis_login_id": "@ann"})
    rows, tally = export("canvas", one_work(learner=learner), canvas_ids={"two-tasks": "7"})
    assert rows[2][3] == "'@ann"
    assert list(tally.notes) == ["An id begins like a formula and was neutralised: Canvas will ask who it is."]


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        ({}, "Canvas needs the id of each assignment"),
        ({"nothing": "7"}, "there is no exercise 'nothing'"),
        ({"two-tasks": "https://x/7"}, "is no id of a Canvas assignment"),
    ],
)
def test_canvas_never_makes_a_new_assignment(ids: dict[str, str], message: str) -> None:
    with pytest.raises(FormatProblem, match=message):
        export("canvas", one_work(), canvas_ids=ids)
    with pytest.raises(FormatProblem, match=r"there is no exercise|--assignment EXERCISE"):
        export("canvas", MemoryGradebook("Course", (), ()), canvas_ids=ids)


# --------------------------------------------------------------------------------------------------------- moodle

WORKSHEET = (
    "\ufeffIdentifier,Full name,Email address,Status,Maximum grade,Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\r\n"
    "Participant 12,Ann Other,ann@example.org,Submitted,10.00,,Yes,-,-,\r\n"
    'Participant 13,"O\'Hara, Bo",bo@example.org,Submitted,10.00,5.00,Yes,-,"Monday, 2 March 2026, 9:00 AM",Old\r\n'
    "Participant 14,=cmd(),,No submission,10.00,,Yes,-,-,\r\n"
)


def moodle_import(rows: list[list[str]]) -> dict[int, tuple[float, str]]:
    """What Moodle takes: by the number behind "Participant ", a grade in range, the feedback."""
    at = {name: place for place, name in enumerate(rows[0])}
    assert {"Identifier", "Grade", "Last modified (grade)"} <= set(at)
    taken = {}
    for cells in rows[1:]:
        person = int(cells[at["Identifier"]][len("Participant ") :])
        grade = cells[at["Grade"]]
        if grade and 0 <= float(grade) <= float(cells[at["Maximum grade"]]):
            taken[person] = (float(grade), cells[at["Feedback comments"]])
    return taken


def test_a_worksheet_is_filled_in_and_nothing_else_of_it_changes() -> None:
    rows, tally = export("moodle", one_work(), worksheet=WORKSHEET)
    before = read(WORKSHEET)
    assert rows[0] == list(before[0])
    assert rows[2] == list(before[2])
    assert rows[3][1] == "'=cmd()"
    assert moodle_import(rows) == {12: (6.25, ""), 13: (5.0, "Old")}
    assert tally.notes["Grades were scaled from 4 to the 10 points of the worksheet."] == 1
    assert tally.notes["A row of the worksheet has no learner here, and stays as it was."] == 2


@pytest.mark.parametrize(
    "learner",
    [
        Learner("x", "Somebody", ids={"moodle_participant": "Participant 13"}),
        Learner("x", "Somebody", "BO@example.org"),
        Learner("x", "o'hara,  bo"),
    ],
)
def test_a_learner_is_found_in_the_worksheet_by_what_is_known(learner: Learner) -> None:
    rows, _ = export("moodle", one_work(learner=learner), worksheet=WORKSHEET)
    assert moodle_import(rows)[13][0] == 6.25


def test_a_learner_who_is_not_in_the_worksheet_is_told_of() -> None:
    _, tally = export("moodle", one_work(learner=Learner("x", "Nobody")), worksheet=WORKSHEET)
    assert tally.notes["A learner is not in the worksheet, so the grade has no place."] == 1


def test_a_grade_out_of_range_would_be_skipped_so_it_is_capped_and_told_of() -> None:
    rows, tally = export("moodle", one_work(points=5.0), worksheet=WORKSHEET)
    assert moodle_import(rows)[12][0] == 10.0
    assert tally.notes["A grade is above the maximum: Moodle would skip it, so the maximum was written."] == 1


def test_a_work_without_a_verdict_leaves_the_grade_of_the_worksheet() -> None:
    learner = Learner("x", "O'Hara, Bo")
    rows, tally = export("moodle", one_work(learner=learner, status=WorkStatus.UNGRADED), worksheet=WORKSHEET)
    assert moodle_import(rows)[13] == (5.0, "Old")
    assert tally.ungraded == 1


def test_feedback_goes_to_moodle_as_html_that_holds_no_markup_of_a_learner() -> None:
    gradebook = GeneratedClass(60, 1)
    rows, _ = export("moodle", gradebook)
    feedback = [text for _, text in moodle_import(rows).values() if text]
    assert any("Side by side they would take 1s.<br>" in text for text in feedback)
    assert not any(re.search(r"<(?!br>)", text) for text in feedback)


def test_without_a_worksheet_rows_are_made_for_known_participants() -> None:
    rows, _ = export("moodle", one_work())
    assert rows[1][:6] == ["Participant 12", "Ann Other", "ann@example.org", "4", "2.5", "-"]
    rows, tally = export("moodle", one_work(learner=Learner("x", "Ann")))
    assert len(rows) == 1
    assert tally.notes.total() == 1


def test_an_instructors_reason_is_in_the_feedback() -> None:
    rows, _ = export("moodle", one_work(override=Override(3.0, "Spoke <about> it")), worksheet=WORKSHEET)
    assert moodle_import(rows)[12][1] == "Points set by an instructor: Spoke &lt;about&gt; it"


@pytest.mark.parametrize("worksheet", ["", "Name,Grade\nAnn,1\n"])
def test_another_file_than_a_worksheet_is_refused(worksheet: str) -> None:
    with pytest.raises(FormatProblem, match="Download grading worksheet"):
        export("moodle", one_work(), worksheet=worksheet)


def test_moodle_takes_one_exercise_at_a_time() -> None:
    with pytest.raises(FormatProblem, match="--exercise"):
        export("moodle", CLASS)
    rows, _ = export("moodle", Selection(CLASS, ["two-tasks"]))
    assert len(moodle_import(rows)) > 30


def test_a_worksheet_without_a_maximum_or_with_a_strange_one_takes_points_as_they_are() -> None:
    for text in (WORKSHEET.replace("10.00", "Pass/fail"), WORKSHEET.replace("Maximum grade", "Most")):
        rows, _ = export("moodle", one_work(), worksheet=text)
        assert rows[1][5] == "2.5"


def test_a_column_of_a_learner_with_two_rows_of_one_name_is_not_guessed() -> None:
    doubled = WORKSHEET + "Participant 15,Ann Other,,Submitted,10.00,,Yes,-,-,\r\n"
    learner = replace(next(one_work().learners()), ids={}, email="")
    _, tally = export("moodle", one_work(learner=learner), worksheet=doubled)
    assert tally.notes["A learner is not in the worksheet, so the grade has no place."] == 1
