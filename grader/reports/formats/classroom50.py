"""``classroom50``: ``result.json`` as the runner of Classroom 50 reads it. Scores are whole numbers there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from grader.reports.formats.common import Item, Options, Ungraded, dump
from grader.reports.formats.sharing import distinct, lines, whole

_LONGEST_NAME = 100
"""Bytes of UTF-8 that the name of a test may have there."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the runner knows of a submission and wants to see again; in an export, the nearest that is known.

    ``moment`` is a time in ISO format, or ``None``.
    """

    classroom: str
    assignment: str
    owner: str
    submission: str
    commit: str
    release: str
    review: str
    moment: str | None = None
    assignment_type: str = "individual"


def classroom50(item: Item, options: Options) -> str:
    """The file for one work; raises ``Ungraded`` where there is no verdict."""
    work = item.work
    version = str(item.report.get("submission_version") or "unknown")
    facts = Facts(
        classroom=options.classroom or "classroom",
        assignment=work.exercise,
        owner=work.learner.ids.get("github") or work.learner.key,
        submission=f"submit/{work.exercise}-{work.attempt}",
        commit=version,
        release=version,
        review=version,
        moment=work.submitted_at,
    )
    return dump(result([item], facts, published=options.published))


def result(items: Sequence[Item], facts: Facts, *, published: bool = False) -> dict[str, Any]:
    """What one submission gets, for one exercise or several.

    Raises ``Ungraded`` if one of them has no verdict: end with a code other than 0 then, which the runner takes for a
    failure of the grader.
    """
    for item in items:
        if not item.work.has_grade:
            raise Ungraded(item.reason())
    several = len(items) > 1
    named = [
        (f"{item.column.title}: {line.name}" if several else line.name, line)
        for item in items
        for line in lines(item, published=published)
    ]
    names = distinct([_fitting(name) for name, _ in named])
    scores = whole([line for _, line in named])
    tests = [
        {"test-name": name, "passed": line.passed, "score": score, "max-score": most}
        for name, (_, line), (score, most) in zip(names, named, scores, strict=True)
    ]
    return {
        "schema": "classroom50/result/v1",
        "classroom": facts.classroom,
        "assignment": facts.assignment,
        "assignment_type": facts.assignment_type,
        "owner": facts.owner,
        "usernames": [facts.owner],
        "submission": facts.submission,
        "commit": facts.commit,
        "release": facts.release,
        "review": facts.review,
        "datetime": moment(facts.moment),
        "score": sum(score for score, _ in scores),
        "max-score": sum(most for _, most in scores),
        "tests": tests,
    }


def moment(text: str | None) -> str:
    """The time in UTC to the second, as the runner wants it. Where none is known: the beginning of all clocks."""
    if text is None:
        return "1970-01-01T00:00:00Z"
    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _fitting(name: str) -> str:
    """The name on one line, with room left for a number behind it."""
    clean = "".join(char if char.isprintable() else " " for char in name)
    return clean.encode("utf-8", "replace")[: _LONGEST_NAME - 6].decode("utf-8", "ignore")
