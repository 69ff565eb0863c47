"""The forms of other autograders read back under their own rules: what each requires, adds up, hides and refuses."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from class_builder import OUTCOMES, GeneratedClass, report_of
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.model import CheckStatus, Learner
from grader.reports.formats.classroom50 import Facts, moment, result
from grader.reports.formats.common import CheckView, Item, Options, Ungraded
from grader.reports.formats.forms import FORMATS, FilePerWork
from grader.reports.formats.gradescope import results
from grader.reports.formats.sharing import Line, distinct, lines, whole
from grader.reports.gradebook import GradedWork, Override, Visibility, WorkStatus

CLASS = GeneratedClass(3, 3)
COLUMN = CLASS.exercises[1]
ANN = Learner("s1", "Ann", ids={"github": "ann-hub"})
BY_SLUG = {outcome.slug or ("ungraded" if outcome.reason else "passed"): outcome for outcome in OUTCOMES}
FORMS = [name for name, form in FORMATS.items() if isinstance(form, FilePerWork)]
LAST = "test_overlap"


def item(slug: str = "sequential-await", visibility: Visibility | None = None, **more: Any) -> Item:
    """A work of that outcome; ``visibility`` is that of its last check, worth 2 of 4 points."""
    report = report_of(COLUMN, BY_SLUG[slug], ANN)
    score = float(report["score"])
    work = GradedWork(
        ANN, COLUMN.id, WorkStatus(report["status"]), score, 4.0, score, 4.0, report=report, source="x = 1\n"
    )
    return Item(COLUMN, replace(work, **more), {} if visibility is None else {LAST: visibility})


def written(form: str, given: Item, **options: Any) -> Any:
    chosen = FORMATS[form]
    assert isinstance(chosen, FilePerWork)
    text = chosen.write(given, Options(**options))
    if form == "github-classroom":
        assert re.fullmatch(r"[A-Za-z0-9+/]+=*\n", text)
        text = base64.b64decode(text).decode("utf-8")
    return json.loads(text)


# ----------------------------------------------------------------------------------------------------- Gradescope


def check_gradescope(data: dict[str, Any]) -> None:
    """The rules of the autograder specification: a score, or tests that all have one; known words; known keys."""
    visibilities = {"hidden", "after_due_date", "after_published", "visible"}
    formats = {"text", "html", "simple_format", "md", "ansi"}
    assert isinstance(data["score"], int | float)
    assert {data["visibility"], data["stdout_visibility"]} <= visibilities
    assert {data["output_format"], data["test_output_format"], data["test_name_format"]} <= formats
    assert data["execution_time"] >= 0
    for test in data["tests"]:
        assert set(test) <= {
            *("score", "max_score", "status", "name", "name_format", "number", "output", "output_format"),
            *("tags", "visibility", "extra_data"),
        }
        assert test["status"] in ("passed", "failed")
        assert test["visibility"] in visibilities
        assert {test["name_format"], test["output_format"]} <= formats
        assert 0 <= test["score"] <= test["max_score"]
        assert all(isinstance(test[key], str) for key in ("name", "number", "output"))


def test_gradescope_gets_every_check_with_its_visibility() -> None:
    data = written("gradescope", item(visibility=Visibility.HIDDEN))
    check_gradescope(data)
    assert [test["visibility"] for test in data["tests"]] == ["visible", "visible", "hidden"]
    assert [test["status"] for test in data["tests"]] == ["passed", "failed", "failed"]
    assert data["score"] == sum(test["score"] for test in data["tests"]) == 1
    assert "Side by side they would take 1s." in data["tests"][1]["output"]
    assert data["tests"][2]["tags"] == ["two-tasks", "not reached"]
    assert data["extra_data"]["exercises"][0]["diagnoses"] == ["sequential-await"]


def test_gradescope_counts_the_points_of_the_policy() -> None:
    data = written("gradescope", item("passed", points=18.0, max_points=20.0, late="1 day late: 10 % off."))
    check_gradescope(data)
    assert data["score"] == 18
    assert [test["max_score"] for test in data["tests"]] == [5, 5, 10]
    assert data["output"].startswith("1 day late: 10 % off.")


def test_gradescope_takes_several_exercises_in_one_submission() -> None:
    data = results([item("passed"), item("open-gaps")])
    check_gradescope(data)
    assert [test["number"] for test in data["tests"]] == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
    assert data["tests"][0]["name"] == "Run two tasks side by side: The file loads"
    assert data["score"] == 4
    assert "Gap 2 of 3" in data["output"]


# --------------------------------------------------------------------------------------------------- Classroom 50


def check_classroom50(data: dict[str, Any]) -> None:
    """What its collector requires of a result before it takes the score."""
    assert data["schema"] == "classroom50/result/v1"
    for key in ("classroom", "assignment", "owner", "submission", "commit", "release", "review"):
        assert isinstance(data[key], str)
        assert data[key]
    assert data["submission"].startswith("submit/")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", data["datetime"])
    assert data["usernames"] == [data["owner"]]
    names = [test["test-name"] for test in data["tests"]]
    assert len(set(names)) == len(names)
    for test in data["tests"]:
        assert set(test) == {"test-name", "passed", "score", "max-score"}
        assert type(test["score"]) is int
        assert type(test["max-score"]) is int
        assert 0 <= test["score"] <= test["max-score"]
        assert len(test["test-name"].encode("utf-8")) <= 100
        assert test["test-name"].isprintable()
    assert data["score"] == sum(test["score"] for test in data["tests"])
    assert data["max-score"] == sum(test["max-score"] for test in data["tests"])


def test_classroom50_gets_whole_numbers() -> None:
    data = written("classroom50", item(), classroom="asyncio-101")
    check_classroom50(data)
    assert (data["classroom"], data["owner"], data["score"], data["max-score"]) == ("asyncio-101", "ann-hub", 1, 4)


def test_parts_of_points_are_kept_by_multiplying_all_alike() -> None:
    data = written("classroom50", item("passed", points=3.6, late="late"))
    check_classroom50(data)
    assert (data["score"], data["max-score"]) == (36, 40)


def test_a_score_that_was_raised_by_hand_adds_up_too() -> None:
    data = written("classroom50", item("open-gaps", points=3.0, override=Override(3.0, "oral")))
    check_classroom50(data)
    assert (data["score"], data["max-score"]) == (3, 4)
    assert not any(test["passed"] for test in data["tests"])


def test_names_of_tests_are_short_and_unlike_each_other() -> None:
    given_item = item()
    report = json.loads(json.dumps(given_item.work.report))
    for check in report["checks"]:
        check["title"] = "Ünïcode\n" * 30
    data = result([Item(COLUMN, replace(given_item.work, report=report))] * 2, FACTS)
    check_classroom50(data)
    assert len(data["tests"]) == 6
    assert distinct(["a", "b", "a"]) == ["a", "b", "a (2)"]


FACTS = Facts("room", "two-tasks", "ann", "submit/1", "c", "r", "v", "2026-02-28T23:30:00+01:00")


def test_the_time_is_told_in_utc() -> None:
    assert result([item()], FACTS)["datetime"] == "2026-02-28T22:30:00Z"
    assert moment(None) == "1970-01-01T00:00:00Z"


def test_what_may_not_be_seen_is_one_line_without_a_name() -> None:
    data = written("classroom50", item(visibility=Visibility.AFTER_PUBLISHED))
    check_classroom50(data)
    assert data["tests"][-1] == {
        "test-name": "Checks that are not shown",
        "passed": False,
        "score": 0,
        "max-score": 2,
    }
    assert "Both overlap" not in json.dumps(data)
    shown = written("classroom50", item(visibility=Visibility.AFTER_PUBLISHED), published=True)
    assert shown["tests"][-1]["test-name"] == "Both overlap"


PARTS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=8)


@settings(deadline=None)
@given(PARTS, st.sampled_from([1, 3, 4, 7, 100]))
def test_whole_numbers_never_exceed_their_maximum_and_lose_less_than_one(
    parts: list[tuple[int, int]], divisor: int
) -> None:
    given_lines = [Line("x", False, min(a, b) / divisor, b / divisor, None) for a, b in parts]
    found = whole(given_lines)
    assert all(0 <= score <= most for score, most in found)
    most = sum(line.max_score for line in given_lines)
    factor = sum(top for _, top in found) / most if most else 1
    exact = sum(line.score for line in given_lines) * factor
    assert abs(sum(score for score, _ in found) - exact) <= 1 + len(parts) * factor / 200 + 0.5 * len(parts)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.booleans(), st.integers(1, 10)), min_size=1, max_size=6),
    st.floats(0, 1, allow_nan=False),
)
def test_shares_add_up_to_the_grade(checks: list[tuple[bool, int]], share: float) -> None:
    most = float(sum(points for _, points in checks))
    report = {
        "checks": [
            {"id": f"test_{n}", "title": "t", "status": "passed" if ok else "failed", "score": p * ok, "max_score": p}
            for n, (ok, p) in enumerate(checks)
        ]
    }
    work = GradedWork(ANN, "x", WorkStatus.FAILED, most * share, most, 0.0, most, report=report)
    found = lines(Item(COLUMN, work), published=False)
    assert sum(line.score for line in found) == pytest.approx(most * share, abs=1e-6)
    assert all(-1e-9 <= line.score <= line.max_score + 1e-9 for line in found)


# -------------------------------------------------------------------------------------------- Exercism and GitHub


def check_exercism(data: dict[str, Any]) -> None:
    """The specification of version 3."""
    assert data["version"] == 3
    assert data["status"] in ("pass", "fail", "error")
    assert data["status"] != "error" or data["message"]
    for test in data["tests"]:
        assert test["status"] in ("pass", "fail", "error")
        assert test["name"]
        assert test["test_code"]
        assert len(test["output"] or "") <= 500
    if data["status"] == "pass":
        assert all(test["status"] == "pass" for test in data["tests"])
    if data["status"] == "fail":
        assert any(test["status"] != "pass" for test in data["tests"])


@pytest.mark.parametrize(
    ("slug", "status"),
    [("passed", "pass"), ("sequential-await", "fail"), ("syntax-error", "error"), ("ungraded", "error")],
)
def test_exercism_hears_what_became_of_a_work(slug: str, status: str) -> None:
    data = written("exercism", item(slug))
    check_exercism(data)
    assert data["status"] == status


def test_exercism_keeps_the_order_of_the_checks_and_cuts_long_output() -> None:
    given_item = item()
    report = json.loads(json.dumps(given_item.work.report))
    report["checks"][0]["runs"][0]["stdout"] = "x" * 900
    report["checks"][2]["status"] = "ungraded"
    data = written("exercism", Item(COLUMN, replace(given_item.work, report=report)))
    check_exercism(data)
    assert [test["name"] for test in data["tests"]] == ["The file loads", "Returns the result", "Both overlap"]
    assert data["tests"][0]["output"].endswith("\n(cut)")
    assert data["tests"][2]["status"] == "error"


def test_exercism_says_nothing_of_a_check_that_may_not_be_seen() -> None:
    only_hidden_fails = item("blocking-call", Visibility.HIDDEN)
    data = written("exercism", only_hidden_fails)
    check_exercism(data)
    assert data["status"] == "pass"
    assert "overlap" not in json.dumps(data)


def test_github_classroom_adds_up_to_the_grade() -> None:
    data = written("github-classroom", item(points=0.9, late="late"))
    check_exercism({**data, "tests": [{"output": None, **test} for test in data["tests"]]})
    assert sum(test["score"] for test in data["tests"]) == pytest.approx(0.9)
    assert data["max_score"] == 4
    assert [test["line_no"] for test in data["tests"]] == [0, 12, 0]
    assert all({"score", "filename", "line_no", "duration"} <= set(test) for test in data["tests"])


def test_github_classroom_sees_one_line_for_what_is_hidden() -> None:
    data = written("github-classroom", item("passed", Visibility.AFTER_DUE_DATE))
    assert data["tests"][-1]["name"] == "Checks that are not shown"
    assert data["status"] == "pass"
    shown = written("github-classroom", item("passed", Visibility.AFTER_DUE_DATE, past_due=True))
    assert shown["tests"][-1]["name"] == "Both overlap"


# --------------------------------------------------------------------------------------------------------- Dodona


def check_dodona(data: dict[str, Any]) -> None:
    """The schema of a judge's output."""
    assert isinstance(data["accepted"], bool)
    assert data["status"] in {
        *("compilation error", "runtime error", "memory limit exceeded", "time limit exceeded"),
        *("wrong", "correct", "internal error"),
    }

    def message(value: dict[str, str]) -> None:
        assert value["format"] == "plain"
        assert isinstance(value["description"], str)

    for value in data["messages"]:
        message(value)
    for tab in data["groups"]:
        assert tab["badgeCount"] >= 0
        assert tab.get("permission", "student") in ("student", "staff", "zeus")
        for context in tab["groups"]:
            for case in context["groups"]:
                assert context["accepted"] == case["accepted"]
                message(case["description"])
                for test in case["tests"]:
                    assert isinstance(test["accepted"], bool)
                    assert isinstance(test["generated"], str)
                    assert isinstance(test["expected"], str)
                for value in case["messages"]:
                    message(value)
    for note in data["annotations"]:
        assert note["row"] >= 0
        assert note["column"] >= 0
        assert note["type"] in ("error", "warning", "info")
        assert isinstance(note["text"], str)


