"""``canvas``: a CSV file for *Import* in the gradebook of Canvas.

Canvas finds a learner by ``ID``, else by ``SIS User ID``, else by ``SIS Login ID``, and an assignment by the number in
brackets behind its title. A title without a number would become a new assignment, so the numbers are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from grader.model import Learner
from grader.reports.formats.cells import Cell, is_neutral, row
from grader.reports.formats.common import FormatProblem, Options, Tally
from grader.reports.gradebook import ExerciseColumn, Gradebook

_ID_COLUMNS = {"ID": "canvas_id", "SIS User ID": "sis_user_id", "SIS Login ID": "sis_login_id"}
_LEARNER_COLUMNS = ("Student", *_ID_COLUMNS, "Section")


def canvas(gradebook: Gradebook, options: Options, tally: Tally) -> Iterator[str]:
    """A column for each exercise with an id. A work without a grade is an empty cell, which changes nothing there."""
    columns = _columns(gradebook, options)
    return _rows(gradebook, columns, options, tally)


def _columns(gradebook: Gradebook, options: Options) -> list[ExerciseColumn]:
    known = {column.id for column in gradebook.exercises}
    for exercise, number in options.canvas_ids.items():
        if exercise not in known:
            raise FormatProblem(f"there is no exercise '{exercise}' in this course to give a Canvas assignment to")
        if not re.fullmatch(r"\d+", number, re.ASCII):
            raise FormatProblem(
                f"'{number}' is no id of a Canvas assignment: it is the number at the end of the assignment's address"
            )
    columns = [column for column in gradebook.exercises if column.id in options.canvas_ids]
    if not columns:
        example = gradebook.exercises[0].id if gradebook.exercises else "EXERCISE"
        raise FormatProblem(
            "Canvas needs the id of each assignment, else it would make new ones: "
            f"say --assignment {example}=12345, with the number at the end of the assignment's address in Canvas"
        )
    return columns


def _rows(gradebook: Gradebook, columns: list[ExerciseColumn], options: Options, tally: Tally) -> Iterator[str]:
    left = [column.id for column in gradebook.exercises if column.id not in options.canvas_ids]
    if left:
        tally.notes[f"Without an assignment id, so not in the file: {', '.join(left)}."] += 1
    titles = [f"{_title(column)} ({options.canvas_ids[column.id]})" for column in columns]
    yield row([*_LEARNER_COLUMNS, *titles])
    yield row(["    Points Possible", *[None] * (len(_LEARNER_COLUMNS) - 1), *(c.max_points for c in columns)])
    chosen = {column.id for column in columns}
    for learner, group in groupby(gradebook.works(), key=lambda work: work.learner):
        tally.learners += 1
        given = {work.exercise: work.points for work in group if work.exercise in chosen and tally.seen(work)}
        _check_ids(learner, tally)
        ids: list[Cell] = [learner.ids.get(name, "") for name in _ID_COLUMNS.values()]
        yield row([learner.name, *ids, learner.section, *(given.get(column.id) for column in columns)])


def _title(column: ExerciseColumn) -> str:
    """The title without brackets at its end, in which Canvas looks for the id."""
    return column.title.replace("(", "[").replace(")", "]")


def _check_ids(learner: Learner, tally: Tally) -> None:
    ids = [learner.ids[name] for name in _ID_COLUMNS.values() if learner.ids.get(name)]
    if not ids:
        tally.notes["A learner has no Canvas id, SIS user id or SIS login id: Canvas will ask who it is."] += 1
    elif not any(is_neutral(text) for text in ids):
        tally.notes["An id begins like a formula and was neutralised: Canvas will ask who it is."] += 1
