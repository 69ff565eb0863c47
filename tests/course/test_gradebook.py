"""The gradebook: what the store holds, as the policy counts it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from course_stage import (
    NOW,
    PoolStandIn,
    judged,
    new_store,
    program,
    run_engine,
    take,
    work,
    write_course,
)

from grader.catalogue import Course
from grader.course.gradebook import open_gradebook
from grader.course.items import Graded, Item
from grader.course.store.decisions import Decision, decide
from grader.course.store.people import find_learner
from grader.course.store.taking import add_learners, replace_remarks
from grader.errors import CatalogueError, UserError
from grader.model import IntakeKind, Learner, Remark, Status
from grader.reports.gradebook import CheckColumn, ExerciseColumn, GradedWork, Override, Visibility, WorkStatus


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return write_course(tmp_path / "course", "answer", "other")


@pytest.fixture
def out(tmp_path: Path, course: Course) -> Path:
    """Ada passed both, Bob failed one, Cy handed in nothing, Dan's work could not be graded, Eve's waits."""
    folder = tmp_path / "out"
    with new_store(folder) as database:
        database.set_note("course-title", "asyncio-2026")
        answer, other = course.get("answer"), course.get("other")
        take(database, answer, [work("ada", program(42)), work("bob", program(1)), work("dan", program(42, "dan"))])

        def judge(item: Item) -> Graded:
            if "dan" in item.submission.source:
                return Graded(item.number, Status.UNGRADED, reason="no power")
            return judged(item)

        run_engine(database, answer, PoolStandIn(judge))
        take(database, other, [work("ada", program(42), "other")])
        run_engine(database, other, PoolStandIn())
        take(database, answer, [work("eve", program(42, "eve"))])
        add_learners(database, [Learner("cy", "Cy", "cy@example.org", "B", {"github": "cyb"})])
        replace_remarks(database, "in", [Remark(IntakeKind.MISSING, "roster", "nothing handed in", "cy", None)])
    return folder


def works(out: Path, learner: str | None = None) -> dict[tuple[str, str], GradedWork]:
    with open_gradebook(out, now=lambda: NOW) as book:
        return {(one.learner.key, one.exercise): one for one in book.works(learner)}


def test_the_course_is_described(out: Path, course: Course) -> None:
    with open_gradebook(out) as book:
        assert book.course_title == "asyncio-2026"
        assert len(book.salt) == 16
        check = CheckColumn("test_answer", "Gives the answer", 2.0)
        assert book.exercises[0] == ExerciseColumn("answer", "Give the answer", "00-numbers", 2.0, (check,))
        assert [learner.key for learner in book.learners()] == ["ada", "bob", "cy", "dan", "eve"]
        assert list(book.remarks()) == [Remark(IntakeKind.MISSING, "roster", "nothing handed in", "cy", None)]
        assert dict(book.visibility("answer")) == {"test_answer": Visibility.VISIBLE}
        assert dict(book.visibility("nothing")) == {}
    with open_gradebook(out) as again, open_gradebook(out) as book:
        assert again.salt == book.salt


def test_every_learner_stands_somewhere_in_every_exercise(out: Path) -> None:
    assert {key: one.status.value for key, one in works(out).items()} == {
        ("ada", "answer"): "passed",
        ("ada", "other"): "passed",
        ("bob", "answer"): "failed",
        ("bob", "other"): "missing",
        ("cy", "answer"): "missing",
        ("cy", "other"): "missing",
        ("dan", "answer"): "ungraded",
        ("dan", "other"): "missing",
        ("eve", "answer"): "ungraded",
        ("eve", "other"): "missing",
    }


def test_a_graded_work_tells_everything(out: Path) -> None:
    found = works(out, "ada")["ada", "answer"]
    assert (found.points, found.max_points, found.raw_score, found.raw_max) == (2.0, 2.0, 2.0, 2.0)
    assert (found.attempt, found.attempts, found.late, found.past_due) == (1, 1, "", False)
    assert found.submitted_at == NOW.isoformat()
    assert (found.source, found.source_name) == (program(42), "answer.py")
    assert found.report is not None
    assert (found.report["learner"], found.report["file"]) == ("ada", "answer.py")


def test_what_is_missing_has_no_report_and_no_attempt(out: Path) -> None:
    found = works(out, "cy")["cy", "answer"]
    assert (found.status, found.points, found.attempts, found.report) == (WorkStatus.MISSING, 0.0, 0, None)
    assert found.max_points == 2.0
    assert found.learner == Learner("cy", "Cy", "cy@example.org", "B", {"github": "cyb"})


@pytest.mark.parametrize(("learner", "reason"), [("dan", "no power"), ("eve", "it is not graded yet")])
def test_what_is_ungraded_has_a_report_that_says_why(out: Path, learner: str, reason: str) -> None:
    report = works(out, learner)[learner, "answer"].report
    assert report is not None
    assert (report["status"], report["reason"], report["learner"]) == ("ungraded", reason, learner)
    assert [check["status"] for check in report["checks"]] == ["ungraded"]
    assert report["submission_version"].startswith("sha256:")


def test_the_report_of_a_host_that_failed_is_shown(out: Path, course: Course) -> None:
    def judge(item: Item) -> Graded:
        graded = judged(item)
        return Graded(item.number, Status.UNGRADED, reason="late", report=graded.report)

    with new_store(out) as database:
        run_engine(database, course.get("answer"), PoolStandIn(judge))
    report = works(out, "eve")["eve", "answer"].report
    assert report == {"status": "passed", "checks": [], "learner": "eve", "file": "answer.py"}


def test_a_score_set_by_hand_takes_the_place_of_the_points(out: Path) -> None:
    with new_store(out) as database:
        decide(database, find_learner(database, "bob"), "answer", Decision(1.5, "ill", "t1"))
        decide(database, find_learner(database, "cy"), "other", Decision(1.0, "oral exam", "t2"))
    found = works(out)
    bob, cy = found["bob", "answer"], found["cy", "other"]
    assert (bob.points, bob.raw_score, bob.status, bob.override) == (
        1.5,
        0.0,
        WorkStatus.FAILED,
        Override(1.5, "ill", "t1"),
    )
    assert (cy.points, cy.status, cy.override) == (1.0, WorkStatus.MISSING, Override(1.0, "oral exam", "t2"))


POLICY = """\
format: 1
title: Concurrency
exercises:
  answer: {points: 10, due: "2026-02-27 12:00"}
