from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from invoking import Invoke
from small_course import EXERCISE, HostStandIn, out_of_order, write_course

from grader.catalogue import Course, python_allows, shipped_course
from grader.cli import demo
from grader.cli.demo_cases import Case, Kind, cases, surprises
from grader.cli.settings import ExitCode
from grader.grade import grade
from grader.model import CheckStatus, Report


@pytest.fixture
def invoke(capsys: pytest.CaptureFixture[str]) -> Invoke:
    return Invoke(capsys)


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> HostStandIn:
    stand_in = HostStandIn()
    monkeypatch.setattr(demo, "open_host", stand_in)
    return stand_in


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_course(tmp_path)


def test_every_verdict_as_expected(invoke: Invoke, host: HostStandIn, course: Path) -> None:
    ended = invoke("--course", str(course), "demo")
    assert (ended.code, ended.err) == (ExitCode.OK, "")
    assert ended.out.splitlines()[:2] == [
        "exercise  solution  starter  wrong answers  accepted",
        "add-one   ok        ok       1 of 1         1 of 1",
    ]
    assert "4 programs graded in " in ended.out
    assert ended.out.endswith(
        " s (1 solution, 1 starter, 1 wrong answer, 1 accepted answer): every verdict is the expected one.\n"
    )
    assert "You doubled it." not in ended.out


def test_only_the_exercises_named(invoke: Invoke, host: HostStandIn, course: Path) -> None:
    assert "4 programs graded" in invoke("--course", str(course), "demo", "add-one").out
    ended = invoke("--course", str(course), "demo", "add-ome")
    assert ended.code == ExitCode.USAGE
    assert "add-one" in ended.err


def test_the_feedback_of_chosen_answers_is_shown(
    invoke: Invoke, host: HostStandIn, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "SHOWN", (("add-one", "doubled"), ("add-one", "nothing-of-that-name")))
    out = invoke("--course", str(course), "demo").out
    assert "add-one wrong answer twice" in out
    assert "return number * 2" in out
    assert "You doubled it." in out


def test_all_feedback_is_shown_when_asked(invoke: Invoke, host: HostStandIn, course: Path) -> None:
    out = invoke("--course", str(course), "demo", "--all").out
    for heading in ("solution", "starter", "wrong answer twice", "accepted answer turned"):
        assert f"add-one {heading}" in out


def test_an_unexpected_verdict_is_told_and_fails(
    invoke: Invoke, host: HostStandIn, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "judge", lambda source: CheckStatus.PASSED)
    ended = invoke("--course", str(course), "demo")
    assert ended.code == ExitCode.NOT_PASSED
    assert "add-one   ok        NOT OK   0 of 1         1 of 1\n" in ended.out
    assert "wrong answer twice: passed" in ended.out
    assert "2 verdicts are not the expected ones" in ended.out


def test_as_json(invoke: Invoke, host: HostStandIn, course: Path) -> None:
    ended = invoke("--course", str(course), "demo", "--format", "json")
    assert (ended.code, ended.err) == (ExitCode.OK, "")
    assert [(row["kind"], row["id"], row["expected"]) for row in ended.json] == [
        ("solution", "", True),
        ("starter", "", True),
        ("wrong answer", "twice", True),
        ("accepted answer", "turned", True),
    ]
    assert ended.json[2]["report"]["status"] == "failed"


def test_what_this_python_cannot_run_is_left_out(invoke: Invoke, host: HostStandIn, tmp_path: Path) -> None:
    later = EXERCISE.replace("minutes: 5", 'python: ">=3.99"')
    ended = invoke("--course", str(write_course(tmp_path, later)), "demo")
    assert ended.code == ExitCode.OK
    assert "add-one   needs Python >=3.99" in ended.out
    assert host.graded == []


def test_an_accepted_answer_for_a_later_python_is_left_out(tmp_path: Path) -> None:
    later = EXERCISE.replace("{id: turned,", '{id: turned, python: ">=3.99",')
    course = Course(write_course(tmp_path, later))
    assert Kind.ACCEPTED not in {case.kind for case in cases(course.get("add-one"), course)}


# ---------------------------------------------------------------------------------------------------- surprises


@pytest.fixture
def all_cases(course: Path) -> dict[Kind, Case]:
    found = Course(course)
    return {case.kind: case for case in cases(found.get("add-one"), found)}


def report(case: Case) -> Report:
    with HostStandIn() as host:
        return grade(case.exercise, case.submission, runner=host)


@pytest.mark.parametrize("kind", Kind)
def test_no_surprise(all_cases: dict[Kind, Case], kind: Kind) -> None:
    assert surprises(all_cases[kind], report(all_cases[kind])) == ()


@pytest.mark.parametrize("kind", Kind)
def test_ungraded_is_always_a_surprise(all_cases: dict[Kind, Case], kind: Kind) -> None:
    case = all_cases[kind]
    with HostStandIn(out_of_order) as host:
        ungraded = grade(case.exercise, case.submission, runner=host)
    assert surprises(case, ungraded) == ("not graded: the check host ended",)


def test_a_solution_without_full_marks(all_cases: dict[Kind, Case]) -> None:
    failed = report(all_cases[Kind.WRONG])
    assert surprises(all_cases[Kind.SOLUTION], failed) == ("earned 0 of 2 points; not passed: test_adds",)


def test_a_starter_that_passes_or_whose_gaps_are_not_named(all_cases: dict[Kind, Case]) -> None:
    starter = all_cases[Kind.STARTER]
    passed = report(all_cases[Kind.SOLUTION])
    assert surprises(starter, passed) == ("passed", "open gaps not named: next")


def test_a_wrong_answer_that_nobody_catches(all_cases: dict[Kind, Case]) -> None:
    wrong = all_cases[Kind.WRONG]
    passed = report(all_cases[Kind.SOLUTION])
    assert surprises(wrong, passed) == (
        "passed",
        "not caught by test_adds, which is passed",
        "earned 2 points, at most 0 expected",
        "its message is not in the report",
    )
    assert surprises(wrong, replace(passed, checks=()))[1] == "not caught by test_adds, which is not in the report"


# ---------------------------------------------------------------------------------------------------- the real thing


def test_the_shipped_course_has_what_is_to_be_shown() -> None:
    wrong = {(exercise.id, m.slug) for exercise in shipped_course().load_all() for m in exercise.misconceptions}
    assert set(demo.SHOWN) - wrong == set()


def test_the_shipped_course_through_the_real_path(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("GRADER_COURSE", raising=False)
    monkeypatch.chdir(tmp_path)
    names = [exercise_id for exercise_id, _ in demo.SHOWN]
    ended = invoke("demo", *names, "eager-tasks")
    assert (ended.code, ended.err) == (ExitCode.OK, "")
    for exercise in map(shipped_course().get, (*names, "eager-tasks")):
        graded = "ok +ok " if python_allows(exercise.python) else "needs Python "
        assert re.search(rf"^{exercise.id} +{graded}", ended.out, re.MULTILINE)
    for exercise_id in names:
        assert f"\n{exercise_id} wrong answer " in ended.out
    assert ended.out.endswith("every verdict is the expected one.\n")
