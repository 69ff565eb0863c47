"""Grading one submission, on the one path that starters, solutions, wrong answers and real submissions all take."""

from __future__ import annotations

import platform
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, Protocol, Self

from grader import __version__
from grader.catalogue import open_gaps, python_allows, render_fills, render_solution
from grader.catalogue.match import find_misconception
from grader.errors import GraderFault
from grader.feedback import build_timeline, diagnose, warn
from grader.model import (
    CheckResult,
    CheckStatus,
    Diagnosis,
    Ending,
    Exercise,
    Isolation,
    KnownAnswer,
    Limits,
    Report,
    Status,
    Submission,
    Timeline,
)

_TRIAL_CPU_S: Final = 0.3
_TRIAL_WALL_S: Final = 2.0
_MANY_TRIALS: Final = 30
_FEW_TRIALS: Final = 10
"""Where sockets or processes are used: such a run takes up to a tenth of a second, and seconds if a process hangs."""
_TOO_LONG: Final = frozenset({Ending.CPU_LIMIT, Ending.WALL_LIMIT})


class Outcome(Protocol):
    """What the checks of an exercise said about a submission, and under which isolation."""

    @property
    def results(self) -> tuple[CheckResult, ...]: ...
    @property
    def isolation(self) -> Isolation: ...
    @property
    def python(self) -> str: ...


class CheckRunner(Protocol):
    """Runs the hidden checks of an exercise on a submission; ``GraderFault`` when it cannot."""

    def run_checks(self, exercise: Exercise, submission: Submission) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class _NotRun:
    """The outcome where no check was run."""

    results: tuple[CheckResult, ...]
    isolation: Isolation
    python: str


def grade(exercise: Exercise, submission: Submission, *, runner: CheckRunner, explain: bool = True) -> Report:
    """Grade ``submission``: run the checks, explain what failed.

    Unless it is to ``explain``, there is a verdict alone, without diagnoses and warnings.

    A fault of the grader or of the machine makes the report *ungraded*, with the reason; it is never a zero. Mistakes
    in the exercise itself (``CatalogueError``) are raised.
    """
    reason = None
    outcome: Outcome
    if submission.unreadable is not None:
        outcome = _not_run(exercise, CheckStatus.FAILED)
    elif not python_allows(exercise.python):
        reason = f"this exercise needs Python {exercise.python}; this is {platform.python_version()}"
        outcome = _not_run(exercise, CheckStatus.SKIPPED)
    else:
        try:
            outcome = runner.run_checks(exercise, submission)
        except GraderFault as fault:
            reason = str(fault)
            outcome = _not_run(exercise, CheckStatus.UNGRADED)
    shapes = {check.id: check.expected_timeline for check in exercise.checks}
    results = tuple(_with_timelines(result, shapes.get(result.id)) for result in outcome.results)
    status = _status(results, reason)
    gaps = open_gaps(exercise, submission.source)
    diagnoses: tuple[Diagnosis, ...] = ()
    if status is Status.FAILED and explain:
        known = _known_answer(exercise, submission, results)
        diagnoses = diagnose(
            exercise,
            submission,
            gaps,
            results,
            known=known,
            right=_right_answers(exercise),
            wrong=[(one, render_fills(exercise, one)) for one in exercise.misconceptions],
            trials=partial(_Trials.of, exercise, submission, runner, results),
        )
    return Report(
        exercise=exercise.id,
        title=exercise.title,
        exercise_version=exercise.version,
        submission_version=submission.version,
        status=status,
        score=sum(result.score for result in results),
        max_score=exercise.max_score,
        checks=results,
        isolation=outcome.isolation,
        grader=__version__,
        python=outcome.python,
        file=submission.name,
        learner=submission.learner,
        reason=reason or _first_reason(results, status),
        open_gaps=gaps,
        diagnoses=diagnoses,
        warnings=warn(exercise, submission, results, diagnoses) if explain and status is not Status.UNGRADED else (),
        remarks=(exercise.learned.strip(),) if exercise.learned and status is Status.PASSED else (),
    )


def _not_run(exercise: Exercise, status: CheckStatus) -> _NotRun:
    results = (
        CheckResult(c.id, c.title, status, 0.0, c.points, c.evidence, hidden_inputs=c.hidden_inputs)
        for c in exercise.checks
    )
    return _NotRun(tuple(results), Isolation("none"), platform.python_version())


def _status(results: tuple[CheckResult, ...], reason: str | None) -> Status:
    if reason is not None or any(result.status is CheckStatus.UNGRADED for result in results):
        return Status.UNGRADED
    return Status.PASSED if all(result.status is CheckStatus.PASSED for result in results) else Status.FAILED


