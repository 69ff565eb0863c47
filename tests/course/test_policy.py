"""The policy: the file, and the grades that its rules make."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course.policy import Attempt, ExerciseRules, Late, Policy, load_policy
from grader.errors import CatalogueError
from grader.reports.gradebook import Visibility

IDS = ("hello-stop", "two-tasks")
DUE = datetime(2026, 12, 1, 23, 59, 59, tzinfo=UTC)


def policy(folder: Path, text: str, exercises: Sequence[str] | None = IDS) -> Policy:
    path = folder / "policy.yaml"
    path.write_text(f"format: 1\n{text}", encoding="utf-8")
    return load_policy(path, exercises)


def mistakes(folder: Path, text: str) -> list[str]:
    """The mistakes that are found, without the name of the file."""
    with pytest.raises(CatalogueError) as caught:
        policy(folder, text)
    return [str(problem).removeprefix(f"{folder / 'policy.yaml'}:") for problem in caught.value.problems]


def attempt(number: int = 1, score: float = 4.0, late: timedelta | None = None, *, due: datetime = DUE) -> Attempt:
    return Attempt(number, score, 4.0, due + late if late is not None else None)


# ------------------------------------------------------------------------------------------------------ the file


def test_without_a_file_points_are_those_of_the_checks() -> None:
    plain = Policy()
    assert plain.max_points("hello-stop", 4.0) == 4.0
    assert plain.visibility("hello-stop", ["test_x"]) == {"test_x": Visibility.VISIBLE}
    assert plain.due("ada", "hello-stop") is None
    assert not plain.past_due("ada", "hello-stop", DUE)
    grade = plain.grade("ada", "hello-stop", [attempt(1), attempt(2, 3.0)])
    assert (grade.points, grade.max_points, grade.attempt, grade.late) == (3.0, 4.0, 2, "")
    assert grade.note == "the latest of 2 attempts"


def test_a_file_that_says_nothing_is_no_policy_at_all(tmp_path: Path) -> None:
    assert policy(tmp_path, "") == Policy()


FULL = """\
title: Asyncio, autumn
timezone: Europe/Vienna
file_times: true
due: 2026-12-01
partial: false
attempts: best
late: {grace_minutes: 15, percent_per_day: 10, most_percent: 50, cutoff_days: 7, marked_percent: 5}
visibility: after_due_date
exercises:
  hello-stop: {points: 10, checks: {test_x: hidden}, partial: true, late: {percent_per_day: 1}}
  two-tasks: {weight: 2, due: "2026-12-05 12:00", attempts: latest, visibility: visible}
extensions:
  - {learner: 00123, exercise: hello-stop, due: 2026-12-05 23:59+02:00, reason: ill}
  - {learner: 00123, days: 1}
  - {learner: bob, exercise: two-tasks, days: 2.5}
