"""What else is known of a failed check: programs that pass it, known wrong answers, and what it says of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from grader.feedback import recognise
from grader.feedback.pointing import lines_like
from grader.feedback.syntax import Source
from grader.model import CheckResult, Misconception


class Trials(Protocol):
    """Tries one check on other programs than the submission."""

    @property
    def most(self) -> int:
        """Programs that may be tried in search of a cause."""
        ...

    @property
    def gave_up(self) -> bool:
        """Whether no more is tried, because that would take too long: what was not tried may be as likely."""
        ...

    def passes(self, program: str) -> bool | None:
        """Whether the check passes; ``None`` if that took too long to go on trying."""
        ...

    def gives_the_same(self, program: str) -> bool:
        """Whether the check fails as it did on the submission, with the same values and the same output."""
        ...

    def result_of(self, program: str) -> CheckResult | None:
        """What the check says of the program; ``None`` if the grader is at fault."""
        ...


@dataclass(frozen=True, slots=True)
class Programs:
    """What the author gave: programs that pass, the solution first, and known wrong ones that this failure may be."""

    right: tuple[str, ...]
    wrong: tuple[recognise.Wrong, ...]

    @property
    def solution(self) -> str:
        return self.right[0] if self.right else ""

    def caught_by(self, check: str) -> list[recognise.Wrong]:
        return [one for one in self.wrong if one[0].caught_by == check]

    def lines_of(self, source: Source, misconception: Misconception) -> tuple[int, ...]:
        """The lines of the submission that stand for the one that the author points at, if the author does."""
        if misconception.where is None:
            return ()
        return lines_like(source, self.text_of(misconception), misconception.where)

    def text_of(self, misconception: Misconception) -> str:
        return next((text for one, text in self.wrong if one == misconception), "")
