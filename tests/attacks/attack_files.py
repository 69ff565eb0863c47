"""The hostile submissions beside this file, and what each header comment says must happen.

Each file in ``submissions`` begins with a comment that says what it tries, then lines ``# key: value``:

=========  =====================================================================================
against    the exercises that it is handed in to: ``script``, ``call``, ``probes`` (these three if left out), ``child``
ending     the endings of which each run must have one; left out where any will do
score      ``exercise=points`` for those in which honest parts of it earn something; otherwise it earns nothing
status     ``failed`` (if left out), or also ``ungraded`` where a slow machine cannot be told from the attack
needs      ``isolation`` if it reaches for the operating system, from which the level ``portable`` does not keep a
           program; ``namespaces`` if only the level ``strict`` can withstand it
=========  =====================================================================================

A program that got hold of what it must not have prints a line with ``BREACH``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.model import Ending, Status

HERE = Path(__file__).parent
COURSE = HERE / "course"
EXERCISES = {"script": "say-hello", "call": "add-up", "probes": "fetch-both", "child": "start-child"}
BREACH = "BREACH"

_LINE = re.compile(r"# (against|ending|score|status|needs): (.+)")


@dataclass(frozen=True, slots=True)
class Attack:
    """One hostile submission and what must become of it."""

    name: str
    path: Path
    against: tuple[str, ...] = ("script", "call", "probes")
    endings: frozenset[Ending] = frozenset()
    scores: Mapping[str, float] | None = None
    statuses: frozenset[Status] = frozenset({Status.FAILED})
    needs: str | None = None

    def score(self, exercise: str) -> float:
        return (self.scores or {}).get(exercise, 0.0)

    def is_withstood_by(self, level: str) -> bool:
        """Whether that level of isolation promises to withstand it."""
        return {"strict": True, "contained": self.needs != "namespaces"}.get(level, self.needs is None)


def attacks() -> list[Attack]:
    """All of them, by name."""
    folder = HERE / "submissions"
    return [_read(path, path.relative_to(folder).with_suffix("").as_posix()) for path in sorted(folder.rglob("*.py"))]


def _read(path: Path, name: str) -> Attack:
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        match = _LINE.fullmatch(line)
        if not line.startswith("#"):
            break
        if match is not None:
            found[match[1]] = match[2].split()
    scores = (pair.split("=") for pair in found.get("score", []))
    return Attack(
        name,
        path,
        tuple(found.get("against", ["script", "call", "probes"])),
        frozenset(map(Ending, found.get("ending", []))),
        {exercise: float(points) for exercise, points in scores},
        frozenset(map(Status, found.get("status", ["failed"]))),
        found.get("needs", [None])[0],
    )
