"""``csv``: the grades as a table, for a spreadsheet or a program of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from grader.model import CheckStatus
from grader.reports.formats.cells import Cell, row
from grader.reports.formats.common import Item, Options, Tally, items
from grader.reports.gradebook import Gradebook, WorkStatus

_WORK_COLUMNS = (
    "learner",
    "name",
    "email",
    "section",
    "exercise",
    "status",
    "points",
    "max_points",
    "raw_score",
    "raw_max",
    "late",
    "note",
    "attempt",
    "attempts",
    "submitted_at",
    "override_reason",
    "checks_passed",
    "checks",
    "diagnoses",
    "file",
)


def table(gradebook: Gradebook, options: Options, tally: Tally) -> Iterator[str]:
    """A row for each learner with all exercises, or a row for each work. A work without a grade is an empty cell."""
    return _per_work(gradebook, tally) if options.per_work else _per_learner(gradebook, tally)


def _per_learner(gradebook: Gradebook, tally: Tally) -> Iterator[str]:
    columns = gradebook.exercises
    yield row(
        ["learner", "name", "email", "section", "total", "max_total", "ungraded", "missing"]
        + [column.id for column in columns]
    )
    most = sum(column.max_points for column in columns)
    for learner, group in groupby(gradebook.works(), key=lambda work: work.learner):
        tally.learners += 1
        works = list(group)
        given = {work.exercise: work.points for work in works if tally.seen(work)}
        lacking = [work.status for work in works if not work.has_grade]
        ungraded, missing = lacking.count(WorkStatus.UNGRADED), lacking.count(WorkStatus.MISSING)
        start: list[Cell] = [learner.key, learner.name, learner.email, learner.section]
        numbers: list[Cell] = [float(sum(given.values())), float(most), ungraded, missing]
        yield row([*start, *numbers, *(given.get(column.id) for column in columns)])


def _per_work(gradebook: Gradebook, tally: Tally) -> Iterator[str]:
    yield row(_WORK_COLUMNS)
    for learner, group in groupby(items(gradebook), key=lambda item: item.work.learner):
        tally.learners += 1
        for item in group:
            start: list[Cell] = [learner.key, learner.name, learner.email, learner.section]
            yield row([*start, *_work(item, graded=tally.seen(item.work))])


def _work(item: Item, *, graded: bool) -> list[Cell]:
    work = item.work
    counts = work.status.counts
    statuses = [check["status"] for check in item.report.get("checks", ())]
    return [
        work.exercise,
        work.status.value,
        work.points if graded else None,
        work.max_points,
        work.raw_score if counts else None,
        work.raw_max if counts else None,
        work.late,
        work.note,
        work.attempt,
        work.attempts,
        work.submitted_at,
        work.override.reason if work.override else None,
        statuses.count(CheckStatus.PASSED) if counts else None,
        len(statuses) if counts else None,
        " ".join(str(diagnosis["slug"]) for diagnosis in item.report.get("diagnoses", ())),
        work.source_name,
    ]
