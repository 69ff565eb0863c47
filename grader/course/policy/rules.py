"""A policy: how grades are made of what the checks gave."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from grader.reports.gradebook import Visibility

_DAY: Final = timedelta(days=1)
_NEARLY: Final = 1e-9
_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Late:
    """What being late costs: percent of the points earned.

    ``cutoff`` is how late work may be before it earns nothing. ``marked_percent`` is taken off where a platform calls
    work late and nobody knows by how much.
    """

    grace: timedelta = timedelta(0)
    percent_per_day: float = 0.0
    most_percent: float = 100.0
    cutoff: timedelta | None = None
    marked_percent: float = 0.0

    def cost(self, by: timedelta) -> float:
        """The percent that being late by so much takes off. Each day that has begun counts."""
        if by <= self.grace:
            return 0.0
        if self.cutoff is not None and by > self.cutoff:
            return 100.0
        return min(self.most_percent, self.percent_per_day * math.ceil(by / _DAY))


@dataclass(frozen=True, slots=True)
class ExerciseRules:
    """The rules for one exercise: full marks count ``points``, or else ``weight`` times what the checks are worth."""

    points: float | None = None
    weight: float = 1.0
    due: datetime | None = None
    partial: bool = True
    best: bool = False
    late: Late = field(default_factory=Late)
    visibility: Visibility = Visibility.VISIBLE
    checks: Mapping[str, Visibility] = field(default_factory=dict)

    def max_points(self, raw_max: float) -> float:
        return self.points if self.points is not None else round(raw_max * self.weight, _DIGITS)


@dataclass(frozen=True, slots=True)
class Extension:
    """More time in one exercise or (``exercise`` empty) in all."""

    exercise: str = ""
    due: datetime | None = None
    more: timedelta = timedelta(0)
    reason: str = ""

    def applied_to(self, due: datetime | None) -> datetime | None:
        if self.due is not None:
            return self.due
        return due + self.more if due is not None else None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt as it was graded. ``is_graded`` is false where a fault of the grader left it without a grade."""

    number: int
    score: float
    max_score: float
    submitted_at: datetime | None = None
    marked_late: bool = False
    is_graded: bool = True


@dataclass(frozen=True, slots=True)
class PolicyGrade:
    """What a learner gets for an exercise.

    ``attempt`` is the number of the one that counts; where that one is ungraded, ``points`` mean nothing and
    ``is_graded`` is false. ``late`` and ``note`` are sentences for people, or empty.
    """

    points: float
    max_points: float
    attempt: int
    is_graded: bool = True
    late: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of a course. Without a file: full points of each exercise, the latest attempt, never late."""

    title: str = ""
    file_times: bool = False
    general: ExerciseRules = field(default_factory=ExerciseRules)
    exercises: Mapping[str, ExerciseRules] = field(default_factory=dict)
    extensions: Mapping[str, tuple[Extension, ...]] = field(default_factory=dict)
    """By the key of the learner."""

    def rules(self, exercise: str) -> ExerciseRules:
        return self.exercises.get(exercise, self.general)

    def max_points(self, exercise: str, raw_max: float) -> float:
        """What full marks in the exercise count, whose checks are worth ``raw_max``."""
        return self.rules(exercise).max_points(raw_max)

    def visibility(self, exercise: str, checks: Iterable[str]) -> dict[str, Visibility]:
        """When learners see these checks of an exercise."""
        rules = self.rules(exercise)
        return {check: rules.checks.get(check, rules.visibility) for check in checks}

    def due(self, learner: str, exercise: str) -> datetime | None:
        """When the exercise is due for the learner of that key, extensions included; ``None``: never."""
        due = self.rules(exercise).due
        extension = self._extension(learner, exercise)
        return extension.applied_to(due) if extension is not None else due

    def past_due(self, learner: str, exercise: str, now: datetime) -> bool:
        """Whether the learner's own due date lies before ``now`` (which has a time zone)."""
        due = self.due(learner, exercise)
        return due is not None and due < now

    def _extension(self, learner: str, exercise: str) -> Extension | None:
        own = [one for one in self.extensions.get(learner, ()) if one.exercise in ("", exercise)]
        return next((one for one in own if one.exercise), own[0] if own else None)

    def grade(self, learner: str, exercise: str, attempts: Sequence[Attempt]) -> PolicyGrade:
        """The grade of the learner of that key in an exercise, from all attempts; there is at least one."""
        rules = self.rules(exercise)
        due = self.due(learner, exercise)
        grades = [_graded(rules, due, attempt) for attempt in sorted(attempts, key=lambda one: one.number)]
        if not rules.best:
            chosen = grades[-1]
            return _with_note(chosen, f"the latest of {len(grades)} attempts" if len(grades) > 1 else "")
        graded = [grade for grade in grades if grade.is_graded]
        chosen = max(graded, key=lambda grade: grade.points) if graded else grades[-1]
        notes = [f"the best of {len(grades)} attempts"] if len(grades) > 1 else []
        if graded and len(graded) < len(grades):
            missing = ", ".join(str(grade.attempt) for grade in grades if not grade.is_graded)
            notes.append(f"attempt {missing} could not be graded yet")
        return _with_note(chosen, "; ".join(notes))


def _graded(rules: ExerciseRules, due: datetime | None, attempt: Attempt) -> PolicyGrade:
    max_points = rules.max_points(attempt.max_score)
    if not attempt.is_graded:
        return PolicyGrade(0.0, max_points, attempt.number, is_graded=False)
    share = attempt.score / attempt.max_score if attempt.max_score else 1.0
    note = ""
    if not rules.partial and share < 1 - _NEARLY:
        note = f"all or nothing: {attempt.score:g} of {attempt.max_score:g} do not count" if attempt.score else ""
        share = 0.0
    cost, late = _lateness(rules.late, due, attempt)
    points = round(max_points * share * (1 - cost / 100), _DIGITS)
    return PolicyGrade(points, max_points, attempt.number, late=late, note=note)


def _lateness(rule: Late, due: datetime | None, attempt: Attempt) -> tuple[float, str]:
    """The percent taken off, and the sentence about it."""
    if attempt.submitted_at is None or due is None:
        if not attempt.marked_late:
            return 0.0, ""
        return rule.marked_percent, f"marked late: {_cost_text(rule.marked_percent)}"
    by = attempt.submitted_at - due
    if by <= timedelta(0):
        return 0.0, ""
    if by <= rule.grace:
        return 0.0, f"{_span(by)} late: within the grace period"
    cost = rule.cost(by)
    if rule.cutoff is not None and by > rule.cutoff:
        return cost, f"{_span(by)} late: too late to count"
    return cost, f"{_span(by)} late: {_cost_text(cost)}"


def _cost_text(percent: float) -> str:
    return f"{percent:g} % off" if percent else "nothing taken off"


def _span(by: timedelta) -> str:
    """A span of time in the largest unit that fits, rounded down, at least one minute."""
    minutes = max(1, int(by.total_seconds() // 60))
    for unit, length in (("day", 24 * 60), ("hour", 60)):
        if minutes >= length:
            number = minutes // length
            return f"{number} {unit}{'s' if number > 1 else ''}"
    return f"{minutes} minute{'s' if minutes > 1 else ''}"


def _with_note(grade: PolicyGrade, text: str) -> PolicyGrade:
    notes = "; ".join(part for part in (text, grade.note) if part)
    return PolicyGrade(grade.points, grade.max_points, grade.attempt, grade.is_graded, grade.late, notes)
