"""Grading the mutants of a solution: which are caught, which survive."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from grader.authoring.gates.judging import broken_check
from grader.authoring.lab import Lab, stopping_early, was_cut_off
from grader.authoring.mutants import Mutant, make_mutants, normalized, ungraded_statements
from grader.authoring.subject import Subject
from grader.errors import GraderFault, Problem
from grader.model import Exercise, Status

_TIMES_SOLUTION: Final = 20
_LEAST_CPU_S: Final = 0.1
_LEAST_WALL_S: Final = 6.0


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one mutant; ``broken`` if it was a check that broke on it."""

    mutant: Mutant
    survived: bool
    broken: Problem | None = None


def mutants_of(subject: Subject) -> tuple[Mutant, ...]:
    """The mutants of the solution, but for what only a trial run of the file needs."""
    left_out = ungraded_statements(subject.solution, subject.checks_source)
    return make_mutants(subject.solution, left_out)


def try_mutants(subject: Subject, lab: Lab, mutants: Iterable[Mutant]) -> list[Trial]:
    """Grade each mutant; ``GraderFault`` if one could not be graded."""
    exercise = _hurried(subject, lab)
    return [_try(subject, exercise, lab, mutant) for mutant in mutants]


def _try(subject: Subject, exercise: Exercise, lab: Lab, mutant: Mutant) -> Trial:
    graded = lab.try_to_grade(exercise, mutant.source, explain=False)
    status = graded.report.status
    if status is Status.UNGRADED and not graded.faults and not was_cut_off(graded):
        raise GraderFault(f"the mutant {mutant.id} could not be graded: {graded.report.reason}")
    broken = next((broken_check(subject, graded, one, f"the mutant {mutant.id}") for one in graded.faults), None)
    return Trial(mutant, status is Status.PASSED, broken)


def _hurried(subject: Subject, lab: Lab) -> Exercise:
    """The exercise for its mutants: the first failed check is enough, and a mutant that spins is stopped soon."""
    usages = [run.usage for run in lab.grade(subject.exercise, subject.solution).runs]
    cpu_s = _TIMES_SOLUTION * max((usage.cpu_s for usage in usages), default=0.0)
    wall_s = _TIMES_SOLUTION * max((usage.wall_s for usage in usages), default=0.0)
    limits = subject.exercise.limits
    hurried = replace(
        limits,
        cpu_s=min(limits.cpu_s, max(_LEAST_CPU_S, cpu_s)),
        wall_s=min(limits.wall_s, max(_LEAST_WALL_S, wall_s)),
    )
    return replace(stopping_early(subject.exercise), limits=hurried)


def difference(solution: str, mutant: Mutant) -> str:
    """What the mutant changes, as a diff with the lines around it."""
    before, after = normalized(solution).splitlines(), mutant.source.splitlines()
    lines = list(difflib.unified_diff(before, after, lineterm="", n=2))[2:]
    return "\n".join(line for line in lines if not line.startswith("@@"))