@pytest.mark.parametrize(
    ("slug", "status"),
    [
        ("passed", "correct"),
        ("sequential-await", "wrong"),
        ("syntax-error", "compilation error"),
        ("cpu-limit", "time limit exceeded"),
        ("ungraded", "internal error"),
    ],
)
def test_dodona_knows_the_kind_of_failure(slug: str, status: str) -> None:
    data = written("dodona", item(slug))
    check_dodona(data)
    assert data["status"] == status
    assert data["accepted"] == (slug == "passed")


def test_dodona_counts_rows_from_zero_and_shows_both_values() -> None:
    given_item = item()
    report = json.loads(json.dumps(given_item.work.report))
    report["warnings"] = [{**report["diagnoses"][0], "check": None, "slug": "blocking-call"}]
    data = written("dodona", Item(COLUMN, replace(given_item.work, report=report)))
    check_dodona(data)
    assert [(note["row"], note["column"], note["type"]) for note in data["annotations"]] == [
        (11, 8, "error"),
        (11, 8, "warning"),
    ]
    assert data["groups"][0]["groups"][1]["groups"][0]["tests"] == [
        {"accepted": False, "generated": "[0]", "expected": "[0, 1]"}
    ]


def test_dodona_keeps_hidden_checks_for_the_staff() -> None:
    data = written("dodona", item("blocking-call", Visibility.HIDDEN))
    check_dodona(data)
    assert data["groups"][1]["permission"] == "staff"
    learners = {**data, "groups": data["groups"][:1], "description": ""}
    assert "overlap" not in json.dumps(learners)


