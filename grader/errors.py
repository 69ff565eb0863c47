"""The exceptions of the grader.

A learner's failure is never one of these: it is a value in the report. What is raised here is a mistake of the
person at the keyboard or of an author (``UserError``, ``CatalogueError``), or a fault of the grader or of the
machine (``GraderFault``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


class GraderError(Exception):
    """Whatever the grader raises on purpose."""


class UserError(GraderError):
    """The command cannot be carried out as it was given; the message says what to do. Exit code 2."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a file that an author wrote: ``path:line:column: message``."""

    path: Path
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class CatalogueError(UserError):
    """The files of a course have mistakes. All of them are listed, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (str(p.path), p.line, p.column, p.message)))
        super().__init__("\n".join(map(str, self.problems)))


class GraderFault(GraderError):  # noqa: N818 - a fault is what the word for it is
    """A fault of the grader or of the machine: a submission is ungraded, never failed, because of it. Exit code 3."""


class SandboxUnavailable(GraderFault):
    """The isolation that was asked for cannot be had on this machine; the message says what is missing."""
