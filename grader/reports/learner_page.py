"""The page of one learner: what was handed in, what became of it, why, and what the tasks did.

It is for the learner: checks that may not be seen now are left out, and so are totals from which they could be told,
and notices about tampering.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from grader.model import CheckStatus, Learner, name_lines
from grader.reports.formats.common import CheckView, Item, output_of, points
from grader.reports.gradebook import WorkStatus
from grader.reports.pages import asset, ending_in_words, environment, policy, program_lines, timeline_svg
from grader.reports.text import code

_SIGNS = {
    CheckStatus.PASSED: "✓",
    CheckStatus.FAILED: "✗",
    CheckStatus.MISSING: "✗",
    CheckStatus.NOT_REACHED: "·",
    CheckStatus.SKIPPED: "·",
    CheckStatus.UNGRADED: "?",
}
_IN_WORDS = {
    WorkStatus.PASSED: "passed",
    WorkStatus.FAILED: "not passed yet",
    WorkStatus.UNGRADED: "not graded",
    WorkStatus.MISSING: "not handed in",
}


def learner_page(course: str, learner: Learner, works: Sequence[Item], *, published: bool) -> str:
    """The page as text. It leads nowhere else: a learner may be given it alone."""
    from markupsafe import Markup

    style = asset("page.css") + asset("learner_page.css")
    sections = [_section(item, published=published) for item in works]
    page: str = (
        environment()
        .get_template("learner_page.html.j2")
        .render(
            course=course,
            learner=learner,
            policy=policy((style,), ()),
            style=Markup(style),  # noqa: S704 - a file of ours, which has to stand in the page as it was hashed
            total=_total(works, sections),
            sections=sections,
        )
    )
    return page


def _total(works: Sequence[Item], sections: Sequence[Mapping[str, Any]]) -> str:
    """The sum, or why there is none yet."""
    if any(section["withheld"] for section in sections):
        return "The total is shown when all checks are."
    graded = [item.work for item in works if item.work.has_grade]
    text = f"{points(sum(w.points for w in graded))} of {points(sum(i.work.max_points for i in works))} points"
    left = sum(item.work.status is WorkStatus.UNGRADED and not item.work.has_grade for item in works)
    return text + (f", {left} not graded yet" if left else "")


def _section(item: Item, *, published: bool) -> dict[str, Any]:
    """What the template shows of one work."""
    work = item.work
    checks = item.all_checks()
    shown = item.shown_checks(published=published)
    withheld = len(checks) - len(shown)
    explained = next((check for check in shown if check.status in (CheckStatus.FAILED, CheckStatus.MISSING)), None)
    diagnoses = [*item.general_diagnoses(), *(explained.diagnoses if explained else ())]
    return {
        "id": work.exercise,
        "title": item.column.title,
        "status": work.status.value if not withheld else "partly",
        "words": _IN_WORDS[work.status] if not withheld else _so_far(shown),
        "score": f"{points(work.points)} of {points(work.max_points)} points"
        if work.has_grade and not withheld
        else "",
        "withheld": withheld,
        "reason": item.reason() if work.status is WorkStatus.UNGRADED else "",
        "facts": list(_facts(item)),
        "checks": [_row(check) for check in shown],
        "diagnoses": [_diagnosis(diagnosis) for diagnosis in diagnoses],
        "message": explained.message if explained and not explained.diagnoses else None,
        "evidence": list(_evidence(explained or next(iter(reversed(shown)), None))),
        "warnings": [_diagnosis(diagnosis) for diagnosis in item.report.get("warnings", ())],
        "remarks": [str(remark) for remark in item.report.get("remarks", ())],
        "lines": program_lines(work.source) if work.source else [],
        "marked": {place["line"] for place in _places(diagnoses)},
        "file": work.source_name,
    }


def _so_far(shown: Sequence[CheckView]) -> str:
    passed = sum(check.passed for check in shown)
    return f"{passed} of the {len(shown)} checks shown so far passed" if shown else "the result is shown later"


def _facts(item: Item) -> Iterator[str]:
    work = item.work
    if work.submitted_at:
        yield f"Handed in {_moment(work.submitted_at)}."
    if work.attempts > 1:
        yield f"Attempt {work.attempt} of {work.attempts} counts."
    if work.late:
        yield work.late
    if work.note:
        yield work.note
    if work.override is not None:
        yield f"Points set by an instructor: {work.override.reason}" if work.override.reason else "Points set by hand."


def _moment(text: str) -> str:
    moment = datetime.fromisoformat(text)
    return f"{moment:%Y-%m-%d %H:%M}" + (f" (UTC{moment:%z})" if moment.tzinfo else "")


def _row(check: CheckView) -> dict[str, Any]:
    return {
        "sign": _SIGNS[check.status],
        "status": check.status.value,
        "words": check.status.value.replace("-", " "),
        "title": check.title,
        "points": "" if check.status is CheckStatus.UNGRADED else f"{points(check.score)} / {points(check.max_score)}",
    }


def _diagnosis(diagnosis: Mapping[str, Any]) -> dict[str, Any]:
    where = diagnosis.get("where")
    return {
        "what": diagnosis["what"],
        "why": diagnosis["why"],
        "next": diagnosis["next"],
        "where": _lines(where) if where else None,
    }


def _lines(where: Mapping[str, Any]) -> dict[str, Any]:
    lines = sorted((where, *where.get("also", ())), key=lambda place: place["line"])
    return {
        "name": name_lines(place["line"] for place in lines),
        "lines": [{"line": place["line"], "text": code(place["text"])} for place in lines],
    }


def _places(diagnoses: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for diagnosis in diagnoses:
        if diagnosis.get("where"):
            yield from (diagnosis["where"], *diagnosis["where"].get("also", ()))


def _evidence(check: CheckView | None) -> Iterator[dict[str, Any]]:
    """What the runs of a check showed: values, output, how they ended, and the timelines."""
    if check is None:
        return
    comparison = check.comparison if not check.passed else None
    if comparison:
        yield {"kind": "comparison", "got": code(comparison["got"]), "expected": code(comparison["expected"])}
    printed = output_of(check)
    if printed:
        yield {"kind": "output", "lines": program_lines(printed)}
    for run in check.runs:
        ending = ending_in_words(str(run["ending"]))
        if ending and not check.passed:
            yield {"kind": "ending", "words": ending}
        # What a passing program does differs from run to run as well: only the first is what the check is about.
        expected = check.expected_timeline if run is check.runs[0] else None
        picture = timeline_svg(run["timeline"], expected) if run.get("timeline") else None
        if picture is not None:
            yield {"kind": "timeline", "picture": picture}