# --------------------------------------------------------------------------------------------------- PrairieLearn


def check_prairielearn(data: dict[str, Any]) -> None:
    """What its external grading requires."""
    assert isinstance(data["gradable"], bool)
    if data["gradable"]:
        assert 0 <= data["score"] <= 1
        assert data["images"] == []
    for test in data["tests"]:
        assert {"name", "description", "points", "max_points", "message", "output", "images"} == set(test)
        assert 0 <= test["points"] <= test["max_points"]


def test_prairielearn_gets_a_share_of_one() -> None:
    data = written("prairielearn", item())
    check_prairielearn(data)
    assert data["score"] == 0.25
    assert sum(test["points"] for test in data["tests"]) == 1


def test_prairielearn_takes_no_attempt_for_a_fault_of_the_grader() -> None:
    data = written("prairielearn", item("ungraded"))
    check_prairielearn(data)
    assert data["gradable"] is False
    assert "did not answer" in data["format_errors"][0]


def test_prairielearn_stays_within_one_and_hides_what_is_hidden() -> None:
    data = written("prairielearn", item("passed", Visibility.HIDDEN, points=9.0))
    check_prairielearn(data)
    assert data["score"] == 1
    assert data["tests"][-1]["name"] == "Checks that are not shown"
    free = written("prairielearn", item("passed", points=0.0, max_points=0.0))
    assert free["score"] == 1


