"""Grading an author's programs, in the way that every submission is graded."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol

from grader.checks.client import HostOutcome
from grader.errors import GraderFault
from grader.grade import grade
from grader.model import CheckStatus, Ending, Evidence, Exercise, Observation, Report, Status, Submission

OPENER: Final = "grader.authoring.feeding:open_runner"
"""What opens the sandbox of the check hosts that verify exercises."""


class Host(Protocol):
    """What is used of a check host."""

    def run_checks(self, exercise: Exercise, submission: Submission) -> HostOutcome: ...


@dataclass(frozen=True, slots=True)
class Graded:
    """A report, and what the check host says to authors beside it."""

    report: Report
    faults: Mapping[str, str]
    """Why checks themselves broke, by check."""
    evidence_read: Mapping[str, tuple[Evidence, ...]]

    @property
    def earned_all(self) -> bool:
        return self.report.status is Status.PASSED

    @property
    def runs(self) -> tuple[Observation, ...]:
        return tuple(run for check in self.report.checks for run in check.runs)

    def status(self, check_id: str) -> CheckStatus:
        return next(check.status for check in self.report.checks if check.id == check_id)

    def not_passed(self) -> tuple[str, ...]:
        return tuple(check.id for check in self.report.checks if check.status is not CheckStatus.PASSED)


class Lab:
    """Grades programs on one check host. The result of a program is kept: gates look at the same few."""

    def __init__(self, host: Host) -> None:
        self._recorder = _Recorder(host)
        self._kept: dict[tuple[object, ...], Graded] = {}
        self._explains = True

    def forget(self, *, explain: bool = True) -> None:
        """Drop what is kept: another exercise comes, or another version of it.

        Unless its failures are to be explained, ``grade`` gives verdicts alone, whatever it is asked for.
        """
        self._kept.clear()
        self._explains = explain

    def grade(self, exercise: Exercise, source: str, *, explain: bool = True) -> Graded:
        """The result of a program, from an earlier grading if there was one; ``explain`` as for ``grader.grade.grade``.

        ``CatalogueError`` if the checks file has mistakes; ``GraderFault`` if the program could not be graded for
        another reason than a broken check.
        """
        explain = explain and self._explains
        key = (exercise.id, repr(exercise.checks), exercise.limits, source, explain)
        if key not in self._kept:
            self._kept[key] = self.grade_anew(exercise, source, explain=explain)
        return self._kept[key]

    def grade_anew(self, exercise: Exercise, source: str, *, explain: bool = True) -> Graded:
        """As ``grade``, whatever was graded before."""
        graded = self.try_to_grade(exercise, source, explain=explain)
        if graded.report.status is Status.UNGRADED and not graded.faults:
            raise GraderFault(graded.report.reason or "no reason is known")
        return graded

    def try_to_grade(self, exercise: Exercise, source: str, *, explain: bool = True) -> Graded:
        """As ``grade_anew``, but what cannot be graded is a result too; ``explain`` as for ``grader.grade.grade``."""
        self._recorder.outcome = None
        report = grade(exercise, submission_of(exercise, source), runner=self._recorder, explain=explain)
        outcome = self._recorder.outcome
        if outcome is None:
            return Graded(report, {}, {})
        ungraded = {check.id for check in report.checks if check.status is CheckStatus.UNGRADED}
        faults = {check_id: fault for check_id, fault in outcome.faults.items() if check_id in ungraded}
        return Graded(report, faults, outcome.evidence_read)


class _Recorder:
    """Hands over to the check host, and keeps what it first said to authors: later runs are trials."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.outcome: HostOutcome | None = None

    def run_checks(self, exercise: Exercise, submission: Submission) -> HostOutcome:
        outcome = self._host.run_checks(exercise, submission)
        self.outcome = self.outcome or outcome
        return outcome


def submission_of(exercise: Exercise, source: str) -> Submission:
    """A program as if a learner had handed it in."""
    version = hashlib.sha256(source.encode()).hexdigest()
    return Submission(source, exercise.main_file or f"{exercise.id.replace('-', '_')}.py", f"sha256:{version}")


def was_cut_off(graded: Graded) -> bool:
    """Whether the wall clock ended a run: such a program is ungraded, and waits for something real."""
    return any(run.ending is Ending.WALL_LIMIT for run in graded.runs)


def without_requires(exercise: Exercise) -> Exercise:
    """The exercise with checks that all run, whatever became of the others."""
    return replace(exercise, checks=tuple(replace(check, requires=()) for check in exercise.checks))


def only(exercise: Exercise, check_id: str) -> Exercise:
    """The exercise with one check."""
    return replace(exercise, checks=(replace(exercise.check(check_id), requires=()),))


def stopping_early(exercise: Exercise) -> Exercise:
    """The exercise with checks of which each runs only if all before it passed."""
    chained = [
        replace(check, requires=tuple(before.id for before in exercise.checks[:number]))
        for number, check in enumerate(exercise.checks)
    ]
    return replace(exercise, checks=tuple(chained))
