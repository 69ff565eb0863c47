"""The page of a class: one HTML file that opens anywhere, with the whole class in it.

The summary is written here and needs no script. The table of learners comes as compact JSON, of which the page's own
script shows the rows in sight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from grader.reports.class_page_figures import (
    BINS,
    MOST_ROWS,
    CheckFigures,
    ClassFigures,
    ExerciseFigures,
    Mistake,
    count,
)
from grader.reports.formats.common import points
from grader.reports.gradebook import Gradebook, WorkStatus
from grader.reports.pages import asset, data_island, ending_in_words, environment, policy, program_lines

_MOST_STATIC = 100
_MOST_MISTAKES = 60
_FREQUENT = 12
"""Mistakes that are in sight and on paper; the rarer ones are behind a click."""
_MOST_COMMON = 5
_MOST_WHERE = 3
_BAR_WIDTH, _BAR_STEP, _BAR_ROOM = 56, 64, 130
_MARKS = ((1, "L"), (2, "H"), (4, "T"), (8, "∞"))
_NOTHING = "\u2013"
_SIGNS = {2: "?", 3: _NOTHING}


def class_page(gradebook: Gradebook, *, folder: str = "") -> str:
    """The page; ``folder`` is where the learners' own pages are, seen from it: empty if there are none."""
    return render(count(gradebook), folder)


def render(figures: ClassFigures, folder: str) -> str:
    """The page of figures that were counted before."""
    style = asset("page.css") + asset("class_page.css")
    script = asset("class_page.js")
    from markupsafe import Markup

    mistakes = sorted(figures.mistakes.values(), key=lambda one: (-one.count, one.exercise, str(one.diagnosis["slug"])))
    shown = mistakes[:_MOST_MISTAKES]
    page: str = (
        environment()
        .get_template("class_page.html.j2")
        .render(
            figures=figures,
            policy=policy((style,), (script,)),
            # Both are files of ours, and have to stand in the page exactly as they were hashed.
            style=Markup(style),  # noqa: S704
            script=Markup(script),  # noqa: S704
            subtitle=_subtitle(figures),
            tiles=_tiles(figures),
            histogram=_histogram(figures),
            histogram_words=_histogram_words(figures),
            sections=any(row[1] for row in figures.rows),
            most=sum(exercise.column.max_points for exercise in figures.exercises),
            hidden_rows=figures.learners > MOST_ROWS,
            shown_rows=len(figures.rows),
            static_rows=list(_static_rows(figures, folder)),
            hardest=[_exercise(exercise) for exercise in sorted(figures.exercises, key=_hardness)],
            checks=[_check(check) for check in _by_failure(figures)],
            mistakes=[_mistake(figures, mistake) for mistake in shown],
            frequent=_FREQUENT,
            more_mistakes=len(mistakes) - len(shown),
            commonest=_commonest(shown),
            endings=list(_endings(figures)),
            lists=_lists(figures),
            bar=_bar,
            data=data_island(_data(figures, shown, folder)),
        )
    )
    return page


def _data(figures: ClassFigures, mistakes: Sequence[Mistake], folder: str) -> dict[str, Any]:
    return {
        "exercises": [[e.column.title, e.column.max_points] for e in figures.exercises],
        "most": sum(e.column.max_points for e in figures.exercises),
        "slugs": list(figures.slugs),
        "cells": [list(cells) for cells in figures.cells],
        "groups": [mistake.rows for mistake in mistakes],
        "folder": folder,
        "rows": figures.rows,
    }


def _subtitle(figures: ClassFigures) -> str:
    parts = [_counted(figures.learners, "learner"), _counted(len(figures.exercises), "exercise")]
    graders = sorted(figures.graders - {""})
    if graders:
        parts.append("graded by grader " + ", ".join(graders))
    return " · ".join(parts)


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' * (number != 1)}"


def _tiles(figures: ClassFigures) -> list[dict[str, Any]]:
    statuses = figures.statuses
    judged = statuses[WorkStatus.PASSED] + statuses[WorkStatus.FAILED]
    mean = sum(figures.complete) / len(figures.complete) if figures.complete else None
    tiles: list[tuple[str, str, bool]] = [
        (_percent(mean), "mean total", False),
        (_percent(statuses[WorkStatus.PASSED] / judged if judged else None), "of graded works passed", False),
        (f"{judged:,}", "works graded", False),
        (f"{statuses[WorkStatus.MISSING]:,}", "not handed in", False),
        (f"{figures.late:,}", "late", False),
        (f"{statuses[WorkStatus.UNGRADED]:,}", "ungraded", statuses[WorkStatus.UNGRADED] > 0),
        (f"{figures.tamper.total:,}", "tamper notices", figures.tamper.total > 0),
        (f"{figures.remarks.total:,}", "remarks on the intake", figures.remarks.total > 0),
    ]
    return [{"value": value, "label": label, "look": look} for value, label, look in tiles]


def _percent(share: float | None) -> str:
    return _NOTHING if share is None else f"{share:.0%}"


def _histogram(figures: ClassFigures) -> Iterator[dict[str, Any]]:
    counts = figures.bins()
    top = max(counts, default=0) or 1
    for number, amount in enumerate(counts):
        height = round(amount / top * _BAR_ROOM, 1)
        yield {
            "x": number * _BAR_STEP + (_BAR_STEP - _BAR_WIDTH) // 2,
            "y": 160 - height,
            "height": height,
            "count": amount,
            "words": f"{_counted(amount, 'learner')} with {number * 100 // BINS} to {(number + 1) * 100 // BINS} %",
        }


