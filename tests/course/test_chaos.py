"""Whatever dies: in the end every submission has exactly one result, the one that an undisturbed run gives.

A check, which runs on the trusted side, ends one of the grader's own processes where a program asks for it: so the
moment is exact, and no test has to wait for it.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from course_stage import bomb, program, write_course, write_works

from grader.catalogue import Course
from grader.course.bench import BenchSpec
from grader.course.grading import grade_waiting, scope_of, take_in
from grader.course.intake import open_intake
from grader.course.items import CourseRef, unpack_report
from grader.course.pool import LocalPool
from grader.course.store import open_database
from grader.course.store.results import Totals, totals, ungraded_works
from grader.errors import UserError
from grader.reports.json_report import comparable

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc for whom to end")

BOMBS = [
    bomb("worker", "SIGKILL", "w1"),
    bomb("worker", "SIGKILL", "w2"),
    bomb("host", "SIGKILL", "h1"),
    bomb("host", "SIGTERM", "h2"),
    bomb("zygote", "SIGKILL", "z1"),
]
COORDINATOR_BOMBS = [bomb("coordinator", "SIGKILL", "c1"), bomb("coordinator", "SIGINT", "c2")]


@pytest.fixture(scope="module")
def markers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the check notes whom it has ended."""
    folder = tmp_path_factory.mktemp("markers")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHAOS_FOLDER", str(folder))
        patch.setenv("GRADER_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield folder


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return write_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def pool(course: Course, markers: Path) -> Iterator[LocalPool]:
    pool = LocalPool(BenchSpec(CourseRef.of(course)), 1)
    yield pool
    pool.close()
    assert pool.pids() == ()


def class_texts(bombs: list[str], seed: int, size: int = 24) -> list[str]:
    """A class with bombs at places that the seed decides."""
    texts = [program(42 if number % 3 else number, f"learner {number}") for number in range(size)]
    chance = random.Random(seed)  # noqa: S311 - a class, not a secret
    for text in bombs:
        texts.insert(chance.randrange(len(texts)), text)
    return texts


def grade(pool: LocalPool, course: Course, works: Path, out: Path) -> None:
    with open_database(out, create=True) as database:
        take_in(database, open_intake(works, course), course, source="here")
        grade_waiting(database, pool, scope_of(database, course, None))


def reports(out: Path) -> dict[str, dict[str, Any]]:
    """What can be compared of each learner's report."""
    with open_database(out) as database:
        rows = list(
            database.rows("SELECT w.learner, r.report FROM work w JOIN result r ON r.id = w.result ORDER BY w.learner")
        )
        assert totals(database) == Totals(*counted(rows))
        doubles = "SELECT COUNT(*) - COUNT(DISTINCT submission) FROM result"
        assert database.number(doubles) == 0
    return {str(learner): comparable(unpack_report(report)) for learner, report in rows}


def counted(rows: list[tuple[Any, ...]]) -> tuple[int, int]:
    states = [unpack_report(report)["status"] for _, report in rows]
    return states.count("passed"), states.count("failed")


def test_the_results_are_those_of_an_undisturbed_run_whatever_died(
    pool: LocalPool, course: Course, markers: Path, tmp_path: Path
) -> None:
    works = write_works(tmp_path / "works", class_texts([*BOMBS, *COORDINATOR_BOMBS], seed=7))
    ends = [run_command(course, works, tmp_path / "out") for _ in COORDINATOR_BOMBS]
    assert sorted(ends) == [-9, 130]
    assert run_command(course, works, tmp_path / "out") == 1
    assert {path.name for path in markers.iterdir()} == {"w1", "w2", "h1", "h2", "z1", "c1", "c2"}
    grade(pool, course, works, tmp_path / "undisturbed")  # every bomb went off, none does again
    disturbed = reports(tmp_path / "out")
    assert len(disturbed) == 31
    assert disturbed == reports(tmp_path / "undisturbed")


def run_command(course: Course, works: Path, out: Path) -> int:
    """``grader grade`` in a process of its own; gives how it ended."""
    command = [sys.executable, "-m", "grader", "--course", str(course.root), "grade", str(works), "--out", str(out)]
    done = subprocess.run(
        [*command, "--jobs", "1"], capture_output=True, text=True, check=False, start_new_session=True
    )
    assert "Traceback" not in done.stderr
    if done.returncode == 130:
        assert "To go on:\n  grader --course" in done.stderr
    return done.returncode


def test_a_submission_that_always_kills_its_worker_costs_no_other_its_verdict(
    pool: LocalPool, course: Course, tmp_path: Path
) -> None:
    texts = class_texts([bomb("worker", "SIGKILL", "always")], seed=3, size=12)
    works = write_works(tmp_path / "works", texts)
    grade(pool, course, works, tmp_path / "out")
    with open_database(tmp_path / "out") as database:
        now = totals(database)
        assert (now.passed + now.failed, now.ungraded, now.waiting) == (12, 1, 0)
        [(_, _, reason)] = ungraded_works(database)
    assert reason == "each time that this was graded, the worker process ended (SIGKILL)"


def test_an_exercise_that_changes_meanwhile_ends_the_run(pool: LocalPool, course: Course, tmp_path: Path) -> None:
    works = write_works(tmp_path / "works", [program(42)])
    with open_database(tmp_path / "out", create=True) as database:
        take_in(database, open_intake(works, course), course, source="here")
        scope = scope_of(database, course, None)
        [(exercise, edition)] = scope.exercises
        other = replace(scope, exercises=((replace(exercise, version="sha256:other"), edition),))
        with pytest.raises(UserError, match="is not the one that grading began with"):
            grade_waiting(database, pool, other)
