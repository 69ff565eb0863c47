"""Taking parts out of a working program: the rest becomes a starter, the parts become answers."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from grader.catalogue.gaps import parse
from grader.catalogue.names import GAP_PATTERN
from grader.catalogue.render import fill, finished
from grader.errors import UserError

_SPEC = re.compile(r"(?:(?P<name>[^=:\s]+)=)?(?P<first>\d+)(?:-(?P<last>\d+))?(?::(?P<text>.+))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Taken:
    """A part to take out: whole lines, or ``text`` in the one line ``first``. Lines count from 1."""

    name: str
    first: int
    last: int
    text: str | None = None


def read_spec(spec: str, number: int) -> Taken:
    """``12``, ``12-14``, ``12:expression``, each also with ``name=`` before it; ``number`` names it if it has no name.

    ``UserError`` if it is none of these.
    """
    found = _SPEC.fullmatch(spec)
    if found is None or (found["text"] is not None and found["last"] is not None):
        raise UserError(f"--take {spec}: write NAME=LINE, NAME=FIRST-LAST or NAME=LINE:EXPRESSION")
    name = found["name"] or f"part_{number}"
    if re.fullmatch(GAP_PATTERN, name) is None:
        raise UserError(f"--take {spec}: a gap cannot be named {name}: use small letters, digits and underscores")
    first = int(found["first"])
    return Taken(name, first, int(found["last"] or first), found["text"])


def take_out(source: str, parts: Sequence[Taken]) -> tuple[str, dict[str, str]]:
    """The starter, and the answer of each gap; filled in they give ``source`` again.

    ``UserError`` if a part is not there, or cannot be taken out.
    """
    lines = finished(source).split("\n")[:-1]
    answers: dict[str, str] = {}
    for part in sorted(parts, key=lambda one: (one.first, one.text is not None), reverse=True):
        if part.name in answers:
            raise UserError(f"two parts are named {part.name}")
        if not 1 <= part.first <= part.last <= len(lines):
            raise UserError(f"{part.name}: the program has {len(lines)} lines, no line {part.last}")
        if part.text is None:
            answers[part.name] = _take_lines(lines, part)
        else:
            answers[part.name] = _take_expression(lines, part, part.text)
    starter = "\n".join(lines) + "\n"
    in_order = {part.name: answers[part.name] for part in parts}
    _check(source, starter, in_order)
    return starter, in_order


def _take_lines(lines: list[str], part: Taken) -> str:
    taken = lines[part.first - 1 : part.last]
    text = "\n".join(taken)
    if not text.strip():
        raise UserError(f"{part.name}: there is nothing in line {part.first}")
    indent = next(line for line in taken if line.strip())
    indent = indent[: len(indent) - len(indent.lstrip())]
    lines[part.first - 1 : part.last] = [f"{indent}____{part.name}____"]
    return textwrap.dedent(text).strip("\n")


def _take_expression(lines: list[str], part: Taken, text: str) -> str:
    line = lines[part.first - 1]
    if line.count(text) != 1:
        times = "not" if text not in line else "more than once"
        raise UserError(f"{part.name}: `{text}` stands {times} in line {part.first}: {line.strip()}")
    lines[part.first - 1] = line.replace(text, f"____{part.name}____")
    return text


def _check(source: str, starter: str, answers: dict[str, str]) -> None:
    error = parse(starter)
    if isinstance(error, SyntaxError):
        raise UserError(
            f"without these parts the program is no Python any more (line {error.lineno}: {error.msg}): "
            "take whole statements or whole expressions"
        )
    if fill(starter, answers) != finished(source):
        raise UserError("these parts do not fit back into the program: take whole statements or whole expressions")
