"""Scores that an instructor sets by hand. They stand beside the results, so that grading again leaves them alone."""

from __future__ import annotations

import difflib
import math
from dataclasses import dataclass

from grader.course.store.database import Database
from grader.errors import UserError
from grader.model import Learner


@dataclass(frozen=True, slots=True)
class Decision:
    """Points set by hand, with the reason; ``when`` is a time in ISO format."""

    points: float
    reason: str
    when: str


def decide(database: Database, learner: Learner, exercise: str, decision: Decision, most: float | None = None) -> None:
    """Set the points of a learner in an exercise, ``most`` at the most. An earlier decision is kept as history.

    Raises:
        UserError: if the points or the exercise make no sense, or the reason is empty.
    """
    if not math.isfinite(decision.points) or decision.points < 0:
        raise UserError(f"{decision.points:g} is no score: give a number from 0 up")
    if not decision.reason.strip():
        raise UserError("say why, with --reason: whoever reads the grade later will ask")
    _check_exercise(database, exercise)
    if most is not None and decision.points > most:
        raise UserError(f"`{exercise}` has {most:g} points, not {decision.points:g}; if more is meant, say --bonus")
    _write(database, (learner.key, exercise, decision.points, decision.reason.strip(), decision.when))


def take_back(database: Database, learner: Learner, exercise: str, reason: str, when: str) -> Decision:
    """Let the result count again; gives what was decided before. ``UserError`` if nothing was."""
    before = decision_on(database, learner.key, exercise)
    if before is None:
        _check_exercise(database, exercise)
        raise UserError(f"no score of {learner.name} in `{exercise}` was set by hand")
    _write(database, (learner.key, exercise, None, reason.strip(), when))
    return before


def decision_on(database: Database, learner: str, exercise: str) -> Decision | None:
    """What is in force for a learner, given by key."""
    row = database.row(
        "SELECT points, reason, made_at FROM override WHERE learner = ? AND exercise = ? ORDER BY id DESC LIMIT 1",
        *(learner, exercise),
    )
    if row is None or row[0] is None:
        return None
    return Decision(float(row[0]), str(row[1]), str(row[2]))


def _write(database: Database, row: tuple[object, ...]) -> None:
    with database.transaction(durable=True):
        database.run("INSERT INTO override (learner, exercise, points, reason, made_at) VALUES (?, ?, ?, ?, ?)", *row)


def _check_exercise(database: Database, exercise: str) -> None:
    known = [str(row[0]) for row in database.rows("SELECT id FROM exercise ORDER BY position, id")]
    if exercise not in known:
        close = difflib.get_close_matches(exercise, known, n=1)
        meant = f"; did you mean `{close[0]}`?" if close else ""
        raise UserError(f"nobody handed in an exercise `{exercise}`{meant}")
