"""The gradebook of a course: what the store holds, as the policy counts it. Reports are made from this."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from grader.course.engine import utc_now
from grader.course.items import unpack_report
from grader.course.policy import Attempt, Policy, load_policy
from grader.course.store import Database, open_database
from grader.course.store.decisions import decision_on
from grader.course.store.people import read_learner
from grader.model import REPORT_FORMAT, CheckStatus, IntakeKind, Learner, Remark, Status
from grader.reports.gradebook import CheckColumn, ExerciseColumn, GradedWork, Override, Visibility, WorkStatus

POLICY_NAME: Final = "policy.yaml"
"""The policy that the reports follow lies under this name beside the store."""
_NOT_YET: Final = "it is not graded yet"


def policy_of(folder: Path) -> Policy:
    """The policy that was kept with the results in ``folder``, else the one without rules.

    ``CatalogueError`` if it has mistakes.
    """
    path = folder / POLICY_NAME
    return load_policy(path) if path.is_file() else Policy()


@contextmanager
def open_gradebook(folder: Path, *, now: Callable[[], datetime] = utc_now) -> Iterator[StoredGradebook]:
    """The gradebook of the results in ``folder``, as they are at this moment even while grading goes on.

    ``UserError`` if there are no results.
    """
    with open_database(folder) as database, database.snapshot():
        yield StoredGradebook(database, policy_of(folder), now())


def most_points(database: Database, policy: Policy, exercise: str) -> float | None:
    """What full marks in an exercise count; ``None`` if nobody handed it in."""
    row = database.row("SELECT e.max_score FROM exercise x JOIN edition e ON e.id = x.edition WHERE x.id = ?", exercise)
    return None if row is None else policy.max_points(exercise, float(row[0]))


@dataclass(frozen=True, slots=True)
class _Exercise:
    column: ExerciseColumn
    version: str
    max_score: float


@dataclass(frozen=True, slots=True)
class _Row:
    """One attempt as the store has it."""

    attempt: Attempt
    submission: int
    file: str
    result: int | None


class StoredGradebook:
    """A gradebook over a store; see ``grader.reports.gradebook.Gradebook``."""

    def __init__(self, database: Database, policy: Policy, now: datetime) -> None:
        self._database = database
        self._policy = policy
        self._now = now
        self._exercises = {one.column.id: one for one in self._read_exercises()}

    @property
    def course_title(self) -> str:
        return self._policy.title or self._database.note("course-title") or "Course"

    @property
    def salt(self) -> bytes:
        return bytes.fromhex(self._database.note("salt") or "")

    @property
    def exercises(self) -> tuple[ExerciseColumn, ...]:
        return tuple(one.column for one in self._exercises.values())

    def visibility(self, exercise: str) -> Mapping[str, Visibility]:
        known = self._exercises.get(exercise)
        return self._policy.visibility(exercise, [check.id for check in known.column.checks]) if known else {}

    def learners(self) -> Iterator[Learner]:
        query = "SELECT key, name, email, section, ids FROM learner ORDER BY name, key"
        return map(read_learner, self._database.rows(query))

    def works(self, learner_key: str | None = None) -> Iterator[GradedWork]:
        for learner in self.learners() if learner_key is None else self._learner(learner_key):
            attempts = self._attempts(learner.key)
            for exercise in self._exercises.values():
                yield self._work(learner, exercise, attempts.get(exercise.column.id, []))

    def remarks(self) -> Iterator[Remark]:
        for kind, origin, text, learner, exercise in self._database.rows(
            "SELECT kind, origin, text, learner, exercise FROM remark ORDER BY rowid"
        ):
            yield Remark(IntakeKind(kind), origin, text, learner, exercise)

    # --------------------------------------------------------------------------------------------------- reading

    def _read_exercises(self) -> Iterator[_Exercise]:
        for name, version, title, chapter, max_score, checks in self._database.rows(
            """SELECT x.id, e.version, e.title, e.chapter, e.max_score, e.checks
               FROM exercise x JOIN edition e ON e.id = x.edition ORDER BY x.position, x.id"""
        ):
            columns = tuple(CheckColumn(str(id_), str(text), float(most)) for id_, text, most in json.loads(checks))
            points = self._policy.max_points(name, max_score)
            yield _Exercise(ExerciseColumn(name, title, chapter, points, columns), version, max_score)

    def _learner(self, key: str) -> Iterator[Learner]:
        query = "SELECT key, name, email, section, ids FROM learner WHERE key = ?"
        return map(read_learner, self._database.rows(query, key))

    def _attempts(self, learner: str) -> dict[str, list[_Row]]:
        """The attempts of a learner by exercise, from first to last."""
        found: dict[str, list[_Row]] = {}
        for exercise, number, submission, file, submitted, late, result, score, most in self._database.rows(
            """SELECT w.exercise, w.attempt, w.submission, w.file, w.submitted_at, w.marked_late, r.id, r.score,
                   COALESCE(r.max_score, e.max_score)
               FROM work w LEFT JOIN result r ON r.id = w.result
               JOIN exercise x ON x.id = w.exercise JOIN edition e ON e.id = x.edition
               WHERE w.learner = ? ORDER BY w.attempt""",
            learner,
        ):
            when = datetime.fromisoformat(submitted) if submitted else None
            graded = result is not None
            attempt = Attempt(int(number), float(score or 0), float(most), when, bool(late), is_graded=graded)
            found.setdefault(str(exercise), []).append(_Row(attempt, int(submission), str(file), result))
        return found

    def _work(self, learner: Learner, exercise: _Exercise, rows: list[_Row]) -> GradedWork:
        name = exercise.column.id
        decided = decision_on(self._database, learner.key, name)
        override = Override(decided.points, decided.reason, decided.when) if decided is not None else None
        past_due = self._policy.past_due(learner.key, name, self._now)
        if not rows:
            points = override.points if override is not None else 0.0
            most = exercise.column.max_points
            return GradedWork(
                learner, name, WorkStatus.MISSING, points, most, past_due=past_due, attempts=0, override=override
            )
        grade = self._policy.grade(learner.key, name, [row.attempt for row in rows])
        chosen = next(row for row in rows if row.attempt.number == grade.attempt)
        report = self._report(learner, exercise, chosen)
        submitted = chosen.attempt.submitted_at
        return GradedWork(
            learner=learner,
            exercise=name,
            status=WorkStatus(str(report["status"])),
            points=override.points if override is not None else grade.points,
            max_points=grade.max_points,
            raw_score=chosen.attempt.score,
            raw_max=chosen.attempt.max_score,
            late=grade.late,
            note=grade.note,
            attempt=grade.attempt,
            attempts=len(rows),
            past_due=past_due,
            override=override,
            submitted_at=submitted.isoformat() if submitted is not None else None,
            report=report,
            source=self._source(chosen.submission),
            source_name=chosen.file,
        )

    def _report(self, learner: Learner, exercise: _Exercise, row: _Row) -> dict[str, Any]:
        """The report as it reads for this learner: the store keeps one for all who handed in the same text."""
        if row.result is not None:
            found = self._database.row("SELECT report FROM result WHERE id = ?", row.result)
            report = unpack_report(found[0]) if found is not None else {}
        else:
            report = self._ungraded(exercise, row)
        return report | {"learner": learner.key, "file": row.file}

    def _ungraded(self, exercise: _Exercise, row: _Row) -> dict[str, Any]:
        values = (exercise.column.id, row.submission)
        found = self._database.row("SELECT reason, report FROM ungraded WHERE exercise = ? AND submission = ?", *values)
        reason, packed = found if found is not None else (_NOT_YET, None)
        if packed is not None:
            return unpack_report(packed)
        version = self._database.row("SELECT version FROM submission WHERE id = ?", row.submission)
        return _empty_report(exercise, str(version[0]) if version is not None else "", str(reason))

    def _source(self, submission: int) -> str:
        row = self._database.row("SELECT source FROM submission WHERE id = ?", submission)
        return zlib.decompress(row[0]).decode("utf-8", "surrogatepass") if row is not None else ""


def _empty_report(exercise: _Exercise, submission_version: str, reason: str) -> dict[str, Any]:
    """The report of what the checks have not seen, in the form of every other report."""
    checks: list[dict[str, object]] = [
        {
            "id": check.id,
            "title": check.title,
            "status": CheckStatus.UNGRADED.value,
            "score": 0.0,
            "max_score": check.max_score,
            "evidence": "value",
            "message": None,
            "hidden_inputs": False,
            "comparison": None,
            "runs": [],
        }
        for check in exercise.column.checks
    ]
    lists: dict[str, list[object]] = {name: [] for name in ("open_gaps", "diagnoses", "warnings", "remarks", "tamper")}
    return {
        "format": REPORT_FORMAT,
        "exercise": exercise.column.id,
        "title": exercise.column.title,
        "exercise_version": exercise.version,
        "submission_version": submission_version,
        "status": Status.UNGRADED.value,
        "reason": reason,
        "score": 0.0,
        "max_score": exercise.max_score,
        "checks": checks,
        **lists,
        "isolation": {"level": "none", "guarantees": []},
        "grader": "",
        "python": "",
    }
