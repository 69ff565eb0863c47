"""What runs where a bundle was put: grades one submission and writes the result file of the system.

    python -I -m grader.course.bundle.container SYSTEM BUNDLE

A run that cannot give a verdict ends with a code other than 0 and leaves no result file: both systems show that to the
instructors as a failed run, and nobody gets a zero for it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from grader.catalogue import Course
from grader.checks.client import CheckHost
from grader.course.bundle import COURSE_NAME, FACTS_NAME, POLICY_NAME, System
from grader.course.intake import Work, open_intake
from grader.course.intake.names import main_file
from grader.course.policy import Attempt, Policy, load_policy
from grader.errors import GraderError
from grader.grade import CheckRunner, grade
from grader.model import Exercise, IntakeKind, Learner, Remark, Status, Submission
from grader.reports.formats import classroom50, gradescope
from grader.reports.formats.common import Item, Ungraded
from grader.reports.gradebook import CheckColumn, ExerciseColumn, GradedWork, WorkStatus
from grader.reports.json_report import report_to_json
from grader.submission import unreadable_submission

_FOR_LEARNERS: Final = frozenset(
    {IntakeKind.REFUSED_FILE, IntakeKind.REFUSED_ARCHIVE, IntakeKind.UNKNOWN_EXERCISE, IntakeKind.DUPLICATE}
)
_MAX_REMARKS: Final = 20
_MAX_METADATA: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle where it was unpacked."""

    folder: Path
    exercises: tuple[Exercise, ...]
    isolation: str
    policy: Policy
    course: Course

    @classmethod
    def at(cls, folder: Path) -> Bundle:
        """The bundle in ``folder``; a ``GraderError`` or ``OSError`` if it is not whole."""
        facts = json.loads((folder / FACTS_NAME).read_text(encoding="utf-8"))
        course = Course(folder / COURSE_NAME)
        policy = folder / POLICY_NAME
        return cls(
            folder,
            tuple(map(course.get, facts["exercises"])),
            str(facts["isolation"]),
            load_policy(policy) if policy.is_file() else Policy(),
            course,
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a submission: one item for each exercise, and what its learner should know of the files."""

    items: tuple[Item, ...]
    remarks: tuple[str, ...]


def grade_folder(bundle: Bundle, folder: Path, learner: Learner, runner: CheckRunner) -> Outcome:
    """Grade what lies in a folder, all of it one learner's, for the exercises of a bundle."""
    only = bundle.exercises[0].id if len(bundle.exercises) == 1 else None
    intake = open_intake(folder, bundle.course, exercise=only, learner=learner)
    works: dict[str, list[Work]] = {exercise.id: [] for exercise in bundle.exercises}
    for work in intake.works():
        works[work.exercise].append(work)
    items = tuple(_item(bundle.policy, exercise, works[exercise.id], learner, runner) for exercise in bundle.exercises)
    return Outcome(items, tuple(_said_to_learners(intake.remarks)))


def _said_to_learners(remarks: Sequence[Remark]) -> list[str]:
    texts = [remark.text for remark in remarks if remark.kind in _FOR_LEARNERS]
    more = len(texts) - _MAX_REMARKS
    return [*texts[:_MAX_REMARKS], f"... and {more} more."] if more > 0 else texts


def _item(policy: Policy, exercise: Exercise, works: Sequence[Work], learner: Learner, runner: CheckRunner) -> Item:
    submissions = [work.submission for work in works] or [_nothing(exercise, learner)]
    reports = [grade(exercise, submission, runner=runner) for submission in submissions]
    attempts = [
        Attempt(number, report.score, report.max_score, is_graded=report.status is not Status.UNGRADED)
        for number, report in enumerate(reports, 1)
    ]
    decided = policy.grade(learner.key, exercise.id, attempts)
    report, submission = reports[decided.attempt - 1], submissions[decided.attempt - 1]
    work = GradedWork(
        learner=learner,
        exercise=exercise.id,
        status=WorkStatus(report.status.value),
        points=decided.points,
        max_points=decided.max_points,
        raw_score=report.score,
        raw_max=report.max_score,
        note=decided.note,
        attempt=decided.attempt,
        attempts=len(attempts),
        report=report_to_json(report),
        source=submission.source,
        source_name=submission.name,
    )
    checks = tuple(CheckColumn(check.id, check.title, check.points) for check in exercise.checks)
    column = ExerciseColumn(exercise.id, exercise.title, exercise.chapter, decided.max_points, checks)
    return Item(column, work, policy.visibility(exercise.id, [check.id for check in exercise.checks]))


def _nothing(exercise: Exercise, learner: Learner) -> Submission:
    name = main_file(exercise)
    return unreadable_submission(
        f"There is no answer to this exercise. Hand in a file called {name}.", name, learner.key
    )


# ------------------------------------------------------------------------------------------------------ systems


def _gradescope(bundle: Bundle, environ: Mapping[str, str]) -> None:
    """In their container: ``submission/``, ``submission_metadata.json`` and ``results/`` lie beside the bundle."""
    root = bundle.folder.parent
    target = root / "results" / "results.json"
    target.unlink(missing_ok=True)
    learner = _gradescope_learner(root / "submission_metadata.json")
    outcome = _graded(bundle, root / "submission", learner)
    result = gradescope.results(outcome.items)
    if outcome.remarks:
        result["output"] = "\n\n".join(filter(None, (result["output"], "About your files:", *outcome.remarks)))
    target.parent.mkdir(parents=True, exist_ok=True)
    _write(target, result)


def _gradescope_learner(path: Path) -> Learner:
    """The first of those who handed in, as far as the file tells; it is not needed to grade."""
    try:
        with path.open("rb") as file:
            facts = json.loads(file.read(_MAX_METADATA))
        user = facts["users"][0]
        return Learner(str(user["id"]), str(user.get("name") or user["id"]), str(user.get("email") or ""))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return Learner("learner", "learner")


def _classroom50(bundle: Bundle, environ: Mapping[str, str]) -> None:
    """In the runner: the current folder is the learner's checkout, and the environment tells whose it is."""
    folder = Path.cwd()
    target = folder / "result.json"
    if target.is_dir() and not target.is_symlink():
        raise GraderError("result.json is a folder in the submission: the result cannot be written")
    target.unlink(missing_ok=True)
    owner = environ.get("OWNER") or environ.get("USERNAME") or "learner"
    outcome = _graded(bundle, folder, Learner(owner, owner, ids={"github": owner}))
    facts = classroom50.Facts(
        classroom=environ.get("CLASSROOM", ""),
        assignment=environ.get("ASSIGNMENT", ""),
        owner=owner,
        submission=environ.get("SUBMISSION_TAG", ""),
        commit=environ.get("COMMIT_URL", ""),
        release=environ.get("RELEASE_URL", ""),
        review=environ.get("REVIEW_URL") or environ.get("COMMIT_URL", ""),
        moment=datetime.now(UTC).isoformat(),
        assignment_type=environ.get("ASSIGNMENT_TYPE") or "individual",
    )
    _write(target, classroom50.result(outcome.items, facts))


def _graded(bundle: Bundle, folder: Path, learner: Learner) -> Outcome:
    with CheckHost(bundle.isolation) as host:
        outcome = grade_folder(bundle, folder, learner, host)
    for item in outcome.items:
        isolation = item.report["isolation"]
        guarantees = ", ".join(isolation["guarantees"])
        held = f", isolation {isolation['level']} ({guarantees})" if guarantees else ""
        sys.stdout.write(f"{item.column.id}: {item.work.status}{held}\n")
    for remark in outcome.remarks:
        sys.stdout.write(f"{remark}\n")
    return outcome


def _write(target: Path, result: Mapping[str, Any]) -> None:
    """Write the file under another name first: a half of it is never read. Nothing that lies there is followed."""
    text = json.dumps(result, indent=2, ensure_ascii=True)
    new = target.with_name(f"{target.name}.{os.getpid()}")
    with new.open("x", encoding="ascii") as file:
        file.write(text)
    new.replace(target)


_SYSTEMS: Final = {System.GRADESCOPE: _gradescope, System.CLASSROOM50: _classroom50}


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Grade the submission that lies where ``arguments`` (the system and the bundle's folder) say; the exit code."""
    system, folder = arguments
    try:
        _SYSTEMS[System(system)](Bundle.at(Path(folder).resolve()), environ)
    except Ungraded as reason:
        sys.stderr.write(f"This submission was not graded: {reason}\n")
        return 1
    except (GraderError, OSError) as error:
        sys.stderr.write(f"The grader could not run: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
