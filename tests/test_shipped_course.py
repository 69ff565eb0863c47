"""The course that ships: complete, consistent, and every program in it earns exactly the verdict that it should."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.catalogue import open_gaps, python_allows, render_fills, render_solution, render_starter, shipped_course
from grader.checks.client import CheckHost
from grader.grade import grade
from grader.model import CheckStatus, Exercise, Report, Status, Submission

COURSE = shipped_course()
EXERCISES = COURSE.load_all()

CALLS = (
    "get_event_loop()",
    "new_event_loop()",
    "set_event_loop(",
    "call_soon(",
    "run_forever()",
    ".stop()",
    ".time()",
    ".close()",
    "asyncio.Future()",
    "create_future()",
    "ensure_future(",
    "run_until_complete(",
    "set_result(",
    ".result()",
    "get_running_loop()",
    "async def",
    "@asyncio.coroutine",
    "asyncio.run(",
    "asyncio.Task(",
    "create_task(",
    "asyncio.wait(",
)
"""The calls that every learner of the subject meets first."""


@pytest.fixture(scope="module")
def host() -> Iterator[CheckHost]:
    with CheckHost("best") as the_host:
        yield the_host


@pytest.fixture(params=EXERCISES, ids=lambda exercise: exercise.id)
def exercise(request: pytest.FixtureRequest) -> Exercise:
    found: Exercise = request.param
    return found


def graded(exercise: Exercise, source: str, host: CheckHost) -> Report:
    if not python_allows(exercise.python):
        pytest.skip(f"{exercise.id} needs Python {exercise.python}")
    return grade(exercise, Submission(source, f"{exercise.id}.py", "v"), runner=host)


@pytest.mark.parametrize("call", CALLS)
def test_the_course_uses_every_call_of_the_subject(call: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in Path(COURSE.root).glob("exercises/*/*.yaml")]
    assert any(call in text for text in texts)


def test_an_exercise_needs_only_what_comes_before_it() -> None:
    seen: set[str] = set()
    for exercise in EXERCISES:
        assert seen.issuperset(exercise.requires), exercise.id
        seen.add(exercise.id)


def test_an_exercise_is_complete(exercise: Exercise) -> None:
    assert exercise.objectives
    assert exercise.references
    assert exercise.learned
    assert exercise.minutes
    assert len(exercise.hints) >= 2
    assert len(exercise.misconceptions) >= 3
    assert len(exercise.accept) >= 2


def test_the_committed_solution_is_the_rendered_one(exercise: Exercise) -> None:
    assert COURSE.solution_path(exercise).read_text(encoding="utf-8") == render_solution(exercise)


def test_the_solution_earns_everything_without_a_warning(exercise: Exercise, host: CheckHost) -> None:
    report = graded(exercise, render_solution(exercise), host)
    assert (report.status, report.score) == (Status.PASSED, exercise.max_score)
    assert [run.stderr for check in report.checks for run in check.runs if "Warning" in run.stderr] == []


def test_accepted_variants_earn_everything(exercise: Exercise, host: CheckHost) -> None:
    for variant in exercise.accept:
        if variant.python is None or python_allows(variant.python):
            assert graded(exercise, render_fills(exercise, variant), host).status is Status.PASSED, variant.id


def test_the_starter_fails_and_names_its_gaps(exercise: Exercise, host: CheckHost) -> None:
    report = graded(exercise, render_starter(exercise), host)
    assert report.status is Status.FAILED
    assert [gap.name for gap in report.open_gaps] == [gap.name for gap in exercise.gaps]
    assert report.diagnoses[0].slug == "open-gaps"
    assert report.score == 0


def test_known_wrong_answers_are_caught_and_earn_their_message(exercise: Exercise, host: CheckHost) -> None:
    for known in exercise.misconceptions:
        report = graded(exercise, render_fills(exercise, known), host)
        caught = {check.id: check.status for check in report.checks}
        assert report.status is Status.FAILED, known.id
        assert caught[known.caught_by] is not CheckStatus.PASSED, known.id
        assert report.diagnoses[0].what == known.message.strip(), known.id
        assert known.max_points is None or report.score <= known.max_points, known.id


def test_the_same_submission_gives_the_same_report(exercise: Exercise, host: CheckHost) -> None:
    from grader.reports.json_report import comparable, report_to_json

    for known in exercise.misconceptions[:2]:
        source = render_fills(exercise, known)
        first, second = (comparable(report_to_json(graded(exercise, source, host))) for _ in range(2))
        assert first == second, known.id


def test_no_open_gap_is_left_in_a_solution(exercise: Exercise) -> None:
    assert open_gaps(exercise, render_solution(exercise)) == ()
