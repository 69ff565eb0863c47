"""``moodle``: the offline grading worksheet of one assignment in Moodle.

Moodle finds a row by ``Identifier`` and skips, without a word, a row whose grade is out of range or changed since the
worksheet was made. So the worksheet that was downloaded is filled in: everything but grade and feedback stays as it is.
Without a worksheet, rows are made for the learners whose participant number is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from grader.model import Learner
from grader.reports.formats.cells import read, row
from grader.reports.formats.common import (
    FormatProblem,
    Item,
    Options,
    Tally,
    explain,
    explain_work,
    items,
    points,
)
from grader.reports.gradebook import ExerciseColumn, Gradebook

_IDENTIFIER: Final = "Identifier"
_GRADE: Final = "Grade"
_GRADED_AT: Final = "Last modified (grade)"
_FEEDBACK: Final = "Feedback comments"
_NAME: Final = "Full name"
_EMAIL: Final = "Email address"
_MAXIMUM: Final = "Maximum grade"
_NEEDED = (_IDENTIFIER, _GRADE, _GRADED_AT)


def moodle(gradebook: Gradebook, options: Options, tally: Tally) -> Iterator[str]:
    """The rows of one assignment; ``FormatProblem`` if the gradebook holds more than one exercise."""
    if len(gradebook.exercises) != 1:
        raise FormatProblem(
            "a Moodle worksheet holds the grades of one assignment: choose the exercise with --exercise ID"
        )
    [column] = gradebook.exercises
    if options.worksheet is None:
        return _made(gradebook, column, options, tally)
    return _filled(gradebook, read(options.worksheet), options, tally)


def _made(gradebook: Gradebook, column: ExerciseColumn, options: Options, tally: Tally) -> Iterator[str]:
    yield row([_IDENTIFIER, _NAME, _EMAIL, _MAXIMUM, _GRADE, _GRADED_AT, _FEEDBACK])
    for item in items(gradebook):
        learner = item.work.learner
        tally.learners += 1
        identifier = _identifier(learner.ids.get("moodle_participant", ""))
        if identifier is None:
            tally.notes["A learner has no participant number of Moodle, so there is no row: use --worksheet."] += 1
            continue
        grade = item.work.points if tally.seen(item.work) else None
        feedback = _feedback(item, options) if grade is not None else None
        # A dash is what Moodle itself writes for a grade that was never given.
        yield row([identifier, learner.name, learner.email, column.max_points, grade, "-", feedback])


def _filled(gradebook: Gradebook, rows: Sequence[Sequence[str]], options: Options, tally: Tally) -> Iterator[str]:
    if not rows or any(name not in rows[0] for name in _NEEDED):
        raise FormatProblem(
            f"the worksheet has no columns {', '.join(_NEEDED)}: in the assignment in Moodle, choose "
            "'Download grading worksheet' (with Moodle's language set to English), and give that file"
        )
    at = {name: number for number, name in enumerate(rows[0])}
    body = [list(cells) + [""] * (len(rows[0]) - len(cells)) for cells in rows[1:] if any(cells)]
    places = _Places(at, body)
    for item in items(gradebook):
        tally.learners += 1
        found = places.of(item.work.learner)
        if found is None:
            tally.notes["A learner is not in the worksheet, so the grade has no place."] += 1
        elif tally.seen(item.work):
            _fill(body[found], at, item, options, tally)
    yield row(rows[0])
    for number, cells in enumerate(body):
        if number not in places.taken:
            tally.notes["A row of the worksheet has no learner here, and stays as it was."] += 1
        yield row(cells)


def _fill(cells: list[str], at: dict[str, int], item: Item, options: Options, tally: Tally) -> None:
    most = _number(cells[at[_MAXIMUM]]) if _MAXIMUM in at else None
    grade, possible = item.work.points, item.work.max_points
    if most is not None and possible and most != possible:
        tally.notes[f"Grades were scaled from {points(possible)} to the {points(most)} points of the worksheet."] += 1
        grade = grade / possible * most
        possible = most
    if grade > possible:
        tally.notes["A grade is above the maximum: Moodle would skip it, so the maximum was written."] += 1
        grade = possible
    cells[at[_GRADE]] = points(grade)
    if _FEEDBACK in at:
        cells[at[_FEEDBACK]] = _feedback(item, options)


class _Places:
    """Finds the row of a learner: by participant number, by e-mail address, or by a name that nobody shares."""

    def __init__(self, at: dict[str, int], body: Sequence[Sequence[str]]) -> None:
        self.taken: set[int] = set()
        self._by_identifier = {cells[at[_IDENTIFIER]].strip(): n for n, cells in enumerate(body)}
        self._by_email = _unique(body, at.get(_EMAIL))
        self._by_name = _unique(body, at.get(_NAME))

    def of(self, learner: Learner) -> int | None:
        identifier = _identifier(learner.ids.get("moodle_participant", ""))
        candidates = (
            self._by_identifier.get(identifier or ""),
            self._by_email.get(learner.email.casefold()) if learner.email else None,
            self._by_name.get(_folded(learner.name)),
        )
        found = next((place for place in candidates if place is not None and place not in self.taken), None)
        if found is not None:
            self.taken.add(found)
        return found


def _unique(body: Sequence[Sequence[str]], column: int | None) -> dict[str, int]:
    if column is None:
        return {}
    places: dict[str, list[int]] = {}
    for number, cells in enumerate(body):
        places.setdefault(_folded(cells[column]), []).append(number)
    return {text: numbers[0] for text, numbers in places.items() if text and len(numbers) == 1}


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _identifier(text: str) -> str | None:
    """``Participant 12`` from ``12`` or from itself."""
    found = re.fullmatch(r"\s*(?:Participant\s*)?(\d+)\s*", text, re.IGNORECASE | re.ASCII)
    return f"Participant {found[1]}" if found else None


def _number(text: str) -> float | None:
    """A number as Moodle writes it, with a point or a comma."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None


def _feedback(item: Item, options: Options) -> str:
    """What the learner should read first, as the HTML that Moodle takes a comment for: about the work as a whole, and
    about the first check that did not pass.
    """
    failed = [check for check in item.shown_checks(published=options.published) if not check.passed]
    parts = [explain_work(item)]
    for check in failed[:1]:
        parts += [check.title, *(map(explain, check.diagnoses) if check.diagnoses else [check.message or ""])]
    return escape("\n\n".join(part for part in parts if part)).replace("\n", "<br>")
