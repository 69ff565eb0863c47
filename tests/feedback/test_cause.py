"""The part of a wrong program that makes a check fail, found by trial."""

from __future__ import annotations

import ast
from collections.abc import Callable

import pytest

from grader.feedback.cause import LONGEST, Cause, find_cause
from grader.feedback.kinds import Kind
from grader.feedback.syntax import Source
from grader.feedback.trees import plain_tree

RIGHT = '''\
def count(items, limit):
    """The docstring does not count."""
    total = 0
    for item in items:
        total += item
        if total > limit:
            break
    print("over", total)
    return total
'''


def trial(*calls: tuple[list[int], int], tried: list[str] | None = None) -> Callable[[str], bool]:
    """What tries whether a program counts as ``RIGHT`` does."""

    def outcome(program: str, items: list[int], limit: int) -> object:
        said: list[object] = []
        space: dict[str, Callable[..., object]] = {"print": lambda *words: said.append(words)}
        try:
            exec(program, space)  # noqa: S102 - a program of this test
            returned = space["count"](items, limit)
        except Exception as error:
            return type(error)
        return returned, said

    def passes(program: str) -> bool:
        if tried is not None:
            tried.append(program)
        wanted = calls or (([1, 2, 3], 10), ([1, 2, 3], 2))
        return all(outcome(program, *call) == outcome(RIGHT, *call) for call in wanted)

    return passes


def cause(old: str, new: str, *more: tuple[str, str]) -> Cause | None:
    wrong = RIGHT
    for one, other in ((old, new), *more):
        assert wrong.count(one) == 1
        wrong = wrong.replace(one, other)
    return find_cause(Source.parse(wrong), [RIGHT], trial())


@pytest.mark.parametrize(
    ("old", "new", "kind", "line", "words"),
    [
        ('"over"', '"oven"', Kind.TEXT, 8, '"oven"'),
        ("total = 0", "total = 1", Kind.NUMBER, 3, "1"),
        ("+= item", "+= limit", Kind.NAME, 5, "limit"),
        ("return total", "total", Kind.NOT_RETURNED, 9, ""),
        ("    return total\n", "    total += 1\n    return total\n", Kind.EXTRA, 9, ""),
        ("    return total\n", "", Kind.MISSING, 8, ""),
        ("total > limit", "total < limit", Kind.OTHER, 6, ""),
        ("            break\n", "            continue\n", Kind.OTHER, 7, ""),
        ("        total += item\n        if", "        if", Kind.MISSING_INSIDE, 4, ""),
    ],
)
def test_what_is_at_fault_and_where(old: str, new: str, kind: Kind, line: int, words: str) -> None:
    found = cause(old, new)
    assert found is not None
    assert (found.kind, found.line, found.words, found.tried) == (kind, line, words, True)
    assert found.says.endswith("this check passes.")
    assert str(line) in found.says


def test_what_was_moved() -> None:
    found = cause("    total = 0\n", "", ("        total += item\n", "        total = 0\n        total += item\n"))
    assert found is not None
    assert (found.kind, found.line) == (Kind.MOVED, 4)
    assert found.question == "When does line 4 run, and when should it?"


def test_a_difference_that_does_no_harm_is_not_blamed() -> None:
    found = cause("total = 0", "total = int(0)", ("return total", "return -total"))
    assert found is not None
    assert (found.line, found.others, found.lines) == (9, (), frozenset({9}))


def test_two_faults_are_both_told() -> None:
    found = cause("total = 0", "total = 7", ("return total", "return -total"))
    assert found is not None
    assert {found.line, *found.others} == {3, 9}
    assert found.says == "With lines 3 and 9 changed, and nothing else, this check passes."


def test_an_exception_that_nobody_sees_to() -> None:
    wrong = "def count(f):\n    try:\n        return f()\n    except OSError:\n        return 1\n"
    right = f"{wrong}    finally:\n        print('over')\n"
    found = find_cause(Source.parse(wrong), [right], lambda program: "over" in program)
    assert found is not None
    assert (found.kind, found.line) == (Kind.UNCAUGHT, 4)
    assert "line 4" in found.question


def test_of_a_stretch_the_strangest_statement_is_named() -> None:
    wrong = RIGHT.replace(
        "    for item in items:\n        total += item\n        if total > limit:\n            break\n",
        "    total = sum(items)\n    total = min(total, limit)\n",
    )
    found = find_cause(Source.parse(wrong), [RIGHT], trial(([1, 2, 3], 10), ([3, 4, 5], 4)))
    assert found is not None
    assert found.line in {4, 5}
    assert found.covers(4)
    assert found.covers(5)


def test_the_right_program_that_shows_the_smallest_place_counts() -> None:
    other = "def count(items, limit):\n    return print('over', sum(items)) or sum(items)\n"
    found = find_cause(Source.parse(RIGHT.replace("total = 0", "total = 1")), [other, RIGHT], trial())
    assert found is not None
    assert (found.line, found.is_narrow) == (3, True)


