"""What verifying an exercise finds."""

from __future__ import annotations

from dataclasses import dataclass

from grader.errors import Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """A gate that an exercise does not pass: which, where, and the way to mend it."""

    gate: str
    problem: Problem

    def __str__(self) -> str:
        return f"{self.problem} [{self.gate}]"


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that earned full marks: no check noticed the change."""

    id: str
    line: int
    diff: str
    advice: str


@dataclass(frozen=True, slots=True)
class MutationScore:
    """What became of the mutants of one exercise. ``accepted`` are those that the author names as equivalent."""

    total: int = 0
    caught: int = 0
    accepted: int = 0
    survivors: tuple[Survivor, ...] = ()

    @property
    def percent(self) -> float:
        """Caught mutants among all that are not accepted by name."""
        wanted = self.total - self.accepted
        return 100.0 * self.caught / wanted if wanted else 100.0


@dataclass(frozen=True, slots=True)
class Verification:
    """The result for one exercise. ``ungraded`` says what could not be found out, through no fault of the author."""

    exercise: str
    path: str
    findings: tuple[Finding, ...] = ()
    mutants: MutationScore | None = None
    ungraded: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    gates: int = 0
    seconds: float = 0.0
    """Wall time of the work on this exercise, summed over processes."""

    @property
    def is_good(self) -> bool:
        return not self.findings and not self.ungraded
