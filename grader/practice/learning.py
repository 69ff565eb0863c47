"""What a check, a hint or a solution does to a learner's progress, and what comes next. Plain functions of data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from grader.model import CheckStatus, Exercise, Report, Status, Submission
from grader.practice.progress import Progress, Record, Review, State
from grader.practice.workspace import starter_file

REVIEW_DAYS: Final = (2, 7, 21)
"""After how many days an exercise comes back: at first, after it went well once, after it went well twice."""
MANY_TRIES: Final = 3
"""More tries than these in a round, a hint or a look at the solution: the exercise is worth a review."""
LONGEST_PAUSE: Final = timedelta(minutes=5)
"""The most that a time without any sign of work counts as work."""
_NO_MISTAKE: Final = frozenset({"open-gaps"})


def noted(progress: Progress, exercise: Exercise, record: Record) -> Progress:
    """The progress with a new record of the exercise, under the name that it has now."""
    others = {name: one for name, one in progress.exercises.items() if name not in exercise.former_ids}
    return replace(progress, exercises=others | {exercise.id: record})


def record_of(progress: Progress, exercise: Exercise) -> Record:
    return progress.record(exercise.id, exercise.former_ids)


def worked(record: Record, now: datetime) -> Record:
    """The record after a sign of work: the time since the last one counts, a long pause not in full."""
    pause = now - record.worked if record.worked is not None else timedelta()
    spent = min(max(pause, timedelta()), LONGEST_PAUSE)
    return replace(record, worked=now, seconds=record.seconds + round(spent.total_seconds()))


def visited(progress: Progress, exercise: Exercise, now: datetime) -> Progress:
    """The learner turned to this exercise: it is the current one, and the clock runs."""
    record = replace(record_of(progress, exercise), worked=now)
    return replace(noted(progress, exercise, record), current=exercise.id)


# ------------------------------------------------------------------------------------------------------ checks


def checked(progress: Progress, exercise: Exercise, submission: Submission, report: Report, now: datetime) -> Progress:
    """The progress after a check.

    An attempt is a check of a program without open gaps that differs from the one checked last. Nothing that was passed
    is lost by a later failure, and what could not be graded counts for nothing.
    """
    record = worked(record_of(progress, exercise), now)
    if report.status is not Status.UNGRADED and submission.source != starter_file(exercise):
        record = _judged(record, exercise, report, now)
    return noted(progress, exercise, record)


def _judged(record: Record, exercise: Exercise, report: Report, now: datetime) -> Record:
    running = record.state is not State.PASSED
    is_new = record.checked != report.submission_version
    passed = report.status is Status.PASSED
    if running and is_new and not report.open_gaps:
        record = replace(record, attempts=record.attempts + 1, tries=record.tries + 1)
    if is_new and not passed:
        record = replace(record, mistakes=_counted(record, report))
    record = replace(record, checked=report.submission_version, failed=failed_check(report))
    if passed:
        record = replace(_round_over(record, now) if running else record, version=exercise.version)
    return record


def failed_check(report: Report) -> str | None:
    """The check that the feedback is about; ``None`` while gaps are open: no check says anything then."""
    if report.open_gaps:
        return None
    told = next((diagnosis.check for diagnosis in report.diagnoses if diagnosis.check is not None), None)
    failed = (one.id for one in report.checks if one.status in {CheckStatus.FAILED, CheckStatus.MISSING})
    return told or next(failed, None)


def _counted(record: Record, report: Report) -> dict[str, int]:
    mistakes = dict(record.mistakes)
    for slug in {diagnosis.slug for diagnosis in report.diagnoses} - _NO_MISTAKE:
        mistakes[slug] = mistakes.get(slug, 0) + 1
    return mistakes


def _round_over(record: Record, now: datetime) -> Record:
    return replace(record, passed=record.passed or now, reviewing=False, review=_next_review(record, now.date()))


# ------------------------------------------------------------------------------------------------------ reviews


def was_hard(record: Record) -> bool:
    """Whether this round needed help or many tries."""
    return bool(record.hints) or record.solution_shown or record.tries > MANY_TRIES


def _next_review(record: Record, today: date) -> Review | None:
    if was_hard(record):
        return Review(today + timedelta(days=REVIEW_DAYS[0]))
    if record.review is None:
        return None
    step = record.review.step + 1
    return Review(today + timedelta(days=REVIEW_DAYS[step]), step) if step < len(REVIEW_DAYS) else None


def reviewing(record: Record) -> Record:
    """The record at the beginning of a review: a round like the first one."""
    return replace(record, reviewing=True, tries=0, hints=(), solution_shown=False, checked=None, failed=None)


def is_due(record: Record, today: date) -> bool:
    return record.review is not None and record.review.due <= today and not record.reviewing


def due(progress: Progress, today: date) -> list[str]:
    """The names of the exercises that are due for a review, the one that waits longest first."""
    waiting = ((one.review.due, name) for name, one in progress.exercises.items() if one.review and is_due(one, today))
    return [name for _, name in sorted(waiting)]


# ------------------------------------------------------------------------------------------------------ what next


def left_after(progress: Progress, ids: Sequence[str], current: str | None) -> Iterator[str]:
    """The exercises that are not passed, after the current one and then from the start; never the current one."""
    first = ids.index(current) + 1 if current in ids else 0
    for name in (*ids[first:], *ids[:first]):
        if name != current and progress.record(name).state is not State.PASSED:
            yield name


def next_hint(exercise: Exercise, record: Record) -> int | None:
    """The number of the hint to show next, from 1: those for the check that failed, then all in the author's order.

    ``None`` if all were shown.
    """
    left = [number for number in range(1, len(exercise.hints) + 1) if number not in record.hints]
    fitting = [number for number in left if record.failed and exercise.hints[number - 1].check == record.failed]
    return next(iter(fitting or left), None)


def hinted(record: Record, number: int) -> Record:
    """The record after a hint was shown. One that was shown after the pass changes nothing."""
    return record if record.state is State.PASSED else replace(record, hints=(*record.hints, number))


def mistakes(progress: Progress) -> Iterator[tuple[str, int]]:
    """Every mistake by its slug with how often it was made, the most frequent first."""
    totals: dict[str, int] = {}
    for record in progress.exercises.values():
        for slug, count in record.mistakes.items():
            totals[slug] = totals.get(slug, 0) + count
    yield from sorted(totals.items(), key=lambda item: (-item[1], item[0]))
