"""What ``grader demo`` grades, and the verdict that each program must get."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.cli.common import answer_name
from grader.model import CheckStatus, Exercise, Misconception, Report, Status, Submission

if TYPE_CHECKING:
    from grader.catalogue import Course


class Kind(enum.StrEnum):
    """What a program of the demonstration is."""

    SOLUTION = "solution"
    STARTER = "starter"
    WRONG = "wrong answer"
    ACCEPTED = "accepted answer"


@dataclass(frozen=True, slots=True)
class Case:
    """One program. ``id`` tells it from the others of its kind; ``misconception`` is set for a wrong answer."""

    exercise: Exercise
    kind: Kind
    id: str
    submission: Submission
    misconception: Misconception | None = None


def cases(exercise: Exercise, course: Course) -> Iterator[Case]:
    """The shipped solution, the untouched starter, the known wrong answers, the accepted ones that this Python runs."""
    from grader.catalogue import python_allows, render_fills, render_starter
    from grader.submission import read_submission

    def rendered(source: str) -> Submission:
        version = hashlib.sha256(source.encode()).hexdigest()
        return Submission(source, answer_name(exercise), f"sha256:{version}")

    yield Case(exercise, Kind.SOLUTION, "", read_submission(course.solution_path(exercise)))
    yield Case(exercise, Kind.STARTER, "", rendered(render_starter(exercise)))
    for wrong in exercise.misconceptions:
        yield Case(exercise, Kind.WRONG, wrong.id, rendered(render_fills(exercise, wrong)), wrong)
    for variant in exercise.accept:
        if variant.python is None or python_allows(variant.python):
            yield Case(exercise, Kind.ACCEPTED, variant.id, rendered(render_fills(exercise, variant)))


def surprises(case: Case, report: Report) -> tuple[str, ...]:
    """What in the report is not as it must be for this program; empty if all is."""
    if report.status is Status.UNGRADED:
        return (f"not graded: {report.reason}",)
    match case.kind:
        case Kind.SOLUTION | Kind.ACCEPTED:
            return tuple(_no_full_marks(report))
        case Kind.STARTER:
            return tuple(_gaps_not_named(case.exercise, report))
        case Kind.WRONG:
            assert case.misconception is not None  # noqa: S101 - for mypy: every wrong answer comes from one
            return tuple(_not_caught(case.misconception, report))


def _no_full_marks(report: Report) -> Iterator[str]:
    if report.status is not Status.PASSED or report.score != report.max_score:
        failed = ", ".join(check.id for check in report.checks if check.status is not CheckStatus.PASSED)
        yield f"earned {report.score:g} of {report.max_score:g} points; not passed: {failed}"


def _gaps_not_named(exercise: Exercise, report: Report) -> Iterator[str]:
    if report.status is Status.PASSED:
        yield "passed"
    named = {gap.name for gap in report.open_gaps}
    missing = [gap.name for gap in exercise.gaps if gap.name not in named]
    if missing:
        yield f"open gaps not named: {', '.join(missing)}"


def _not_caught(wrong: Misconception, report: Report) -> Iterator[str]:
    if report.status is Status.PASSED:
        yield "passed"
    by = next((check for check in report.checks if check.id == wrong.caught_by), None)
    if by is None or by.status is not CheckStatus.FAILED:
        yield f"not caught by {wrong.caught_by}, which is {by.status if by else 'not in the report'}"
    if wrong.max_points is not None and report.score > wrong.max_points:
        yield f"earned {report.score:g} points, at most {wrong.max_points:g} expected"
    if not _tells(wrong, report):
        yield "its message is not in the report"


def _tells(wrong: Misconception, report: Report) -> bool:
    message = " ".join(wrong.message.split())
    told = [text for d in report.diagnoses for text in (d.what, d.why, d.next)]
    told += [check.message or "" for check in report.checks]
    return any(message in " ".join(text.split()) for text in told)
