"""``prairielearn``: ``results.json`` as an external grader of PrairieLearn writes it."""

from __future__ import annotations

from typing import Any

from grader.reports.formats.common import Item, Options, dump, explain_check, explain_work, number, output_of
from grader.reports.formats.sharing import Line, lines


def prairielearn(item: Item, options: Options) -> str:
    """The file for one work. Without a verdict it is not gradable, which costs the learner no attempt."""
    if not item.work.has_grade:
        message = f"This could not be graded, and it is not your fault: {item.reason()}"
        return dump({"gradable": False, "message": message, "format_errors": [message], "tests": []})
    most = item.work.max_points
    score = min(max(item.work.points / most, 0.0), 1.0) if most > 0 else 1.0
    return dump(
        {
            "gradable": True,
            "score": number(score),
            "message": explain_work(item),
            "output": "",
            "images": [],
            "tests": [_test(line) for line in lines(item, published=options.published)],
        }
    )


def _test(line: Line) -> dict[str, Any]:
    return {
        "name": line.name,
        "description": "",
        "points": number(line.score),
        "max_points": number(line.max_score),
        "message": explain_check(line.check) if line.check else "",
        "output": output_of(line.check) if line.check else "",
        "images": [],
    }