def test_programs_that_python_refuses_are_not_tried() -> None:
    tried: list[str] = []
    wrong = "total = 0\nfor item in [1, 2]:\n    total += item\nprint('over', total)\n"
    find_cause(Source.parse(wrong), [RIGHT], trial(tried=tried))
    assert all(Source.parse(program).problem is None for program in tried)


def test_it_gives_up_after_some_trials_and_when_a_trial_takes_too_long() -> None:
    wrong = RIGHT
    for old, new in (
        ("= 0", "= 1"),
        ("+=", "-="),
        (">", "<"),
        ("break", "return 1"),
        ("over", "o"),
        ("return total", "1"),
    ):
        wrong = wrong.replace(old, new)
    tried: list[str] = []

    tree = plain_tree(RIGHT)
    assert tree is not None
    right = ast.unparse(tree)

    def never(program: str) -> bool:
        tried.append(program)
        return program == right

    find_cause(Source.parse(wrong), [RIGHT], never)
    assert 10 < len(tried) <= 30
    tried.clear()
    find_cause(Source.parse(wrong), [RIGHT], never, most=7)
    assert len(tried) == 7
    tried.clear()

    def slow(program: str) -> bool | None:
        tried.append(program)
        return True if program == right else None

    find_cause(Source.parse(wrong), [RIGHT], slow)
    assert len(tried) == 3  # a difference alone, all of them, and one of those that are left


@pytest.mark.parametrize(
    "wrong",
    [
        "def count(",
        "x = 1" + " " * LONGEST,
        RIGHT,
        "".join(f"x{n} = {n}\nif x{n}:\n    print({n})\n" for n in range(40)),
    ],
    ids=["no-program", "too-long", "no-difference", "another-program"],
)
def test_no_place_to_point_at(wrong: str) -> None:
    assert find_cause(Source.parse(wrong), ["def (", RIGHT], lambda program: False) is None
    assert find_cause(Source.parse(wrong), [], lambda program: True) is None


def test_a_right_program_that_fails_proves_nothing() -> None:
    assert find_cause(Source.parse(RIGHT.replace("0", "1")), [RIGHT], lambda program: False) is None


def test_without_a_trial_a_few_differences_are_a_cause() -> None:
    one = find_cause(Source.parse(RIGHT.replace("= 0", "= 1")), [RIGHT])
    assert one is not None
    assert (one.line, one.tried, one.says) == (3, False, "")
    four = RIGHT.replace("= 0", "= 1").replace("break", "continue").replace('"over"', "0").replace("return", "yield")
    assert find_cause(Source.parse(four), [RIGHT]) is None


def test_a_step_that_stands_elsewhere_was_moved() -> None:
    right = "def count(f):\n    f(1)\n    f(2)\n    f(3)\n"
    wrong = "def count(f):\n    f(2)\n    f(3)\n    f(1)\n"
    found = find_cause(Source.parse(wrong), [right], lambda program: program.find("f(1)") < program.find("f(2)"))
    assert found is not None
    assert (found.kind, found.line) == (Kind.MOVED, 4)


def test_a_local_name_may_be_a_name_elsewhere() -> None:
    right = "def run(f):\n    loop = f()\n    loop.go()\n    loop.close()\n\n\ndef plan(loop):\n    loop.stop()\n"
    wrong = right.replace("    loop = f()\n    loop.go()\n    loop", "    mine = f()\n    mine.stay()\n    mine")
    found = find_cause(Source.parse(wrong), [right], lambda program: "mine.go()" in program)
    assert found is not None
    assert (found.line, found.lines) == (3, frozenset({3}))


def test_near_is_next_to_what_must_change() -> None:
    found = cause("total = 0", "total = 1")
    assert found is not None
    assert [line for line in range(1, 9) if found.near(line)] == [2, 3, 4]


@pytest.mark.parametrize(
    ("first", "lines"),
    [("step = item // 2", {5, 6}), ("step = item // 2; step = step", {5, 6}), ("step, more = 0, 0", {5, 6})],
)
def test_where_a_wrong_name_gets_its_value(first: str, lines: set[int]) -> None:
    found = cause("        total += item", f"        {first}\n        total += step")
    assert found is not None
    assert (found.kind, found.line, set(found.lines)) == (Kind.NAME, 6, lines)


def test_a_name_with_several_values_comes_from_no_one_line() -> None:
    found = cause("        total += item", "        step = item // 2\n        step = step + 0\n        total += step")
    assert found is not None
    assert (found.kind, set(found.lines)) == (Kind.NAME, {7})


def test_a_place_that_took_most_of_a_right_program_is_no_small_one() -> None:
    right = "def count(n):\n" + "".join(f"    n += {number}\n" for number in range(12)) + "    return n\n"
    found = find_cause(Source.parse("def count(n):\n    return n\n"), [right], lambda program: "11" in program)
    assert found is not None
    assert (found.put_in, found.is_narrow, found.is_small, found.says) == (12, False, False, "")