# ------------------------------------------------------------------------------------------------------- all forms


@pytest.mark.parametrize("form", ["gradescope", "classroom50", "github-classroom"])
def test_a_form_without_words_for_ungraded_refuses_rather_than_give_a_zero(form: str) -> None:
    with pytest.raises(Ungraded, match="did not answer"):
        written(form, item("ungraded"))
    by_hand = item("ungraded", points=2.0, override=Override(2.0, "oral"))
    assert written(form, by_hand)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("slug", [slug for slug in BY_SLUG if slug != "ungraded"])
def test_every_form_is_json_that_nothing_of_a_learner_breaks(form: str, slug: str) -> None:
    given_item = item(slug)
    report = json.loads(json.dumps(given_item.work.report))
    for check in report["checks"]:
        for run in check["runs"]:
            run["stdout"] = "</script>\ud800\x00\u2028"
    data = written(form, Item(COLUMN, replace(given_item.work, report=report)))
    check_of = {"gradescope": check_gradescope, "classroom50": check_classroom50, "dodona": check_dodona}
    check_of.get(form, lambda _: None)(data)
    assert "tamper" not in json.dumps(data)


@pytest.mark.parametrize("form", FORMS)
def test_what_a_hidden_check_showed_is_in_no_form_but_where_the_system_hides_it(form: str) -> None:
    given_item = item("blocking-call", Visibility.HIDDEN)
    report = json.loads(json.dumps(given_item.work.report))
    report["checks"][2]["message"] = report["diagnoses"][0]["what"] = "the secret"
    report["checks"][2]["runs"][0]["stdout"] = "the secret"
    data = written(form, replace(given_item, work=replace(given_item.work, report=report)))
    if form in ("gradescope", "dodona"):
        for test in data.get("tests", []):
            assert "the secret" not in json.dumps(test) or test["visibility"] == "hidden"
        data = {**data, "tests": [], "groups": [tab for tab in data.get("groups", []) if "permission" not in tab]}
    assert "the secret" not in json.dumps(data)


def test_a_check_tells_how_long_its_runs_took() -> None:
    check = CheckView(
        1, "t", "T", CheckStatus.PASSED, 1.0, 1.0, Visibility.VISIBLE, None, None, [{"usage": {"wall_s": 0.5}}, {}], ()
    )
    assert check.wall_s == 0.5
