"""A known mistake is recognised by what mends it, in programs that are otherwise not like the author's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.feedback.repair import recognise
from grader.feedback.syntax import Source
from grader.model import KnownAnswer, Misconception

RIGHT = """\
def sums(numbers, limit):
    total = 0
    kept = []
    for number in numbers:
        total += number
        if total > limit:
            break
        kept.append(total)
    return kept
"""
OTHER_WAY = """\
import itertools

def sums(numbers, limit):
    return [total for total in itertools.accumulate(numbers) if total <= limit]
"""
KEPT_TOO_EARLY = RIGHT.replace("        kept.append(total)\n", "").replace(
    "        if total", "        kept.append(total)\n        if total"
)
NOT_STOPPED = RIGHT.replace("        if total > limit:\n            break\n", "")
OFF_BY_ONE = RIGHT.replace("total > limit", "total >= limit")
WRONG = [
    (Misconception(name, "It is wrong.", "test_it"), text)
    for name, text in (("kept-too-early", KEPT_TOO_EARLY), ("not-stopped", NOT_STOPPED), ("off-by-one", OFF_BY_ONE))
]


def passes(program: str) -> bool | None:
    names: dict[str, Callable[..., object]] = {}
    exec(program, names)  # noqa: S102 - programs of this file
    return names["sums"]([1, 2, 3, 4], 6) == [1, 3, 6]


def recognised(source: str, trial: Callable[[str], bool | None] = passes) -> KnownAnswer | None:
    return recognise(Source.parse(source), [RIGHT, OTHER_WAY], WRONG, trial)


@pytest.mark.parametrize("helper", ["", "def show(text):\n    print(text)\n\n\n"])
@pytest.mark.parametrize("remark", ["", "    # so far\n    print(end='')\n"])
@pytest.mark.parametrize(
    ("wrong", "name", "line"),
    [(KEPT_TOO_EARLY, "kept-too-early", 6), (NOT_STOPPED, "not-stopped", 5), (OFF_BY_ONE, "off-by-one", 6)],
)
def test_the_mistake_among_other_lines_and_names(wrong: str, name: str, line: int, remark: str, helper: str) -> None:
    source = helper + wrong.replace("    kept = []\n", remark + "    kept = []\n").replace("total", "so_far")
    found = recognised(source)
    assert found is not None
    assert found.misconception.id == name
    assert found.line == line + helper.count("\n") + remark.count("\n")


def test_the_mistake_in_another_block() -> None:
    source = OFF_BY_ONE.replace("        if", "        if True:\n            if").replace("    break", "        break")
    found = recognised(source)
    assert found is not None
    assert (found.misconception.id, found.line) == ("off-by-one", 7)


@pytest.mark.parametrize(
    "source",
    [
        OFF_BY_ONE.replace("total = 0", "total = 1"),  # mended, it would still be wrong
        "def sums(numbers, limit):\n    return []\n",
        "def sums(numbers, limit:\n",
        OFF_BY_ONE + "#" * 60_000,
        "x = " + "-" * 5_000 + "1\n" + OFF_BY_ONE,
    ],
    ids=["another mistake too", "nothing alike", "no program", "too long", "too deep"],
)
def test_what_is_no_known_mistake(source: str) -> None:
    assert recognised(source) is None


def test_nothing_is_tried_after_a_trial_that_took_too_long() -> None:
    tried: list[str] = []

    def slow(program: str) -> None:
        tried.append(program)

    assert recognised(OFF_BY_ONE.replace("total", "so_far"), slow) is None
    assert len(tried) == 1


@pytest.mark.parametrize("right", [[], ["def sums(:\n"]])
def test_without_a_right_program_there_is_no_repair(right: list[str]) -> None:
    assert recognise(Source.parse(OFF_BY_ONE), right, WRONG, passes) is None


def test_a_known_answer_that_is_no_program_is_left_out() -> None:
    wrong = [(Misconception("broken", "It is wrong.", "test_it"), "def sums(:\n"), *WRONG]
    found = recognise(Source.parse(OFF_BY_ONE), [RIGHT], wrong, passes)
    assert found is not None
    assert found.misconception.id == "off-by-one"
