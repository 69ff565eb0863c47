"""A course of one small exercise, and a stand-in for the process that runs the checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from grader.errors import GraderFault
from grader.model import CheckResult, CheckStatus, Exercise, Isolation, Submission

EXERCISE = """\
format: 1
id: add-one
title: Add one
chapter: 00-numbers
order: 10
difficulty: 1
minutes: 5
objectives: [Add]
prompt: |
  `add_one(number)` returns the number after **number**.
starter: |
  def add_one(number):
      return ____next____
gaps:
  next: {answer: number + 1, ask: the number after it}
hints: [What comes after 1?]
checks:
  - {id: test_adds, title: Adds one, points: 2}
misconceptions:
  - id: twice
    gaps: {next: number * 2}
    caught_by: test_adds
    max_points: 0
    slug: doubled
    message: You doubled it.
accept:
  - {id: turned, gaps: {next: 1 + number}}
"""

CHECKS = """\
def test_adds(run):
    assert run.call("add_one", 2).value == 3
"""

SOLUTION = "def add_one(number):\n    return number + 1\n"


def write_course(root: Path, exercise: str = EXERCISE, checks: str = CHECKS, name: str = "add-one") -> Path:
    """Writes the course into ``root`` and returns it."""
    stem = name.replace("-", "_")
    for folder in ("exercises", "solutions"):
        (root / folder / "00-numbers").mkdir(parents=True, exist_ok=True)
    (root / "exercises/00-numbers" / f"{name}.yaml").write_text(exercise, encoding="utf-8")
    (root / "exercises/00-numbers" / f"{stem}_checks.py").write_text(checks, encoding="utf-8")
    (root / "solutions/00-numbers" / f"{stem}.py").write_text(SOLUTION, encoding="utf-8")
    return root


@dataclass(frozen=True, slots=True)
class Outcome:
    results: tuple[CheckResult, ...]
    isolation: Isolation = field(default_factory=lambda: Isolation("portable", ("time-limit",)))
    python: str = "3.11.0"


def passes_if_right(source: str) -> CheckStatus:
    """What the check of the small exercise would say."""
    right = "number + 1" in source or "1 + number" in source
    return CheckStatus.PASSED if right else CheckStatus.FAILED


class HostStandIn:
    """Takes the place of the check host; ``judge`` says what becomes of every check, or raises."""

    def __init__(self, judge: Callable[[str], CheckStatus] = passes_if_right) -> None:
        self.judge = judge
        self.graded: list[str] = []
        self.isolation = ""
        self.open = False

    def __call__(self, isolation: str) -> HostStandIn:
        self.isolation = isolation
        return self

    def __enter__(self) -> HostStandIn:
        self.open = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.open = False

    def run_checks(self, exercise: Exercise, submission: Submission) -> Outcome:
        assert self.open
        self.graded.append(submission.name)
        status = self.judge(submission.source)
        score = 1.0 if status is CheckStatus.PASSED else 0.0
        return Outcome(
            tuple(
                CheckResult(check.id, check.title, status, score * check.points, check.points, check.evidence)
                for check in exercise.checks
            )
        )


def out_of_order(source: str) -> CheckStatus:
    raise GraderFault("the check host ended")
