"""One starter text, many fills: the starter, the solution, wrong answers and accepted variants are one render."""

from __future__ import annotations

import re
from collections.abc import Mapping

from grader.catalogue.names import MARKER
from grader.model import Exercise, Misconception, Variant


def render_starter(exercise: Exercise) -> str:
    """The program that a learner starts from, its gaps open."""
    return finished(exercise.starter)


def render_solution(exercise: Exercise) -> str:
    """The reference solution: every gap filled with its answer."""
    return fill(exercise.starter, answers(exercise))


def render_fills(exercise: Exercise, answer: Misconception | Variant) -> str:
    """The program of a known wrong answer or of an accepted variant: what it does not fill is as in the solution."""
    if answer.program is not None:
        return finished(answer.program)
    return fill(exercise.starter, answers(exercise) | dict(answer.fills))


def answers(exercise: Exercise) -> dict[str, str]:
    return {gap.name: gap.answer for gap in exercise.gaps}


def fill(starter: str, fills: Mapping[str, str]) -> str:
    """The starter with each gap that ``fills`` names replaced.

    Where a marker stands alone on its line, every line of the text goes to the marker's column, and a blank text
    removes the line; elsewhere the text goes in as it is.
    """
    lines: list[str] = []
    for line in finished(starter).split("\n"):
        alone = _ALONE.fullmatch(line)
        if alone is not None and alone["name"] in fills:
            lines += _indented(fills[alone["name"]], alone["indent"])
        else:
            lines.append(MARKER.sub(lambda found: fills.get(found[1], found[0]), line))
    return finished("\n".join(lines))


_ALONE = re.compile(r"(?P<indent>[ \t]*)____(?P<name>[a-z][a-z0-9]*(?:_[a-z0-9]+)*)____[ \t]*")


def _indented(text: str, indent: str) -> list[str]:
    lines = text.strip("\n").split("\n")
    return [indent + line if line.strip() else "" for line in lines] if text.strip() else []


def finished(text: str) -> str:
    """The text as a file: lines ended by ``\\n``, one at its end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"
