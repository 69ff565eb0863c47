"""Sums over a whole class, made in one pass: what stays in memory is a short row for each learner, and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from statistics import median_low
from typing import Any, Final

from grader.model import CheckStatus, Learner, Remark
from grader.reports.formats.common import Item, file_stem, items, number
from grader.reports.gradebook import ExerciseColumn, Gradebook, GradedWork, WorkStatus
from grader.reports.pages import ending_in_words, name_for_page

MOST_ROWS: Final = 20_000
"""Learners that the page has rows for. A browser would open more slowly; sums are of all."""
_MOST_LISTED = 200
BINS: Final = 10
_STATUS_CODES = {
    WorkStatus.PASSED: 0,
    WorkStatus.FAILED: 1,
    WorkStatus.UNGRADED: 2,
    WorkStatus.MISSING: 3,
}
_LATE, _BY_HAND, _TAMPER, _STUCK = 1, 2, 4, 8

Cell = tuple[int, float | int | None, int, int]
"""Code of the status, points, marks, number of the first diagnosis (-1: none)."""


@dataclass(slots=True)
class CheckFigures:
    """How often a check ended in which way."""

    exercise: str
    title: str
    passed: int = 0
    failed: int = 0
    not_reached: int = 0

    @property
    def tried(self) -> int:
        return self.passed + self.failed

    @property
    def failure_rate(self) -> float:
        return self.failed / self.tried if self.tried else 0.0


@dataclass(slots=True)
class Mistake:
    """One mistake in one exercise, made by ``count`` learners; the shortest program that shows it is the example."""

    exercise: str
    diagnosis: dict[str, Any]
    count: int = 0
    rows: list[int] = field(default_factory=list)
    example: str = ""


@dataclass(slots=True)
class ExerciseFigures:
    """How a class did in one exercise."""

    column: ExerciseColumn
    checks: dict[str, CheckFigures]
    statuses: Counter[WorkStatus] = field(default_factory=Counter)
    points: float = 0.0
    graded: int = 0
    attempts: Counter[int] = field(default_factory=Counter)
    slugs: Counter[str] = field(default_factory=Counter)

    @property
    def mean(self) -> float | None:
        """The mean share of the points, of the works that have a grade."""
        most = self.column.max_points * self.graded
        return self.points / most if most else None

    @property
    def passed_share(self) -> float | None:
        judged = self.statuses[WorkStatus.PASSED] + self.statuses[WorkStatus.FAILED]
        return self.statuses[WorkStatus.PASSED] / judged if judged else None

    @property
    def handed_in(self) -> int:
        return self.statuses.total() - self.statuses[WorkStatus.MISSING]

    @property
    def tries(self) -> int | None:
        """The median number of attempts."""
        return median_low(self.attempts.elements()) if self.attempts else None


@dataclass(slots=True)
class Listed:
    """The first of many things to look at, and how many there are."""

    total: int = 0
    first: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, *cells: str) -> None:
        self.total += 1
        if len(self.first) < _MOST_LISTED:
            self.first.append(cells)

    @property
    def more(self) -> int:
        return self.total - len(self.first)


@dataclass(slots=True)
class ClassFigures:
    """Everything that the page of a class shows."""

    course_title: str
    exercises: list[ExerciseFigures]
    learners: int = 0
    late: int = 0
    complete: list[float] = field(default_factory=list)
    """The share of all points, of each learner with a verdict on every work."""
    mistakes: dict[tuple[str, str, str | None], Mistake] = field(default_factory=dict)
    endings: dict[str, Counter[str]] = field(default_factory=dict)
    """How often a program ended so, by ending and exercise."""
    ungraded: Listed = field(default_factory=Listed)
    tamper: Listed = field(default_factory=Listed)
    by_hand: Listed = field(default_factory=Listed)
    remarks: Listed = field(default_factory=Listed)
    rows: list[list[Any]] = field(default_factory=list)
    cells: list[dict[Cell, int]] = field(default_factory=list)
    """For each exercise, every different cell with its number: few, however many learners there are."""
    slugs: dict[str, int] = field(default_factory=dict)
    graders: set[str] = field(default_factory=set)

    @property
    def statuses(self) -> Counter[WorkStatus]:
        return sum((figures.statuses for figures in self.exercises), Counter())

    def bins(self) -> list[int]:
        """How many learners have a total in each tenth; the last one holds those with everything."""
        counts = [0] * BINS
        for share in self.complete:
            counts[min(int(share * BINS + 1e-9), BINS - 1)] += 1
        return counts


class Counting:
    """Adds up a class learner by learner, while somebody else reads the gradebook."""

    def __init__(self, gradebook: Gradebook) -> None:
        self._gradebook = gradebook
        columns = gradebook.exercises
        self._places = {column.id: place for place, column in enumerate(columns)}
        self._figures = ClassFigures(
            gradebook.course_title,
            [
                ExerciseFigures(column, {check.id: CheckFigures(column.title, check.title) for check in column.checks})
                for column in columns
            ],
            cells=[{} for _ in columns],
        )

    def add(self, learner: Learner, works: list[Item]) -> None:
        """Count all works of one learner."""
        _count_learner(self._figures, learner, works, self._places)

    def figures(self) -> ClassFigures:
        """The sums, when every learner was counted."""
        for remark in self._gradebook.remarks():
            self._figures.remarks.add(*_remark(remark))
        return self._figures


def count(gradebook: Gradebook) -> ClassFigures:
    """The figures of a class of any size."""
    counting = Counting(gradebook)
    for learner, group in groupby(items(gradebook), key=lambda item: item.work.learner):
        counting.add(learner, list(group))
    return counting.figures()


def _remark(remark: Remark) -> tuple[str, str, str, str]:
    return remark.kind.value.replace("-", " "), remark.origin, remark.text, remark.learner or ""


def _count_learner(figures: ClassFigures, learner: Learner, group: list[Item], places: dict[str, int]) -> None:
    row = len(figures.rows) if figures.learners < MOST_ROWS else None
    figures.learners += 1
    name = name_for_page(learner.name)
    codes: list[int] = [-1] * len(places)
    for item in group:
        place = places[item.work.exercise]
        _count_work(figures, figures.exercises[place], item, row)
        _list_work(figures, item, name)
        cell = _cell(figures, item)
        codes[place] = figures.cells[place].setdefault(cell, len(figures.cells[place]))
    total = sum(item.work.points for item in group if item.work.has_grade)
    most = sum(item.work.max_points for item in group)
    if most and not any(item.work.status is WorkStatus.UNGRADED and not item.work.has_grade for item in group):
        figures.complete.append(min(max(total / most, 0.0), 1.0))
    if row is not None:
        figures.rows.append([name, learner.section, learner.key, file_stem(learner.key), number(total), codes])


def _count_work(figures: ClassFigures, exercise: ExerciseFigures, item: Item, row: int | None) -> None:
    work = item.work
    exercise.statuses[work.status] += 1
    figures.late += bool(work.late)
    if work.has_grade:
        exercise.graded += 1
        exercise.points += work.points
    if work.status is not WorkStatus.MISSING:
        exercise.attempts[work.attempts] += 1
        figures.graders.add(str(item.report.get("grader") or ""))
    if not work.status.counts:
        return
    for check in item.report.get("checks", ()):
        _count_check(exercise, check)
    for slug in {str(diagnosis["slug"]) for diagnosis in item.report.get("diagnoses", ())}:
        exercise.slugs[slug] += 1
    for mistake, diagnosis in _mistakes(figures, item):
        mistake.count += 1
        if row is not None:
            mistake.rows.append(row)
        if work.source and (not mistake.example or len(work.source) < len(mistake.example)):
            mistake.example, mistake.diagnosis = work.source, diagnosis
    for ending in _unusual_endings(item):
        figures.endings.setdefault(ending, Counter())[item.column.id] += 1


def _count_check(exercise: ExerciseFigures, check: dict[str, Any]) -> None:
    title = str(check["title"])
    figures = exercise.checks.setdefault(str(check["id"]), CheckFigures(exercise.column.title, title))
    if check["status"] == CheckStatus.PASSED:
        figures.passed += 1
    elif check["status"] == CheckStatus.FAILED:
        figures.failed += 1
    else:
        figures.not_reached += 1


def _mistakes(figures: ClassFigures, item: Item) -> Iterator[tuple[Mistake, dict[str, Any]]]:
    """The groups that a work belongs to, each once, with what was said of this work."""
    for key, diagnosis in {
        (item.column.id, str(diagnosis["slug"]), diagnosis.get("check")): diagnosis
        for diagnosis in item.report.get("diagnoses", ())
    }.items():
        yield figures.mistakes.setdefault(key, Mistake(item.column.title, diagnosis)), diagnosis


def _unusual_endings(item: Item) -> set[str]:
    endings = {str(run["ending"]) for check in item.report.get("checks", ()) for run in check.get("runs") or ()}
    return {ending for ending in endings if ending_in_words(ending)}


def _list_work(figures: ClassFigures, item: Item, name: str) -> None:
    work, title = item.work, item.column.title
    if work.status is WorkStatus.UNGRADED:
        figures.ungraded.add(name, title, item.reason())
    if item.report.get("tamper"):
        figures.tamper.add(name, title, ", ".join(map(str, item.report["tamper"])))
    if work.override is not None:
        figures.by_hand.add(name, title, f"{work.override.points:g} of {work.max_points:g}", work.override.reason)


def _cell(figures: ClassFigures, item: Item) -> Cell:
    work = item.work
    diagnoses = item.report.get("diagnoses") or ()
    slug = -1
    if diagnoses and work.status.counts:
        slug = figures.slugs.setdefault(str(diagnoses[0]["slug"]), len(figures.slugs))
    points = number(work.points) if work.has_grade else None
    return _STATUS_CODES[work.status], points, _marks(work, item), slug


def _marks(work: GradedWork, item: Item) -> int:
    return (
        _LATE * bool(work.late)
        | _BY_HAND * (work.override is not None)
        | _TAMPER * bool(item.report.get("tamper"))
        | _STUCK * bool(_unusual_endings(item))
    )
