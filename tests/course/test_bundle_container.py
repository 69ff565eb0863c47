"""What a bundle does where it runs, in folders of the shape that the systems document."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from handed_in import make_course, write

from grader.catalogue import Course
from grader.course.bundle import BundleOptions, System, container, make_bundle
from grader.course.bundle.container import Bundle, grade_folder, main
from grader.errors import GraderFault
from grader.model import CheckResult, CheckStatus, Exercise, Isolation, Learner, Submission
from grader.reports.gradebook import Visibility

RIGHT, WRONG = "x = 1\n", "raise ValueError\n"
METADATA = {
    "id": 123456,
    "created_at": "2026-07-01T14:22:32.365935-07:00",
    "assignment": {"due_date": "2026-07-31T23:00:00.000000-07:00", "late_due_date": None, "total_points": "20.0"},
    "submission_method": "upload",
    "users": [{"email": "ada@x.org", "id": 1234, "name": "Ada O'Lovelace"}],
    "previous_submissions": [],
}


@dataclass(frozen=True, slots=True)
class Outcome:
    results: tuple[CheckResult, ...]
    isolation: Isolation = field(default_factory=lambda: Isolation("strict", ("no-network",)))
    python: str = "3.13.0"


class Checker:
    """Stands in for the check host: right is what holds no ``raise``; ``fault`` breaks it."""

    def __init__(self, *, fault: bool = False) -> None:
        self._fault = fault
        self.seen: list[Submission] = []

    def run_checks(self, exercise: Exercise, submission: Submission) -> Outcome:
        self.seen.append(submission)
        if self._fault:
            raise GraderFault("The machine is full.")
        status = CheckStatus.FAILED if "raise" in submission.source else CheckStatus.PASSED
        score = 1.0 if status is CheckStatus.PASSED else 0.0
        (check,) = exercise.checks
        return Outcome((CheckResult(check.id, check.title, status, score, check.points, check.evidence),))


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return make_course(tmp_path_factory.mktemp("course"), {"00-first/hello-stop": "", "01-next/two-tasks": ""})


@pytest.fixture
def checker(monkeypatch: pytest.MonkeyPatch) -> Checker:
    """Every check host that ``main`` opens."""
    checker = Checker()

    @contextmanager
    def opened(isolation: str) -> Iterator[Checker]:
        yield checker

    monkeypatch.setattr(container, "CheckHost", opened)
    return checker


def unpacked(folder: Path, course: Course, exercises: list[str], policy: str | None = None) -> Path:
    """The folders of Gradescope's container, with a bundle in them; returns the root."""
    options = BundleOptions()
    if policy is not None:
        options = BundleOptions(policy=write(folder, {"policy.yaml": f"format: 1\n{policy}"}) / "policy.yaml")
    make_bundle(System.GRADESCOPE, course, exercises, folder / "x.zip", options)
    root = folder / "autograder"
    with zipfile.ZipFile(folder / "x.zip") as archive:
        archive.extractall(root / "source")
    write(root, {"submission/": "", "results/": "", "submission_metadata.json": json.dumps(METADATA)})
    return root


def gradescope(root: Path) -> tuple[int, dict[str, Any] | None]:
    code = main(["gradescope", str(root / "source")], {})
    target = root / "results" / "results.json"
    return code, json.loads(target.read_text(encoding="utf-8")) if target.exists() else None


def test_a_right_answer(tmp_path: Path, course: Course, checker: Checker) -> None:
    root = unpacked(tmp_path, course, ["hello-stop"])
    write(root / "submission", {"anything.py": RIGHT, "notes.txt": "mine"})
    code, result = gradescope(root)
    assert (code, result is not None and result["score"]) == (0, 1)
    (submission,) = checker.seen
    assert (submission.source, submission.learner, dict(submission.files)) == (RIGHT, "1234", {"notes.txt": b"mine"})
    assert [path.name for path in (root / "results").iterdir()] == ["results.json"]


def test_several_exercises_one_of_them_missing(tmp_path: Path, course: Course, checker: Checker) -> None:
    root = unpacked(tmp_path, course, ["hello-stop", "two-tasks"], "exercises: {hello-stop: {points: 10}}\n")
    write(root / "submission", {"work/hello_stop.py": RIGHT, "work/random.py": "", "stray.py": ""})
    code, result = gradescope(root)
    assert code == 0
    assert result is not None
    assert result["score"] == 10
    assert [(test["score"], test["max_score"], test["status"]) for test in result["tests"]] == [
        (10, 10, "passed"),
        (0, 1, "failed"),
    ]
    assert "There is no answer to this exercise. Hand in a file called two_tasks.py." in result["output"]
    assert "About your files:" in result["output"]
    assert "it would hide the Python module `random`" in result["output"]
    assert "stray.py is named after no exercise of the course" in result["output"]


def test_visibility_and_points_are_those_of_the_policy(tmp_path: Path, course: Course) -> None:
    text = "partial: false\nattempts: best\nexercises: {hello-stop: {points: 4, checks: {test_x: after_published}}}\n"
    root = unpacked(tmp_path, course, ["hello-stop"], text)
    write(root / "submission", {"hello_stop.py": WRONG, "hello_stop (1).py": RIGHT, "hello_stop (2).py": WRONG})
    outcome = grade_folder(Bundle.at(root / "source"), root / "submission", Learner("7", "Ada"), Checker())
    (item,) = outcome.items
    assert (item.work.points, item.work.max_points, item.work.attempt, item.work.attempts) == (4.0, 4.0, 2, 3)
    assert item.work.note == "the best of 3 attempts"
    assert item.visibility == {"test_x": Visibility.AFTER_PUBLISHED}
    assert outcome.remarks[0].startswith("Ada handed in hello-stop 3 times")


