"""Examining one exercise on one check host: its gates, or a part of its mutants."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from grader.authoring.findings import Finding, MutationScore, Survivor
from grader.authoring.gates import GATES, MUTANTS, Gate
from grader.authoring.lab import Lab
from grader.authoring.mutants import Mutant
from grader.authoring.mutants.trial import Trial, difference, mutants_of, try_mutants
from grader.authoring.subject import Subject
from grader.errors import CatalogueError, GraderFault, Problem
from grader.model import Exercise

_LOADING: Final = "checks-load"
_NEVER_BREAK: Final = "checks-never-break"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the work on one exercise, to be done in one go.

    ``gates`` are names of gates; ``mutants`` says which of the mutants, as the first and the step.
    """

    exercise: Exercise
    solution_path: Path
    known_ids: frozenset[str]
    gates: tuple[str, ...] = ()
    mutants: tuple[int, int] | None = None

    @property
    def subject(self) -> Subject:
        return Subject(self.exercise, self.solution_path, self.known_ids)


@dataclass(frozen=True, slots=True)
class PartResult:
    """What became of one part. ``seconds`` is wall time."""

    findings: tuple[Finding, ...] = ()
    score: MutationScore = field(default_factory=MutationScore)
    ungraded: tuple[str, ...] = ()
    seconds: float = 0.0


def examine(part: Part, lab: Lab) -> PartResult:
    """Do one part of the work. Every mistake of the author's is a finding, every fault of the machine's is told."""
    started = time.perf_counter()
    subject = part.subject
    lab.forget(explain=any(gate.explained for gate in GATES if gate.name in part.gates))
    findings: list[Finding] = []
    ungraded: list[str] = []
    score = MutationScore()
    for gate in GATES:
        if gate.name in part.gates and not _pass(gate, subject, lab, findings, ungraded):
            break
    else:
        if part.mutants is not None:
            score = _mutants(part, subject, lab, findings, ungraded)
    return PartResult(tuple(findings), score, tuple(ungraded), time.perf_counter() - started)


def _pass(gate: Gate, subject: Subject, lab: Lab, findings: list[Finding], ungraded: list[str]) -> bool:
    """Try one gate; whether it makes sense to try the next one."""
    try:
        found = [Finding(gate.name, problem) for problem in gate.find(subject, lab)]
    except CatalogueError as error:
        findings += [Finding(_LOADING, problem) for problem in error.problems]
        return False
    except GraderFault as fault:
        ungraded.append(f"{gate.name}: {fault}")
        return True
    findings += found
    return not (found and gate.name == _LOADING)


# ------------------------------------------------------------------------------------------------------ mutants


def _mutants(part: Part, subject: Subject, lab: Lab, findings: list[Finding], ungraded: list[str]) -> MutationScore:
    every = mutants_of(subject)
    first, step = part.mutants or (0, 1)
    if first == 0:
        findings += [Finding(MUTANTS, problem) for problem in _strangers(subject, every)]
    try:
        trials = try_mutants(subject, lab, every[first::step])
    except CatalogueError:
        return MutationScore()  # told by the gates
    except GraderFault as fault:
        ungraded.append(f"{MUTANTS}: {fault}")
        return MutationScore()
    findings += [Finding(MUTANTS, problem) for problem in _problems(subject, trials)]
    findings += [Finding(_NEVER_BREAK, trial.broken) for trial in trials if trial.broken is not None]
    return _score(subject, trials)


def _score(subject: Subject, trials: Sequence[Trial]) -> MutationScore:
    accepted = {one.id for one in subject.exercise.equivalent_mutants}
    survivors = [trial.mutant for trial in trials if trial.survived]
    shown = [one for one in survivors if one.id not in accepted]
    return MutationScore(
        total=len(trials),
        caught=len(trials) - len(survivors),
        accepted=len(survivors) - len(shown),
        survivors=tuple(Survivor(m.id, m.line, difference(subject.solution, m), m.advice) for m in shown),
    )


def _problems(subject: Subject, trials: Iterable[Trial]) -> Iterator[Problem]:
    accepted = {one.id: number for number, one in enumerate(subject.exercise.equivalent_mutants)}
    for trial in trials:
        mutant = trial.mutant
        if trial.survived and mutant.id not in accepted:
            message = (
                f"no check notices the mutant {mutant.id}: {mutant.advice}; if nothing can tell it from the solution, "
                f"list it under `equivalent_mutants` with the reason"
            )
            yield Problem(subject.solution_path, mutant.line, 1, message)
        elif not trial.survived and mutant.id in accepted:
            loc = ("equivalent_mutants", accepted[mutant.id])
            yield subject.at(loc, f"the checks do catch the mutant {mutant.id}: remove it from `equivalent_mutants`")


def _strangers(subject: Subject, every: Iterable[Mutant]) -> Iterator[Problem]:
    known = {mutant.id for mutant in every}
    for number, one in enumerate(subject.exercise.equivalent_mutants):
        if one.id not in known:
            message = f"there is no mutant {one.id} (any more): remove it, or copy the id that `grader verify` prints"
            yield subject.at(("equivalent_mutants", number, "id"), message)
