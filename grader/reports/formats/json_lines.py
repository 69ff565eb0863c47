"""``json`` and ``jsonl``: everything that is known, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from grader.model import Learner, Remark
from grader.reports.formats.common import Options, Tally, number, writable
from grader.reports.gradebook import Gradebook, GradedWork

FORMAT = 1
"""Version of both forms. Raise it when a key changes its meaning or goes away."""


def json_document(gradebook: Gradebook, options: Options, tally: Tally) -> Iterator[str]:
    """One document, written piece by piece: it never stands in memory as a whole."""
    head: dict[str, Any] = {
        "format": FORMAT,
        "course": gradebook.course_title,
        "exercises": [
            {
                "id": column.id,
                "title": column.title,
                "chapter": column.chapter,
                "max_points": number(column.max_points),
                "checks": [
                    {
                        "id": check.id,
                        "title": check.title,
                        "max_score": number(check.max_score),
                        "visibility": gradebook.visibility(column.id).get(check.id, "visible"),
                    }
                    for check in column.checks
                ],
            }
            for column in gradebook.exercises
        ],
    }
    yield _line(head).rstrip()[:-1] + ',\n"learners": ['
    separator = "\n"
    for learner, works in groupby(gradebook.works(), key=lambda work: work.learner):
        tally.learners += 1
        record = {**_learner(learner), "works": [_counted(work, tally) for work in works]}
        yield separator + _line(record).rstrip()
        separator = ",\n"
    yield '\n],\n"remarks": ['
    separator = "\n"
    for remark in gradebook.remarks():
        yield separator + _line(_remark(remark)).rstrip()
        separator = ",\n"
    yield "\n]}\n"


def json_lines(gradebook: Gradebook, options: Options, tally: Tally) -> Iterator[str]:
    """A line for each work, then one for each remark of the intake; ``kind`` tells them apart."""
    for learner, works in groupby(gradebook.works(), key=lambda work: work.learner):
        tally.learners += 1
        for work in works:
            yield _line({"kind": "work", "format": FORMAT, "learner": _learner(learner), **_counted(work, tally)})
    for remark in gradebook.remarks():
        yield _line({"format": FORMAT, **_remark(remark), "kind": "remark", "remark": remark.kind.value})


def _line(data: object) -> str:
    return json.dumps(writable(data), ensure_ascii=False, allow_nan=False) + "\n"


def _learner(learner: Learner) -> dict[str, Any]:
    return {
        "key": learner.key,
        "name": learner.name,
        "email": learner.email,
        "section": learner.section,
        "ids": dict(learner.ids),
    }


def _counted(work: GradedWork, tally: Tally) -> dict[str, Any]:
    graded = tally.seen(work)
    override = None
    if work.override is not None:
        override = {
            "points": number(work.override.points),
            "reason": work.override.reason,
            "when": work.override.when or None,
        }
    return {
        "exercise": work.exercise,
        "status": work.status.value,
        "points": number(work.points) if graded else None,
        "max_points": number(work.max_points),
        "raw_score": number(work.raw_score) if work.status.counts else None,
        "raw_max": number(work.raw_max),
        "late": work.late or None,
        "note": work.note or None,
        "attempt": work.attempt,
        "attempts": work.attempts,
        "submitted_at": work.submitted_at,
        "override": override,
        "source_name": work.source_name,
        "source": work.source,
        "report": work.report,
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "kind": remark.kind.value,
        "origin": remark.origin,
        "text": remark.text,
        "learner": remark.learner,
        "exercise": remark.exercise,
    }
