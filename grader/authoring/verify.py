"""Verifying exercises: every gate and every mutant of each, in as many processes as there are."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from grader.authoring.examine import Part, PartResult
from grader.authoring.findings import Finding, MutationScore, Verification
from grader.authoring.gates import FORMAT, GATES, MUTANTS, NAMES
from grader.authoring.pool import Examiner
from grader.catalogue import Course, load_exercise, python_allows
from grader.errors import CatalogueError, Problem, UserError
from grader.model import Exercise

_BREAKS: Final = "checks-never-break"

Progress = Callable[[int, int], None]
"""Called with the number of parts that are done and of all parts."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which gates to try: all that take little time, all, or those named."""

    thorough: bool = False
    gates: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        if self.gates:
            return self.gates
        return (FORMAT, *(gate.name for gate in GATES if self.thorough or not gate.thorough), MUTANTS)

    def check(self) -> None:
        """``UserError`` if a gate is named that there is not."""
        for name in self.gates:
            if name not in NAMES:
                raise UserError(f"there is no gate {name}; the gates are: {', '.join(NAMES)}")


@dataclass(slots=True)
class _Draft:
    """The verification of one exercise in progress."""

    name: str
    path: Path
    exercise: Exercise | None = None
    findings: list[Finding] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    results: list[PartResult] = field(default_factory=list)

    def finished(self, scope: Scope) -> Verification:
        every = [*self.findings, *(one for part in self.results for one in part.findings)]
        # A check that breaks on one line breaks there on many programs: once is enough.
        places = {(one.gate == _BREAKS and _place(one.problem)) or str(one): one for one in reversed(every)}
        findings = list(places.values())
        order = {name: number for number, name in enumerate(NAMES)}
        ungraded = dict.fromkeys(text for part in self.results for text in part.ungraded)
        return Verification(
            exercise=self.name,
            path=str(self.path),
            findings=tuple(sorted(findings, key=lambda one: (order.get(one.gate, len(order)), _place(one.problem)))),
            mutants=_sum(part.score for part in self.results) if MUTANTS in scope.names and self.results else None,
            ungraded=tuple(ungraded),
            remarks=tuple(self.remarks),
            gates=len(scope.names),
            seconds=sum(part.seconds for part in self.results),
        )


def _place(problem: Problem) -> tuple[str, int, int]:
    return str(problem.path), problem.line, problem.column


def _sum(scores: Iterable[MutationScore]) -> MutationScore:
    every = list(scores)
    survivors = sorted((one for score in every for one in score.survivors), key=lambda one: (one.line, one.id))
    return MutationScore(
        sum(score.total for score in every),
        sum(score.caught for score in every),
        sum(score.accepted for score in every),
        tuple(survivors),
    )


def verify(
    course: Course,
    names: Sequence[str],
    examiner: Examiner,
    scope: Scope,
    progress: Progress = lambda done, total: None,
) -> tuple[Verification, ...]:
    """Verify the exercises of those ids or paths; without any, all of the course.

    ``UserError`` if there is no such exercise or gate.
    """
    scope.check()
    drafts = _load(course, names)
    known = _known_ids(course, drafts)
    parts: list[Part] = []
    owners: list[_Draft] = []
    for draft in drafts:
        for part in _parts(course, draft, known, scope, examiner.workers if len(drafts) == 1 else 1):
            parts.append(part)
            owners.append(draft)
    progress(0, len(parts))
    for done, (number, result) in enumerate(examiner.examine(parts), 1):
        owners[number].results.append(result)
        progress(done, len(parts))
    return tuple(draft.finished(scope) for draft in drafts)


def _parts(course: Course, draft: _Draft, known: frozenset[str], scope: Scope, split: int) -> list[Part]:
    exercise = draft.exercise
    if exercise is None:
        return []
    if not python_allows(exercise.python):
        draft.remarks.append(f"needs Python {exercise.python}; this is {platform.python_version()}")
        return []
    chosen = tuple(name for name in scope.names if name not in (FORMAT, MUTANTS))
    whole = Part(exercise, course.solution_path(exercise), known)
    halves = [chosen] if split == 1 else [_half(chosen, later=False), _half(chosen, later=True)]
    parts = [Part(whole.exercise, whole.solution_path, known, gates=half) for half in halves if half]
    if MUTANTS in scope.names:
        pieces = 2 * split if split > 1 else 1
        parts += [Part(whole.exercise, whole.solution_path, known, mutants=(first, pieces)) for first in range(pieces)]
    return parts


def _half(names: tuple[str, ...], *, later: bool) -> tuple[str, ...]:
    """The gates on the author's programs, or those on the checks themselves: each half grades programs of its own."""
    border = NAMES.index(_BREAKS)
    return tuple(name for name in names if (NAMES.index(name) >= border) is later)


# ------------------------------------------------------------------------------------------------------ loading


def _load(course: Course, names: Sequence[str]) -> list[_Draft]:
    drafts = []
    for name in dict.fromkeys(names or course.ids()):
        try:
            draft = _Draft(name, course.path_of(name))
        except CatalogueError as error:
            drafts.append(_Draft(name, error.problems[0].path, findings=_format(error)))
            continue
        try:
            draft.exercise = load_exercise(draft.path)
            draft.name = draft.exercise.id
        except CatalogueError as error:
            draft.findings += _format(error)
        drafts.append(draft)
    return drafts if names else drafts + _between(course, drafts)


def _format(error: CatalogueError) -> list[Finding]:
    return [Finding(FORMAT, problem) for problem in error.problems]


def _between(course: Course, drafts: list[_Draft]) -> list[_Draft]:
    """What is wrong between the exercises of a course, and with its other files."""
    try:
        course.load_all()
    except CatalogueError as error:
        told = {str(finding.problem) for draft in drafts for finding in draft.findings}
        rest = [finding for finding in _format(error) if str(finding.problem) not in told]
        # An exercise that another one requires is looked for by a gate of its own.
        rest = [finding for finding in rest if not finding.problem.message.startswith("there is no exercise")]
        return [_Draft("course", course.exercises, findings=rest)] if rest else []
    return []


def _known_ids(course: Course, drafts: Iterable[_Draft]) -> frozenset[str]:
    present = set(course.ids())
    for draft in drafts:
        if draft.exercise is not None:
            present |= {name for name in draft.exercise.requires if name not in present and _is_former(course, name)}
    return frozenset(present)


def _is_former(course: Course, name: str) -> bool:
    try:
        course.path_of(name)
    except UserError:
        return False
    return True
