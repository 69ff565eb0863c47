"""The book of feedback reads as it was accepted, and gives nothing away that it must not."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from functools import cache

import pytest
from golden_book import BOOK, book, check_pages, check_reports, differences, run_pages

from grader.catalogue import Course
from grader.checks.client import CheckHost
from grader.feedback.rules import RULES
from grader.model import Report, RunReport, Status

ON_ACCEPTED_PYTHON = sys.version_info[:2] == (3, 11)
GRADER_FRAME = re.compile(r"<grader|grader/|/site-packages/|/lib/python|<scenario>|<frozen|\.pyenv")
UNTAUGHT = {"00": ("await", "coroutine", "asyncio.run", "TaskGroup", " task"), "01": ("TaskGroup", "asyncio.run")}


@pytest.fixture(scope="module")
def reports(small_course: Course, host: CheckHost) -> list[tuple[str, str, Report]]:
    return list(check_reports(small_course, host))


@cache
def accepted() -> dict[str, str]:
    return book("run") | book("check")


def test_the_book_is_thick_enough() -> None:
    assert sum(name.endswith(".txt") for name in accepted()) >= 120


@pytest.mark.skipif(not ON_ACCEPTED_PYTHON, reason="messages of exceptions differ from one Python to the next")
def test_there_is_nothing_to_accept(run: Callable[[str], RunReport], reports: list[tuple[str, str, Report]]) -> None:
    assert "".join(differences(run_pages(run) | check_pages(reports))) == ""


@pytest.mark.parametrize("name", sorted(name for name in accepted() if not name.endswith(".py")))
def test_no_frame_of_the_grader_is_shown(name: str) -> None:
    assert GRADER_FRAME.search(accepted()[name]) is None


@pytest.mark.parametrize("name", sorted(name for name in accepted() if name.endswith(".json")))
def test_no_part_of_a_diagnosis_is_empty(name: str) -> None:
    form = json.loads(accepted()[name])
    found = [*form.get("diagnoses", []), *form["warnings"], *filter(None, [form.get("diagnosis")])]
    slugs = {rule.SLUG for rule in RULES}
    for diagnosis in found:
        assert diagnosis["what"].strip()
        if diagnosis["slug"] in slugs:
            assert diagnosis["page"] == f"slugs/{diagnosis['slug']}"
        if diagnosis["check"] is None:
            assert diagnosis["why"].strip()
            assert "?" in diagnosis["next"]


@pytest.mark.parametrize("name", sorted(name for name in accepted() if name.endswith(".txt")))
def test_no_label_stands_without_its_text(name: str) -> None:
    for line in accepted()[name].splitlines():
        assert not re.fullmatch(r"  (WHAT|WHERE|WHY|NEXT|MORE)\s*", line)


def test_no_line_of_a_hidden_check_is_shown(reports: list[tuple[str, str, Report]]) -> None:
    told = accepted()
    for path in (BOOK / "course/exercises").rglob("*_checks.py"):
        exercise = path.stem.removesuffix("_checks").replace("_", "-")
        lines = {line.strip() for line in path.read_text(encoding="utf-8").splitlines() if len(line.strip()) > 25}
        hidden = {line for line in lines if not line.startswith(("import", "from", "#", '"', 'f"'))}
        for name, source, _ in reports:
            if name.startswith(exercise):
                theirs = [line for line in hidden if line not in source]
                assert not [line for line in theirs if line in told[f"check/{name}.txt"] + told[f"check/{name}.json"]]


def test_no_answer_to_an_open_gap_is_shown(reports: list[tuple[str, str, Report]], small_course: Course) -> None:
    answers = {e.id: {gap.name: gap.answer for gap in e.gaps} for e in small_course.load_all()}
    for name, source, report in reports:
        for gap in report.open_gaps:
            answer = answers[report.exercise][gap.name]
            told = " ".join(d.what + d.why + d.next for d in (*report.diagnoses, *report.warnings))
            assert answer not in told or answer in source, (name, gap.name)


def test_no_word_comes_before_its_chapter(reports: list[tuple[str, str, Report]], small_course: Course) -> None:
    exercises = {e.id: e for e in small_course.load_all()}
    for name, source, report in reports:
        exercise = exercises[report.exercise]
        known = exercise.prompt + exercise.starter + source
        written = "".join(m.message for m in exercise.misconceptions)
        for diagnosis in (*report.diagnoses, *report.warnings):
            told = diagnosis.why + diagnosis.next + ("" if diagnosis.what in written else diagnosis.what)
            for word in UNTAUGHT.get(exercise.chapter[:2], ()):
                assert word not in told or word in known or diagnosis.what.strip() in written, (name, word)


def test_right_answers_pass_without_a_warning(reports: list[tuple[str, str, Report]]) -> None:
    for name, _, report in reports:
        if "-wrong-" not in name and not name.endswith("-starter"):
            assert (name, report.status, report.warnings) == (name, Status.PASSED, ())
