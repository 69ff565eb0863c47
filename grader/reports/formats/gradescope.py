"""``gradescope``: ``results.json`` as its autograder containers write it.

Every check is in it with its visibility, which Gradescope enforces. It hides the total of a learner who has a hidden
check, so that nothing can be concluded from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.model import CheckStatus
from grader.reports.formats.common import (
    CheckView,
    Item,
    Options,
    Ungraded,
    dump,
    explain_check,
    explain_work,
    number,
)


def gradescope(item: Item, options: Options) -> str:
    """The file for one work; raises ``Ungraded`` where there is no verdict."""
    return dump(results([item]))


def results(items: Sequence[Item]) -> dict[str, Any]:
    """What one submission gets, for one exercise or several.

    Raises ``Ungraded`` if one of them has no verdict: a container that then ends with an error is shown to the
    instructors as a failed run, and no score is stored.
    """
    for item in items:
        if not item.work.has_grade:
            raise Ungraded(item.reason())
    several = len(items) > 1
    tests = [_test(item, check, place, several) for place, item in enumerate(items, 1) for check in item.all_checks()]
    output = [f"{item.column.title}\n\n{text}" if several else text for item in items if (text := explain_work(item))]
    return {
        "score": number(sum(item.work.points for item in items)),
        "execution_time": number(sum(check.wall_s for item in items for check in item.all_checks())),
        "output": "\n\n".join(output),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": {"exercises": [_facts(item) for item in items]},
    }


def _test(item: Item, check: CheckView, place: int, several: bool) -> dict[str, Any]:
    return {
        "name": f"{item.column.title}: {check.title}" if several else check.title,
        "name_format": "text",
        "number": f"{place}.{check.number}" if several else str(check.number),
        "status": "passed" if check.passed else "failed",
        "score": number(check.score),
        "max_score": number(check.max_score),
        "output": explain_check(check),
        "output_format": "text",
        "tags": [item.column.id] + (["not reached"] if check.status is CheckStatus.NOT_REACHED else []),
        "visibility": check.visibility.value,
    }


def _facts(item: Item) -> dict[str, Any]:
    return {
        "exercise": item.column.id,
        "exercise_version": item.report.get("exercise_version"),
        "submission_version": item.report.get("submission_version"),
        "grader": item.report.get("grader"),
        "diagnoses": [diagnosis["slug"] for diagnosis in item.report.get("diagnoses", ())],
    }
