"""A closer look at a cause."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.feedback.cause import Cause, find_cause
from grader.feedback.closer import called_alone, closer, with_its_condition
from grader.feedback.kinds import Kind
from grader.feedback.syntax import Source

RIGHT = "def squares(numbers):\n    return [number * number for number in numbers]\n"
WITH_A_HELPER = """\
def squares(numbers):
    found = []
    for number in numbers:
        found.append(square(number))
    return found


def square(number):
    result = number
    for _ in range(number):
        result += number
    return result
"""
"""Its loop makes one turn too many."""


def gives(expected: object, name: str = "squares", argument: object = (1, 2, 3)) -> Callable[[str], bool | None]:
    def passes(program: str) -> bool | None:
        space: dict[str, Callable[[object], object]] = {}
        try:
            exec(program, space)  # noqa: S102 - a program of this test
            return space[name](argument) == expected
        except Exception:
            return False

    return passes


def at(line: int, kind: Kind = Kind.OTHER) -> Cause:
    return Cause(kind, line, -1, lines=frozenset({line}))


def test_what_the_line_calls_is_looked_into() -> None:
    source = Source.parse(WITH_A_HELPER)
    helper = called_alone(source, at(4), (RIGHT,))
    assert helper is not None
    assert helper.name == "square"
    found = closer(source, at(4), (RIGHT,), gives([1, 4, 9]), most=30)
    assert found is not None
    assert set(found.lines) <= set(range(8, 13))


def test_where_nothing_in_it_helps_it_is_what_it_gives() -> None:
    source = Source.parse(WITH_A_HELPER)
    found = closer(source, at(4), (RIGHT,), lambda program: False, most=30)
    assert found is not None
    assert (found.kind, set(found.lines)) == (Kind.HANDED_OUT, {12})
    assert found.says == "What `square` gives on line 12 is what makes the difference."
    assert "`square`" in found.question


def test_a_part_of_a_condition_is_not_blamed_alone() -> None:
    source = Source.parse(WITH_A_HELPER.replace("square(number))", "number and square(number))"))
    assert closer(source, at(4), (RIGHT,), lambda program: False, most=30) is None


def test_a_function_that_a_right_program_has_is_right() -> None:
    helper = WITH_A_HELPER.partition("\n\n\n")[2]
    assert called_alone(Source.parse(WITH_A_HELPER), at(4), (f"{RIGHT}\n\n{helper}",)) is None


def test_a_function_is_not_looked_into_from_within() -> None:
    source = Source.parse(WITH_A_HELPER.replace("result = number", "result = square(0)"))
    assert called_alone(source, at(9), (RIGHT,)) is None
    assert closer(source, at(9), (RIGHT,), lambda program: False, most=30) is None


def test_one_that_gives_nothing_says_nothing() -> None:
    source = Source.parse("def squares(numbers):\n    fill(numbers)\n\ndef fill(numbers):\n    numbers.clear()\n")
    assert closer(source, at(2), (RIGHT,), lambda program: False, most=30) is None


def test_what_is_missing_may_stand_elsewhere() -> None:
    wrong = (
        "def count(notes):\n    found = {}\n    for note in notes:\n        if note not in found:\n"
        "            found.setdefault(note, 0)\n            found[note] += 1\n    return found\n"
    )
    trial = gives({"a": 2, "b": 1}, "count", "aba")
    found = closer(Source.parse(wrong), at(4, Kind.MISSING), (), trial, most=30)
    assert found is not None
    assert (found.kind, set(found.lines)) == (Kind.MOVED, {6})
    assert found.says == "With line 6 at another place this check passes."


def test_a_program_that_is_none_is_not_looked_into() -> None:
    source = Source.parse("def f(:")
    assert closer(source, at(1, Kind.MISSING), (RIGHT,), lambda program: True, most=30) is None
    assert called_alone(source, at(1), (RIGHT,)) is None


def test_of_a_lone_jump_the_condition_is_named() -> None:
    wrong = Source.parse(
        "def shout(words):\n    for word in words:\n        if not word:\n            break\n        print(word)\n"
    )
    found = with_its_condition(wrong, at(4, Kind.EXTRA))
    assert (found.kind, found.line, set(found.lines)) == (Kind.TOO_OFTEN, 3, {3, 4})
    assert found.says == "If the condition on line 3 never held, this check would pass."


@pytest.mark.parametrize(
    "program",
    [
        "def shout(words):\n    for word in words:\n        print(word)\n        break\n",
        "def shout(words):\n    for word in words:\n        if word: print(word)\n        else: break\n",
        "def shout(words):\n    for word in words:\n        print()\n        if not word: break\n",
    ],
)
def test_a_jump_without_a_line_of_its_own_below_a_condition_stays_as_it_is(program: str) -> None:
    cause = at(4, Kind.EXTRA)
    assert with_its_condition(Source.parse(program), cause) is cause


def test_a_cause_that_is_close_is_left_as_it_is() -> None:
    source = Source.parse("def squares(numbers):\n    return [number + number for number in numbers]\n")
    trial = gives([1, 4, 9])
    cause = find_cause(source, (RIGHT,), trial)
    assert cause is not None
    assert closer(source, cause, (RIGHT,), trial, most=30) is None
