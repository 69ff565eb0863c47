"""Judging one submission: every check that the exercise lists gets a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from grader.checks.collect import CheckFile
from grader.checks.explain import MAX_MESSAGE, Failure
from grader.checks.plan import Plan, Verdicts
from grader.checks.plugin import call_item
from grader.checks.redact import comparison_outside, seen_outside
from grader.checks.runs import RUN, Beat, Run, Runner, RunUngraded
from grader.checks.seen import NotThere
from grader.checks.sitting import SITTING, Sitting, Tally
from grader.errors import GraderFault
from grader.model import Check, CheckResult, CheckStatus, Comparison, Evidence
from grader.sandbox.program import Program


@dataclass(slots=True)
class _Verdict:
    status: CheckStatus
    message: str | None = None
    comparison: Comparison | None = None
    fault: str | None = None
    own_words: bool = False
    stops_all: bool = False


class _Chain:
    """Stands for the next item in a teardown: all but the file and its fixtures goes."""

    def __init__(self, collector: pytest.Module) -> None:
        self._chain = collector.listchain()

    def listchain(self) -> list[Any]:
        return self._chain


def judge(file: CheckFile, plan: Plan, program: Program, runner: Runner, beat: Beat) -> Verdicts:
    """Run the checks of ``plan`` against a learner's program. Faults of the sandbox's own come out as they are."""
    session = runner.session(program, plan.limits_for(program), plan.isolate)
    session.heartbeat = beat
    sitting = Sitting()
    file.restore()
    tokens = SITTING.set(sitting), RUN.set(Run(session, plan.limits, file.scenarios, sitting, beat))
    try:
        return _Judge(file, sitting, plan).all()
    finally:
        SITTING.reset(tokens[0])
        RUN.reset(tokens[1])
        session.close()


class _Judge:
    def __init__(self, file: CheckFile, sitting: Sitting, plan: Plan) -> None:
        self._file = file
        self._sitting = sitting
        self._checks = plan.checks
        self._keep: Any = _Chain(file.collector)
        self._status: dict[str, CheckStatus] = {}
        self._evidence: dict[str, tuple[Evidence, ...]] = {}
        self._faults: dict[str, str] = {}
        self._stopped = False

    def all(self) -> Verdicts:
        try:
            results = [self._result(check) for check in self._checks]
        finally:
            error = self._tear_down(None)
        if error is not None and results:
            results[-1] = self._make_result(self._checks[-1], self._broken(error), self._sitting.tally)
            self._faults[self._checks[-1].id] = _describe(error)
        return Verdicts(tuple(results), self._evidence, self._faults)

    def _tear_down(self, keep: Any) -> BaseException | None:
        try:
            self._file.collector.session._setupstate.teardown_exact(keep)
        except Exception as error:  # a fixture of the author's may raise anything as it ends
            return error
        return None

    def _result(self, check: Check) -> CheckResult:
        self._sitting.tally = tally = Tally()
        verdict = self._verdict(check)
        if verdict.status is CheckStatus.FAILED and tally.reused and not tally.fresh:
            verdict, tally = _Verdict(CheckStatus.NOT_REACHED), Tally()
        self._status[check.id] = verdict.status
        self._stopped = self._stopped or verdict.stops_all
        if tally.evidence:
            self._evidence[check.id] = tuple(sorted(tally.evidence))
        if verdict.fault is not None:
            self._faults[check.id] = self._sitting.tokens.hide(verdict.fault)
        return self._make_result(check, verdict, tally)

    def _make_result(self, check: Check, verdict: _Verdict, tally: Tally) -> CheckResult:
        tokens, hidden = self._sitting.tokens, check.hidden_inputs
        return CheckResult(
            id=check.id,
            title=check.title,
            status=verdict.status,
            score=check.points if verdict.status is CheckStatus.PASSED else 0.0,
            max_score=check.points,
            evidence=check.evidence,
            message=tokens.hide(verdict.message) if verdict.message else None,
            comparison=comparison_outside(verdict.comparison, tokens, hidden=hidden),
            runs=tuple(seen_outside(run, tokens, hidden=hidden) for run in tally.runs),
            hidden_inputs=hidden,
            expects_error=tally.expects_error,
        )

    def _verdict(self, check: Check) -> _Verdict:
        cases = self._file.cases.get(check.id)
        if cases is None:
            return _Verdict(CheckStatus.MISSING, fault="pytest does not find this check in the checks file")
        if check.id in self._file.skipped:
            return _Verdict(CheckStatus.SKIPPED, fault="a mark in the checks file skips this check")
        if self._stopped or any(self._status.get(other) is not CheckStatus.PASSED for other in check.requires):
            return _Verdict(CheckStatus.NOT_REACHED)
        for case in cases:
            verdict = self._run_case(case)
            if verdict.status is not CheckStatus.PASSED:
                return self._with_message(verdict, check)
        return _Verdict(CheckStatus.PASSED)

    def _with_message(self, verdict: _Verdict, check: Check) -> _Verdict:
        if verdict.status is CheckStatus.FAILED:
            if check.hidden_inputs and not verdict.own_words and verdict.message not in self._file.texts:
                verdict.message = None
            verdict.message = verdict.message or check.message
        return verdict

    def _run_case(self, case: pytest.Function) -> _Verdict:
        self._file.explainer.forget()
        caught = call_item(case, self._keep)
        return _Verdict(CheckStatus.PASSED) if caught is None else self._verdict_on(caught)

    def _verdict_on(self, error: BaseException) -> _Verdict:  # noqa: PLR0911 - one return for each kind of exception
        if isinstance(error, GraderFault):
            raise error
        if isinstance(error, RunUngraded):
            return _Verdict(CheckStatus.UNGRADED, str(error), stops_all=True)
        if isinstance(error, pytest.skip.Exception | pytest.xfail.Exception):
            return _Verdict(CheckStatus.SKIPPED)
        if isinstance(error, pytest.fail.Exception):
            return _Verdict(CheckStatus.FAILED, (error.msg or "")[:MAX_MESSAGE])
        if isinstance(error, NotThere):
            return _Verdict(CheckStatus.FAILED, str(error), own_words=True)
        if isinstance(error, AssertionError):
            failure = error.args[0] if error.args else None
            if isinstance(failure, Failure):
                return _Verdict(CheckStatus.FAILED, failure.message, failure.comparison)
            return _Verdict(CheckStatus.FAILED, str(error)[:MAX_MESSAGE])
        return self._broken(error)

    def _broken(self, error: BaseException) -> _Verdict:
        line = self._file.line_of(error)
        where = f" at line {line} of the checks file" if line is not None else ""
        message = f"The check itself broke: {type(error).__name__}{where}. The exercise is at fault, not your program."
        return _Verdict(CheckStatus.UNGRADED, message, fault=_describe(error))


def _describe(error: BaseException) -> str:
    return f"{type(error).__name__}: {str(error)[:MAX_MESSAGE]}"
