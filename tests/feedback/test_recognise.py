"""A known wrong answer is recognised by its result, if a part of its mistake stands in the submission."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.feedback.recognise import by_its_result
from grader.feedback.syntax import Source
from grader.model import Misconception

RIGHT = "def longest(words):\n    return max(words, key=len, default='')\n"
LAST = """\
def longest(words):
    best = ''
    for word in words:
        if len(word) >= len(best):
            best = word
    return best
"""
SORTED = "def longest(words):\n    ordered = sorted(words)\n    return ordered[-1] if ordered else ''\n"
WRONG = [(Misconception("last", "The last.", "test_it"), LAST), (Misconception("sorted", "Sorted.", "test_it"), SORTED)]
OTHER_LAST = """\
def longest(items):
    found, size = '', 0
    for item in items:
        if len(item) < size:
            continue
        found = item
        size = len(item)
    return found
"""


def result(program: str) -> object:
    names: dict[str, Callable[..., object]] = {}
    exec(program, names)  # noqa: S102 - programs of this file
    return names["longest"](["b", "ab", "cd"])


def recognised(source: str) -> str | None:
    found = by_its_result(
        Source.parse(source), [RIGHT], WRONG, lambda program: result(program) == result(source), at_least=1 / 3
    )
    return found[0].misconception.id if found else None


def test_the_same_result_and_a_part_of_the_mistake() -> None:
    assert result(OTHER_LAST) == "cd"
    assert recognised(OTHER_LAST) == "last"


@pytest.mark.parametrize(
    "source",
    ["def longest(words):\n    return 'cd'\n", OTHER_LAST.replace("found = item", "found = item.upper()")],
    ids=["the result alone", "another result"],
)
def test_what_is_not_the_known_answer(source: str) -> None:
    assert recognised(source) is None


@pytest.mark.parametrize("source", ["def longest(words:\n", "x = " + "-" * 5_000 + "1\n" + OTHER_LAST])
def test_what_cannot_be_compared(source: str) -> None:
    assert by_its_result(Source.parse(source), [RIGHT], WRONG, lambda program: True, at_least=0) == []


def test_an_answer_that_is_no_program_is_not_compared() -> None:
    wrong = [(Misconception("broken", "No.", "test_it"), "def longest(:\n"), *WRONG]
    found = by_its_result(Source.parse(OTHER_LAST), ["def (:\n"], wrong, lambda program: "best" in program, at_least=0)
    assert found
