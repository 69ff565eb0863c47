"""Every form of the reports that the terminal's tests use: none fails, and hidden inputs stay hidden."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_builders import REPORTS

from grader.model import Learner
from grader.reports.export import to_path
from grader.reports.formats.common import Options
from grader.reports.formats.forms import FORMATS
from grader.reports.gradebook import CheckColumn, ExerciseColumn, GradedWork, MemoryGradebook, WorkStatus
from grader.reports.json_report import report_to_json

ANN = Learner("s1", "Ann", ids={"moodle_participant": "12", "canvas_id": "7"})


def gradebook(name: str) -> MemoryGradebook:
    report = REPORTS[name]()
    column = ExerciseColumn(
        "two-tasks",
        report.title,
        "01",
        report.max_score,
        tuple(CheckColumn(check.id, check.title, check.max_score) for check in report.checks),
    )
    work = GradedWork(
        ANN,
        "two-tasks",
        WorkStatus(report.status),
        report.score,
        report.max_score,
        report.score,
        report.max_score,
        report=report_to_json(report),
        source="import asyncio\n",
        source_name="two_tasks.py",
    )
    return MemoryGradebook("Course", (column,), (work,))


@pytest.mark.parametrize("form", FORMATS)
def test_no_report_is_too_much_for_a_form(form: str, tmp_path: Path) -> None:
    for name in REPORTS:
        target = tmp_path / f"{name}-out"
        to_path(gradebook(name), form, Options(canvas_ids={"two-tasks": "1"}), target)
        files = [path for path in (target, *target.rglob("*")) if path.is_file()]
        text = "".join(path.read_text(encoding="utf-8") for path in files)
        assert files
        if name == "hidden-inputs":
            assert "secret" not in text
            assert "Works for any input" in text or form in ("csv", "canvas", "github-classroom")
