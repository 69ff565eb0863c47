"""A known wrong answer is recognised by its result or by a line, if a part of its mistake stands in the submission."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.feedback.cause import Cause
from grader.feedback.kinds import Kind
from grader.feedback.recognise import at_a_like_line, by_its_line, by_its_result
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


KEEPING = """\
def keep(log, word):
    log.append(word)
    log.sort(key=len)
    return {given}
"""
KEPT = [(Misconception("drops", "It drops one.", "test_it", where="return log"), KEEPING.format(given="log.pop(0)"))]


def like_lines(source: str, line: int) -> list[str]:
    cause = Cause(Kind.OTHER, line, 0, lines=frozenset({line}))
    right = KEEPING.format(given="log[:]")
    return [known.id for known, _ in at_a_like_line(Source.parse(source), cause, [right], KEPT)]


@pytest.mark.parametrize(
    ("given", "line", "found"),
    [
        ("log.pop(1)", 4, ["drops"]),
        ("log.pop(0)", 3, []),  # the cause is another line
        ("log[1:]", 4, []),  # a right line is as much like it
        ("list(reversed(log))", 4, []),
    ],
)
def test_a_line_much_like_the_marked_one(given: str, line: int, found: list[str]) -> None:
    source = KEEPING.format(given=given).replace("word", "name").replace("log.append", "print(name)\n    log.append")
    assert like_lines(source, line + 1) == found


def test_a_statement_that_does_something_else_is_not_like_the_marked_one() -> None:
    assert like_lines(KEEPING.format(given="log").replace("return log", "rest = log.pop(0)"), 4) == ["drops"]
    assert like_lines(KEEPING.format(given="log").replace("return log", "retur(log, pop(0))"), 4) == []


def test_the_marked_line_itself() -> None:
    right = KEEPING.format(given="log[:]")
    source = (
        KEEPING.format(given="log.pop(0)").replace("log", "words").replace("words.sort", "print(1)\n    words.sort")
    )
    assert [(known.id, line) for known, line in by_its_line(Source.parse(source), [right], KEPT)] == [("drops", 5)]
    assert list(by_its_line(Source.parse(right), [right], KEPT)) == []


def test_lines_of_what_is_no_program() -> None:
    cause = Cause(Kind.OTHER, 1, 0, lines=frozenset({1}))
    assert list(at_a_like_line(Source.parse("def ("), cause, [RIGHT], KEPT)) == []
    assert list(by_its_line(Source.parse("def ("), [RIGHT], KEPT)) == []
    unmarked = [(Misconception("last", "The last.", "test_it"), LAST)]
    assert list(at_a_like_line(Source.parse(LAST), cause, [RIGHT], unmarked)) == []