"""


def test_everything_that_a_policy_can_say(tmp_path: Path) -> None:
    found = policy(tmp_path, FULL)
    assert (found.title, found.file_times) == ("Asyncio, autumn", True)
    hello, two = found.rules("hello-stop"), found.rules("two-tasks")
    assert hello == ExerciseRules(
        points=10.0,
        due=datetime(2026, 12, 1, 22, 59, 59, tzinfo=UTC),
        partial=True,
        best=True,
        late=Late(percent_per_day=1.0),
        visibility=Visibility.AFTER_DUE_DATE,
        checks={"test_x": Visibility.HIDDEN},
    )
    assert two.late == Late(timedelta(minutes=15), 10.0, 50.0, timedelta(days=7), 5.0)
    assert (two.weight, two.partial, two.best, two.visibility) == (2.0, False, False, Visibility.VISIBLE)
    assert (found.max_points("hello-stop", 4), found.max_points("two-tasks", 4), found.max_points("x", 4)) == (10, 8, 4)
    assert found.visibility("hello-stop", ["test_x", "test_y"]) == {
        "test_x": Visibility.HIDDEN,
        "test_y": Visibility.AFTER_DUE_DATE,
    }


def test_due_dates_of_learners(tmp_path: Path) -> None:
    found = policy(tmp_path, FULL)
    assert found.due("ada", "two-tasks") == datetime(2026, 12, 5, 11, 0, tzinfo=UTC)
    assert found.due("00123", "hello-stop") == datetime(2026, 12, 5, 21, 59, tzinfo=UTC)
    assert found.due("00123", "two-tasks") == datetime(2026, 12, 6, 11, 0, tzinfo=UTC)
    assert found.due("bob", "two-tasks") == datetime(2026, 12, 7, 23, 0, tzinfo=UTC)
    assert found.due("bob", "hello-stop") == found.due("ada", "hello-stop")
    now = datetime(2026, 12, 6, tzinfo=UTC)
    assert found.past_due("ada", "two-tasks", now)
    assert not found.past_due("bob", "two-tasks", now)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-01", DUE),
        ("2026-12-01 12:00", DUE.replace(hour=12, minute=0, second=0)),
        ("2026-12-01T12:00:30", DUE.replace(hour=12, minute=0, second=30)),
        ("2026-12-01 12:00Z", DUE.replace(hour=12, minute=0, second=0)),
        ("2026-12-01 12:00 -05:00", DUE.replace(hour=17, minute=0, second=0)),
        ('"2026-12-01"', DUE),
    ],
)
def test_times(tmp_path: Path, text: str, moment: datetime) -> None:
    assert policy(tmp_path, f"due: {text}\n").due("ada", "hello-stop") == moment


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("timezon: x\n", ["2:1: unknown key `timezon`; did you mean `timezone`?"]),
        ("points: 3\n", ["2:1: unknown key `points`; it belongs in `exercises`"]),
        (
            "timezone: Mars/Base\n",
            ["2:11: `Mars/Base` is no time zone that is known here: write one such as Europe/Vienna"],
        ),
        ("timezone: ../x\n", ["2:11: `../x` is no time zone that is known here: write one such as Europe/Vienna"]),
        ("attempts: first\n", ["2:11: `attempts` must be `latest` or `best`, not `first`"]),
        ("partial: yes\n", ["2:10: `partial` must be true or false, not `yes`"]),
        ("late: {percent_per_day: 120}\n", ["2:25: `percent_per_day` must be at most 100"]),
        ("late: {cutoff_dais: 3}\n", ["2:8: unknown key `cutoff_dais`; did you mean `cutoff_days`?"]),
        ("exercises: {hello: {}}\n", ["2:13: there is no exercise `hello`; did you mean `hello-stop`?"]),
        ("exercises: {hello-stop: [1]}\n", ["2:25: `hello-stop` must hold keys, not a list"]),
        (
            "exercises: {hello-stop: {points: 1, weight: 2}}\n",
            ["2:37: give `points` or `weight`, not both"],
        ),
        (
            "exercises: {hello-stop: {visibility: later}}\n",
            ["2:38: `visibility` must be `visible`, `after_due_date`, `after_published` or `hidden`, not `later`"],
        ),
        ("extensions: [{learner: bob}]\n", ["2:14: give `due` or `days`: until when, or how many days more"]),
        (
            "due: 2026-12-01\nextensions: [{learner: bob, days: 1, due: 2026-12-02}]\n",
            ["3:14: give `due` or `days`: until when, or how many days more"],
        ),
        (
            "extensions: [{learner: bob, days: 1}]\n",
            ["2:35: there is no due date that days could be added to: give `due`"],
        ),
        (
            "exercises: {hello-stop: {due: 2026-12-01}}\nextensions: [{learner: b, exercise: two-tasks, days: 1}]\n",
            ["3:54: there is no due date that days could be added to: give `due`"],
        ),
        (
            "extensions:\n- {learner: b, due: 2026-12-02}\n- {learner: b, due: 2026-12-03}\n",
            ["4:3: `b` has an extension for this already, in item 1"],
        ),
        (
            "extensions: [{learner: b, exercise: two-task, due: 2026-12-02}]\n",
            ["2:37: there is no exercise `two-task`; did you mean `two-tasks`?"],
        ),
        ("extensions: [{due: 2026-12-02}]\n", ["2:14: in item 1 of `extensions`: the key `learner` is missing"]),
        ("due: &x 2026-12-02\n", ["2:6: anchors (`&x`) are not used here: put the text in quotes"]),
    ],
)
def test_mistakes_have_their_place(tmp_path: Path, text: str, said: list[str]) -> None:
    assert mistakes(tmp_path, text) == said


@pytest.mark.parametrize("text", ["tomorrow", "2026-13-01", "2026-12-01 25:00", "01.12.2026", "2026-12-01 12:00+99:00"])
def test_what_is_no_time(tmp_path: Path, text: str) -> None:
    assert mistakes(tmp_path, f"due: {text}\n") == [
        f"2:6: `{text}` is not a time: write it as 2026-11-30 23:59, or a day alone as 2026-11-30"
    ]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    assert len(mistakes(tmp_path, "due: soon\nparial: true\nexercises: {a: {due: never}, b: 3}\n")) == 5


@pytest.mark.parametrize("text", ["[1]", "", "format: 2\n", "just text", "a: [\n"])
def test_what_is_no_policy(tmp_path: Path, text: str) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"policy\.yaml:1:|policy\.yaml:2:"):
        load_policy(path)


def test_exercises_are_not_looked_at_where_nobody_knows_them(tmp_path: Path) -> None:
    assert policy(tmp_path, "exercises: {anything: {points: 1}}\n", None).max_points("anything", 4) == 1


def test_a_general_due_date_may_lie_in_an_exercise(tmp_path: Path) -> None:
    text = "exercises: {hello-stop: {due: 2026-12-01}}\nextensions: [{learner: b, days: 1}]\n"
    found = policy(tmp_path, text)
    assert found.due("b", "hello-stop") == DUE + timedelta(days=1)
    assert found.due("b", "two-tasks") is None


# ------------------------------------------------------------------------------------------------------ lateness


RULE = Late(timedelta(minutes=15), 10.0, 50.0, timedelta(days=7), 5.0)


@pytest.mark.parametrize(
    ("late", "points", "text"),
    [
        (timedelta(hours=-1), 4.0, ""),
        (timedelta(0), 4.0, ""),
        (timedelta(seconds=5), 4.0, "1 minute late: within the grace period"),
        (timedelta(minutes=15), 4.0, "15 minutes late: within the grace period"),
        (timedelta(minutes=16), 3.6, "16 minutes late: 10 % off"),
        (timedelta(hours=1), 3.6, "1 hour late: 10 % off"),
        (timedelta(hours=24), 3.6, "1 day late: 10 % off"),
        (timedelta(hours=25), 3.2, "1 day late: 20 % off"),
        (timedelta(days=6, hours=23), 2.0, "6 days late: 50 % off"),
        (timedelta(days=7), 2.0, "7 days late: 50 % off"),
        (timedelta(days=7, seconds=1), 0.0, "7 days late: too late to count"),
    ],
)
def test_what_being_late_costs(late: timedelta, points: float, text: str) -> None:
    rules = Policy(general=ExerciseRules(due=DUE, late=RULE))
    grade = rules.grade("ada", "x", [attempt(late=late)])
    assert (grade.points, grade.late) == (points, text)


def test_late_work_costs_nothing_by_default() -> None:
    grade = Policy(general=ExerciseRules(due=DUE)).grade("ada", "x", [attempt(late=timedelta(days=100))])
    assert (grade.points, grade.late) == (4.0, "100 days late: nothing taken off")


def test_work_that_a_platform_marks_late() -> None:
    marked = Attempt(1, 4.0, 4.0, marked_late=True)
    grade = Policy(general=ExerciseRules(due=DUE, late=RULE)).grade("ada", "x", [marked])
    assert (grade.points, grade.late) == (3.8, "marked late: 5 % off")
    assert Policy().grade("ada", "x", [marked]).late == "marked late: nothing taken off"


@given(st.floats(0, 60 * 24 * 60), st.floats(0, 60 * 24 * 60))
def test_being_later_never_costs_less(first: float, second: float) -> None:
    early, late = sorted([timedelta(minutes=first), timedelta(minutes=second)])
    assert 0 <= RULE.cost(early) <= RULE.cost(late) <= 100


# ------------------------------------------------------------------------------------------------------ attempts


def test_the_best_attempt_after_lateness_counts() -> None:
    rules = Policy(general=ExerciseRules(due=DUE, best=True, late=Late(percent_per_day=50)))
    attempts = [attempt(2, 4.0, timedelta(hours=1)), attempt(1, 3.0, timedelta(0)), attempt(3, 3.0, timedelta(0))]
    grade = rules.grade("ada", "x", attempts)
    assert (grade.points, grade.attempt, grade.late, grade.note) == (3.0, 1, "", "the best of 3 attempts")


def test_ungraded_attempts_are_never_a_zero() -> None:
    ungraded = Attempt(2, 0.0, 4.0, is_graded=False)
    latest = Policy().grade("ada", "x", [attempt(1), ungraded])
    assert (latest.attempt, latest.is_graded, latest.max_points) == (2, False, 4.0)
    best = Policy(general=ExerciseRules(best=True))
    grade = best.grade("ada", "x", [attempt(1, 1.0), ungraded])
    assert (grade.points, grade.attempt, grade.is_graded) == (1.0, 1, True)
    assert grade.note == "the best of 2 attempts; attempt 2 could not be graded yet"
    assert not best.grade("ada", "x", [ungraded]).is_graded


def test_all_or_nothing() -> None:
    rules = Policy(general=ExerciseRules(partial=False, points=10))
    assert rules.grade("ada", "x", [attempt(1, 4.0)]).points == 10
    some = rules.grade("ada", "x", [attempt(1, 3.0)])
    assert (some.points, some.note) == (0.0, "all or nothing: 3 of 4 do not count")
    assert rules.grade("ada", "x", [attempt(1, 0.0)]).note == ""


def test_an_exercise_without_points_is_full() -> None:
    assert Policy(general=ExerciseRules(points=5)).grade("ada", "x", [Attempt(1, 0.0, 0.0)]).points == 5
