"""The wrong programs of the folders here: what stands in their heads, and what a report says of them first."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from grader.model import Diagnosis, Limits, Report, RunReport

HERE = Path(__file__).parent
LIMITS = Limits(cpu_s=1.0, wall_s=10.0, network=True)
"""Of a program that is run."""


@dataclass(frozen=True)
class WrongProgram:
    """A program whose author did not know the rules. ``lines`` are those of its cause, any of which is right."""

    name: str
    source: str
    cause: str
    lines: frozenset[int]
    exercise: str | None = None

    def named_by(self, said: Diagnosis | None) -> bool:
        return said is not None and said.where is not None and not self.lines.isdisjoint(said.where.lines)

    def nearly_named_by(self, said: Diagnosis | None) -> bool:
        """Whether the line named is one of the cause, or next to one."""
        lines = said.where.lines if said is not None and said.where is not None else ()
        return any(not self.lines.isdisjoint({line - 1, line, line + 1}) for line in lines)


def wrong_programs(folder: str) -> list[WrongProgram]:
    return [_read(path) for path in sorted((HERE / folder).rglob("[0-9]*.py"))]


def _read(path: Path) -> WrongProgram:
    source = path.read_text(encoding="utf-8")
    head = dict(re.findall(r"^# (cause|line|exercise): (.*)$", source, re.MULTILINE))
    lines = frozenset(int(number) for number in re.findall(r"\d+", head["line"]))
    return WrongProgram(path.stem, source, head["cause"], lines, head.get("exercise"))


def first(report: RunReport | Report) -> Diagnosis | None:
    """What a reader sees first."""
    found = report.diagnoses if isinstance(report, Report) else tuple(filter(None, [report.diagnosis]))
    return next(iter((*found, *report.warnings)), None)


def variants() -> dict[str, list[str]]:
    """Wrong programs by the slug that they earn, beside those of the pages."""
    found = defaultdict(list)
    text = (HERE / "variants.txt").read_text(encoding="utf-8")
    for part in re.split(r"^@@ ", text, flags=re.MULTILINE)[1:]:
        slug, _, source = part.partition("\n")
        found[slug.strip()].append(source)
    return found


def answers() -> list[tuple[str, str, str]]:
    """Wrong answers to exercises of the small course: the slug that they earn, the exercise, the program."""
    found = []
    text = (HERE / "answers.txt").read_text(encoding="utf-8")
    for part in re.split(r"^@@ ", text, flags=re.MULTILINE)[1:]:
        head, _, source = part.partition("\n")
        slug, exercise = head.split()
        found.append((slug, exercise, source))
    return found
