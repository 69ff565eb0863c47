"""A known wrong answer is recognised by its syntax tree, whatever stands in the other gaps."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.catalogue import match
from grader.model import Check, Exercise, Gap, Misconception

STARTER = """\
import asyncio

async def main(a, b):
    first = ____start____
    ____body____
    return combine(____args____)
"""


def exercise(*misconceptions: Misconception) -> Exercise:
    gaps = (Gap("start", "a()", "x"), Gap("body", "await b()\nprint(1)", "x"), Gap("args", "first, b", "x"))
    return Exercise(
        id="x",
        title="X",
        chapter="00-x",
        order=1,
        difficulty=1,
        prompt="",
        starter=STARTER,
        gaps=gaps,
        checks=(Check("test_a", "A"),),
        path=Path("x.yaml"),
        checks_path=Path("x_checks.py"),
        version="v",
        misconceptions=misconceptions,
    )


def find_misconception(exercise: Exercise, source: str) -> Misconception | None:
    known = match.find_misconception(exercise, source)
    return known.misconception if known is not None else None


AWAITED = Misconception("awaited", "No.", "test_a", fills={"start": "await a()"})
ARGUMENTS = Misconception("arguments", "No.", "test_a", fills={"args": "b, first"})
WHOLE = Misconception("whole", "No.", "test_a", program="async def main(a, b):\n    pass\n")


def filled(start: str, body: str, args: str) -> str:
    body = body.replace("\n", "\n    ")
    return STARTER.replace("____start____", start).replace("____body____", body).replace("____args____", args)


@pytest.mark.parametrize("body", ["pass", "x = 1\nfor y in z:\n    print(y)", ""])
def test_other_gaps_may_hold_anything(body: str) -> None:
    assert find_misconception(exercise(AWAITED), filled("await a()", body, "1, 2, three=3")) is None
    assert find_misconception(exercise(AWAITED), filled("await a()", body, "1, 2")) == AWAITED


def test_layout_comments_and_quotes_do_not_count() -> None:
    source = filled("( await  a( ) )  # really", "pass", "f('x')")
    assert find_misconception(exercise(AWAITED), source) == AWAITED


def test_another_program_is_not_recognised() -> None:
    assert find_misconception(exercise(AWAITED), filled("a()", "pass", "b")) is None
    assert find_misconception(exercise(AWAITED), "x = 1\n") is None
    assert find_misconception(exercise(ARGUMENTS), filled("a()", "pass", "b, second")) is None


def test_the_first_that_fits_is_named() -> None:
    source = filled("await a()", "pass", "b, first")
    assert find_misconception(exercise(ARGUMENTS, AWAITED), source) == ARGUMENTS


def test_a_whole_program() -> None:
    assert find_misconception(exercise(WHOLE), "async def main(a, b):  # mine\n    pass\n") == WHOLE


def test_docstrings_do_not_count() -> None:
    source = '"""Mine."""\n\nasync def main(a, b):\n    """And this."""\n    pass\n'
    assert find_misconception(exercise(WHOLE), source) == WHOLE


def test_what_does_not_parse_is_nothing() -> None:
    assert find_misconception(exercise(AWAITED), "def (") is None


def test_the_line_that_departs_from_the_solution_is_named() -> None:
    known = match.find_misconception(exercise(ARGUMENTS), filled("other()", "pass\npass", "b, first"))
    assert known is not None
    assert known.line == 7
    whole = match.find_misconception(exercise(WHOLE), "async def main(a, b):\n    pass\n")
    assert whole is not None
    assert whole.line == 1


def test_long_and_deep_programs_are_left_alone() -> None:
    assert find_misconception(exercise(AWAITED), "x = 1\n" * 20_000) is None
    assert find_misconception(exercise(WHOLE), "x = " + "-" * 900 + "1\n") is None