def _first_reason(results: tuple[CheckResult, ...], status: Status) -> str | None:
    if status is not Status.UNGRADED:
        return None
    return next(
        (result.message for result in results if result.status is CheckStatus.UNGRADED and result.message), None
    )


def _known_answer(exercise: Exercise, submission: Submission, results: tuple[CheckResult, ...]) -> KnownAnswer | None:
    """The known wrong answer that the submission gives; its message is for the failure of the check that catches it."""
    known = find_misconception(exercise, submission.source)
    if known is None:
        return None
    catcher = known.misconception.caught_by
    caught = any(result.id == catcher and result.status is not CheckStatus.PASSED for result in results)
    return known if caught else None


def _right_answers(exercise: Exercise) -> tuple[str, ...]:
    """The programs that the author says are right."""
    return render_solution(exercise), *(render_fills(exercise, variant) for variant in exercise.accept)


def _most_trials(limits: Limits) -> int:
    """How many runs of a check a learner may wait for: many if they take no real time."""
    return _FEW_TRIALS if limits.network or limits.processes else _MANY_TRIALS


@dataclass(frozen=True, slots=True)
class _Trials:
    """Tries one check on programs between the submission and others; nothing else of such a run is ever shown."""

    exercise: Exercise
    """With that check alone."""
    submission: Submission
    runner: CheckRunner
    result: CheckResult
    """What the check said of the submission."""
    hung: list[str] = field(default_factory=list)
    """Programs whose processes took real time; after one of them nothing more is tried."""

    @property
    def most(self) -> int:
        return _most_trials(self.exercise.limits)

    @property
    def gave_up(self) -> bool:
        return bool(self.hung)

    @classmethod
    def of(
        cls,
        exercise: Exercise,
        submission: Submission,
        runner: CheckRunner,
        results: tuple[CheckResult, ...],
        check_id: str,
    ) -> Self:
        own = exercise.limits
        wall_s = min(own.wall_s, _TRIAL_WALL_S if not own.processes else _TRIAL_WALL_S / 2)
        limits = replace(own, cpu_s=min(own.cpu_s, _TRIAL_CPU_S), wall_s=wall_s)
        alone = replace(exercise, checks=(replace(exercise.check(check_id), requires=()),), limits=limits)
        return cls(alone, submission, runner, next(result for result in results if result.id == check_id))

    def passes(self, program: str) -> bool | None:
        result = self.result_of(program)
        if result is None or _took_too_long(result):
            return None
        return result.status is CheckStatus.PASSED and not self._ends_badly(result)

    def _ends_badly(self, result: CheckResult) -> bool:
        """Whether a run ended as none of the submission or the solution: a crash may please a check by chance."""
        new = _endings(result) - _endings(self.result)
        if not new:
            return False
        right = self.result_of(render_solution(self.exercise))
        return right is not None and not new <= _endings(right)

    def gives_the_same(self, program: str) -> bool:
        result = self.result_of(program)
        return result is not None and _shown(result) == _shown(self.result)

    def result_of(self, program: str) -> CheckResult | None:
        if self.hung:
            return None
        one = replace(self.submission, source=program)
        for _ in range(2):  # a machine's hiccup must not change what a learner is told
            try:
                result = self.runner.run_checks(self.exercise, one).results[0]
            except GraderFault:
                continue
            if self.exercise.limits.processes and _took_too_long(result):
                self.hung.append(program)
            return result
        return None


def _took_too_long(result: CheckResult) -> bool:
    return any(run.ending in _TOO_LONG for run in result.runs)


def _shown(result: CheckResult) -> object:
    """How a check failed: what it compared, or if it compared nothing, what the runs gave."""
    given = [(run.stdout, repr(run.returned)) for run in result.runs]
    return result.status, result.message, _endings(result), result.comparison or given


def _endings(result: CheckResult) -> set[tuple[int, Ending, str]]:
    """How each run ended, by its place among the runs of the check."""
    runs = enumerate(result.runs)
    return {(at, run.ending, run.error.type if run.error is not None else "") for at, run in runs}


def _with_timelines(result: CheckResult, shape: Timeline | None) -> CheckResult:
    """The result with the timelines of its runs; where it failed, also with the ``shape`` that the author gives."""
    runs = tuple(replace(run, timeline=build_timeline(run)) for run in result.runs)
    to_compare = result.status is CheckStatus.FAILED and not result.hidden_inputs
    return replace(result, runs=runs, expected_timeline=shape if to_compare else None)