def _histogram_words(figures: ClassFigures) -> str:
    return "; ".join(part["words"] for part in _histogram(figures) if part["count"])


def _bar(share: float | None, css: str) -> str:
    """A bar of that share; a drawing needs no style of its own, which the policy would refuse."""
    from markupsafe import Markup

    width = f"{100 * (share or 0):.1f}"
    return Markup(  # noqa: S704 - numbers and names of ours
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="bg" width="100" height="10"/><rect class="{css}" width="{width}" height="10"/></svg>'
    )


def _hardness(exercise: ExerciseFigures) -> tuple[bool, float]:
    return exercise.mean is None, exercise.mean or 0.0


def _exercise(exercise: ExerciseFigures) -> dict[str, Any]:
    slug, often = max(exercise.slugs.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    return {
        "title": exercise.column.title,
        "mean": exercise.mean,
        "mean_value": f"{exercise.mean or 0:.6f}",
        "mean_text": _percent(exercise.mean),
        "passed_value": f"{exercise.passed_share or 0:.6f}",
        "passed_text": _percent(exercise.passed_share),
        "handed_in": exercise.handed_in,
        "tries": _NOTHING if exercise.tries is None else exercise.tries,
        "ungraded": exercise.statuses[WorkStatus.UNGRADED],
        "slug": slug,
        "slug_count": often,
    }


def _by_failure(figures: ClassFigures) -> list[CheckFigures]:
    checks = [check for exercise in figures.exercises for check in exercise.checks.values()]
    return sorted(checks, key=lambda check: (-check.failure_rate, -check.failed))


def _check(check: CheckFigures) -> dict[str, Any]:
    return {
        "title": check.title,
        "exercise": check.exercise,
        "rate": round(check.failure_rate, 6),
        "text": _percent(check.failure_rate if check.tried else None),
        "failed": check.failed,
        "passed": check.passed,
        "not_reached": check.not_reached,
    }


def _mistake(figures: ClassFigures, mistake: Mistake) -> dict[str, Any]:
    handed_in = next((e.handed_in for e in figures.exercises if e.column.title == mistake.exercise), 0)
    diagnosis = mistake.diagnosis
    return {
        "slug": diagnosis["slug"],
        "exercise": mistake.exercise,
        "count": mistake.count,
        "share": _percent(mistake.count / handed_in if handed_in else None),
        "what": diagnosis["what"],
        "why": diagnosis["why"],
        "next": diagnosis["next"],
        "line": (diagnosis.get("where") or {}).get("line"),
        "lines": program_lines(mistake.example) if mistake.example else [],
    }


def _commonest(mistakes: Sequence[Mistake]) -> list[dict[str, Any]]:
    """The commonest mistakes, whichever exercise they were made in."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for place, mistake in enumerate(mistakes):
        slug = str(mistake.diagnosis["slug"])
        counts[slug] += mistake.count
        first.setdefault(slug, place)
    return [
        {"slug": slug, "count": amount, "place": first[slug], "where": mistakes[first[slug]].exercise}
        for slug, amount in counts.most_common(_MOST_COMMON)
    ]


def _endings(figures: ClassFigures) -> Iterator[dict[str, Any]]:
    titles = {exercise.column.id: exercise.column.title for exercise in figures.exercises}
    for ending, where in sorted(figures.endings.items(), key=lambda pair: (-pair[1].total(), pair[0])):
        most = where.most_common(_MOST_WHERE)
        yield {
            "name": ending,
            "words": ending_in_words(ending),
            "count": where.total(),
            "where": ", ".join(f"{titles[exercise]} ({amount})" for exercise, amount in most),
        }


def _lists(figures: ClassFigures) -> list[dict[str, Any]]:
    learner = ("Learner", "Exercise")
    return [
        {
            "title": "Ungraded",
            "note": "A fault of the grader or of the machine. It costs nobody a point; grade again to get a verdict.",
            "headings": (*learner, "Why"),
            "listed": figures.ungraded,
        },
        {
            "title": "Tamper notices",
            "note": "What a program tried and was refused. It may be forged or an accident: look before you judge.",
            "headings": (*learner, "What"),
            "listed": figures.tamper,
        },
        {
            "title": "Points set by hand",
            "note": "They stay when the course is graded again.",
            "headings": (*learner, "Points", "Reason"),
            "listed": figures.by_hand,
        },
        {
            "title": "Remarks on the intake",
            "note": "What was handed in and could not be taken as it was.",
            "headings": ("Kind", "Where", "What", "Learner"),
            "listed": figures.remarks,
        },
    ]


def _static_rows(figures: ClassFigures, folder: str) -> Iterator[dict[str, Any]]:
    """The first rows for a browser without scripts."""
    tables = [list(cells) for cells in figures.cells]
    for name, section, _, file, total, codes in islice(figures.rows, _MOST_STATIC):
        yield {
            "name": name,
            "section": section,
            "link": f"{folder}/{file}.html" if folder else "",
            "total": points(total),
            "cells": [
                _static_cell(tables[place][code] if code >= 0 else (3, None, 0, -1)) for place, code in enumerate(codes)
            ],
        }


def _static_cell(cell: tuple[int, float | int | None, int, int]) -> dict[str, str]:
    status, given, marks, _ = cell
    css = "cz" if status == 1 and given == 0 else f"c{status}"
    return {
        "css": css if given is None or status != 2 else "c1",  # noqa: PLR2004 - ungraded, as the script counts them
        "text": _SIGNS.get(status, _NOTHING) if given is None else points(given),
        "marks": "".join(sign for bit, sign in _MARKS if marks & bit),
    }