def test_many_remarks_are_cut_short(tmp_path: Path, course: Course) -> None:
    root = unpacked(tmp_path, course, ["hello-stop", "two-tasks"])
    write(root / "submission", {f"stray{number}.py": "" for number in range(25)})
    outcome = grade_folder(Bundle.at(root / "source"), root / "submission", Learner("7", "Ada"), Checker())
    assert (len(outcome.remarks), outcome.remarks[-1]) == (21, "... and 5 more.")


def test_a_fault_is_no_zero(
    tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = unpacked(tmp_path, course, ["hello-stop"])
    write(root, {"submission/hello_stop.py": RIGHT, "results/results.json": '{"score": 100}'})

    @contextmanager
    def opened(isolation: str) -> Iterator[Checker]:
        yield Checker(fault=True)

    monkeypatch.setattr(container, "CheckHost", opened)
    assert gradescope(root) == (1, None)
    assert capsys.readouterr().err == "This submission was not graded: The machine is full.\n"


def test_a_bundle_that_is_not_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gradescope", str(tmp_path)], {}) == 1
    assert "The grader could not run" in capsys.readouterr().err


@pytest.mark.parametrize("metadata", ["", "[]", '{"users": []}', '{"users": [{"id": 7}]}', '{"users": 3}', None])
def test_what_tells_of_the_learner_is_not_needed(
    tmp_path: Path, course: Course, checker: Checker, metadata: str | None
) -> None:
    root = unpacked(tmp_path, course, ["hello-stop"])
    (root / "submission_metadata.json").unlink()
    write(root, {"submission/hello_stop.py": RIGHT} | ({"submission_metadata.json": metadata} if metadata else {}))
    assert gradescope(root)[0] == 0
    assert checker.seen[0].learner in ("learner", "7")


# ------------------------------------------------------------------------------------------------------ Classroom 50

ENVIRONMENT = {
    "CLASSROOM": "spring",
    "ASSIGNMENT": "hello",
    "SUBMISSION_TAG": "submit/2026-06-01T14-32-05Z-a1b2c3d",
    "USERNAME": "ada",
    "ASSIGNMENT_TYPE": "individual",
    "COMMIT_URL": "https://github.com/o/r/commit/1",
    "RELEASE_URL": "https://github.com/o/r/releases/tag/x",
}


def checkout(folder: Path, course: Course, monkeypatch: pytest.MonkeyPatch, files: dict[str, str]) -> Path:
    make_bundle(System.CLASSROOM50, course, ["hello-stop"], folder / "bundle", BundleOptions())
    write(folder / "checkout", {".git/config": "", ".github/workflows/x.yaml": "", "README.md": "", **files})
    monkeypatch.chdir(folder / "checkout")
    return folder / "checkout"


def test_the_result_for_classroom50(
    tmp_path: Path, course: Course, checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = checkout(tmp_path, course, monkeypatch, {"hello_stop.py": RIGHT, "result.json": '{"score": 100}'})
    assert main(["classroom50", str(tmp_path / "bundle")], ENVIRONMENT) == 0
    result = json.loads((place / "result.json").read_text(encoding="utf-8"))
    assert (result["score"], result["max-score"], result["owner"]) == (1, 1, "ada")
    assert (result["submission"], result["commit"]) == (ENVIRONMENT["SUBMISSION_TAG"], ENVIRONMENT["COMMIT_URL"])
    assert (result["review"], result["assignment_type"]) == (ENVIRONMENT["COMMIT_URL"], "individual")
    assert result["datetime"] > "2026"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_planted_result_leads_nowhere(
    tmp_path: Path, course: Course, checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    precious = write(tmp_path, {"precious": "keep"}) / "precious"
    place = checkout(tmp_path, course, monkeypatch, {"hello_stop.py": RIGHT})
    (place / "result.json").symlink_to(precious)
    assert main(["classroom50", str(tmp_path / "bundle")], ENVIRONMENT) == 0
    assert precious.read_text(encoding="utf-8") == "keep"
    assert not (place / "result.json").is_symlink()


def test_a_folder_in_the_place_of_the_result(
    tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout(tmp_path, course, monkeypatch, {"hello_stop.py": RIGHT, "result.json/x": ""})
    assert main(["classroom50", str(tmp_path / "bundle")], ENVIRONMENT) == 1
    assert "result.json is a folder in the submission" in capsys.readouterr().err


# ------------------------------------------------------------------------------------------------------ for real


@contextmanager
def half_a_processor() -> Iterator[None]:
    """Share one processor with a program that never rests, as a container with half of one does."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    busy = subprocess.Popen([sys.executable, "-I", "-S", "-c", "while True: pass"])
    try:
        yield
    finally:
        busy.kill()
        busy.wait()
        os.sched_setaffinity(0, before)


@pytest.mark.skipif(os.name == "nt", reason="Gradescope runs Linux")
def test_the_script_of_gradescope_on_half_a_processor(tmp_path: Path, course: Course) -> None:
    """As the harness runs it: from anywhere, with an empty environment, as the user that the tests run as."""
    root = unpacked(tmp_path, course, ["hello-stop"])
    script = root / "run_autograder"
    (root / "source/run_autograder").rename(script)
    python = (
        write(root, {"source/env/bin/python": f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'}) / "source/env/bin/python"
    )
    for program in (script, python):
        program.chmod(0o755)
    write(root / "submission", {"hello_stop.py": "import helper\nx = helper.y\n", "helper.py": "y = 1\n"})
    with half_a_processor():
        done = subprocess.run(
            [script], cwd="/", env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("hello-stop: passed, isolation ")
    result = json.loads((root / "results/results.json").read_text(encoding="utf-8"))
    assert (result["score"], result["tests"][0]["status"]) == (1, "passed")
