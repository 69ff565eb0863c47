"""``exercism``: ``results.json``, version 3, and the form of the GitHub Classroom actions, which was made after it."""

from __future__ import annotations

import base64
import json
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
    output_of,
    writable,
)
from grader.reports.formats.sharing import lines

_MOST_OUTPUT = 500
_CUT = "\n(cut)"


def exercism(item: Item, options: Options) -> str:
    """The file for one work. It says nothing of checks that the learner may not see now.

    A work that nothing could be tried on, and one without a verdict, is an ``error`` with a message.
    """
    if not item.work.status.counts:
        message = f"This could not be graded, and it is not your fault: {item.reason()}"
        return dump({"version": 3, "status": "error", "message": message, "tests": []})
    shown = item.shown_checks(published=options.published)
    if item.general_diagnoses() and not any(check.status is CheckStatus.PASSED for check in shown):
        return dump({"version": 3, "status": "error", "message": explain_work(item), "tests": []})
    status = "pass" if all(check.passed for check in shown) else "fail"
    return dump({"version": 3, "status": status, "message": None, "tests": [_test(check) for check in shown]})


def _test(check: CheckView) -> dict[str, Any]:
    printed = output_of(check)
    if len(printed) > _MOST_OUTPUT:
        printed = printed[: _MOST_OUTPUT - len(_CUT)] + _CUT
    return {
        "name": check.title,
        "status": _status(check),
        "message": explain_check(check) or None,
        "output": printed or None,
        # What stands there for people is the code of the test; a hidden check's is never shown.
        "test_code": check.title,
    }


def _status(check: CheckView) -> str:
    if check.status is CheckStatus.UNGRADED:
        return "error"
    return "pass" if check.passed else "fail"


def github_classroom(item: Item, options: Options) -> str:
    """What a grading action sets as its output ``result``: base64 of JSON, on one line.

    Raises ``Ungraded`` where there is no verdict: let the step fail then.
    """
    if not item.work.has_grade:
        raise Ungraded(item.reason())
    given = lines(item, published=options.published)
    tests = [
        {
            "name": line.name,
            "status": "pass" if line.passed else "fail",
            "message": (explain_check(line.check) or None) if line.check else None,
            "test_code": line.name,
            "score": number(line.score),
            "max_score": number(line.max_score),
            "filename": "",
            "line_no": _line(line.check),
            "duration": number(line.check.wall_s) if line.check else 0,
        }
        for line in given
    ]
    data = {
        "version": 3,
        "status": "pass" if all(line.passed for line in given) else "fail",
        "message": explain_work(item) or None,
        "max_score": number(sum(line.max_score for line in given)),
        "tests": tests,
    }
    text = json.dumps(writable(data), ensure_ascii=False, allow_nan=False)
    return base64.b64encode(text.encode("utf-8")).decode("ascii") + "\n"


def _line(check: CheckView | None) -> int:
    """The learner's line that the check points at, or 0."""
    places = (diagnosis.get("where") for diagnosis in check.diagnoses) if check else iter(())
    return next((int(place["line"]) for place in places if place), 0)