late: {percent_per_day: 10}
attempts: best
"""


def test_the_policy_beside_the_results_decides(out: Path, course: Course) -> None:
    (out / "policy.yaml").write_text(POLICY, encoding="utf-8")
    with new_store(out) as database:
        early = work("bob", program(42), attempt=2)
        take(database, course.get("answer"), [early])
        run_engine(database, course.get("answer"), PoolStandIn())
        database.run("UPDATE work SET submitted_at = ? WHERE attempt = 2", (NOW - timedelta(days=1)).isoformat())
    found = works(out)
    bob = found["bob", "answer"]
    assert (bob.points, bob.max_points, bob.attempt, bob.attempts) == (9.0, 10.0, 2, 2)
    assert bob.late == "1 day late: 10 % off"
    assert bob.note == "the best of 2 attempts"
    assert bob.past_due
    assert found["cy", "answer"].past_due
    with open_gradebook(out) as book:
        assert book.course_title == "Concurrency"
        assert [column.max_points for column in book.exercises] == [10.0, 2.0]


def test_a_policy_with_mistakes_is_told(out: Path) -> None:
    (out / "policy.yaml").write_text("late: never\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"policy\.yaml:1"), open_gradebook(out):
        pass


def test_a_folder_without_results_has_no_gradebook(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="holds no results"), open_gradebook(tmp_path):
        pass


def test_a_gradebook_stays_as_it_was_opened_while_grading_goes_on(out: Path, course: Course) -> None:
    with open_gradebook(out) as book:
        before = [one.status for one in book.works()]
        with new_store(out) as database:
            run_engine(database, course.get("answer"), PoolStandIn())
        assert [one.status for one in book.works()] == before
    assert [one.status.value for one in works(out, "dan").values()] == ["passed", "missing"]
