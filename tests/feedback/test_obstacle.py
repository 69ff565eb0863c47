"""A statement or a condition that stands in the way of a check, found by trial."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.feedback.cause import LONGEST, Cause
from grader.feedback.kinds import Kind
from grader.feedback.obstacle import find_obstacle, misplaced
from grader.feedback.syntax import Source

WRONG = """\
LIMIT = 3

class Counter:
    def __init__(self):
        self.total = 0

    def count(self, items):
        seen = []
        for item in items:
            self.total += item
            if item > LIMIT:
                self.total -= 1
            else:
                seen.append(item)
        return self.total, seen
"""
NUMBERS = [1, 5, 2]


def gives(expected: object, tried: list[str] | None = None) -> Callable[[str], bool | None]:
    """A trial that passes where a counter of this program counts ``NUMBERS`` so."""

    def passes(program: str) -> bool | None:
        if tried is not None:
            tried.append(program)
        space: dict[str, Callable[[], object]] = {}
        try:
            exec(program, space)  # noqa: S102 - a program of this test
            counter = space["Counter"]()
            return bool(counter.count(NUMBERS) == expected)  # type: ignore[attr-defined]  # made a line above
        except Exception:
            return False

    return passes


def obstacle(
    expected: object, source: str = WRONG, right: tuple[str, ...] = (), tried: list[str] | None = None, most: int = 30
) -> Cause | None:
    return find_obstacle(Source.parse(source), right, gives(expected, tried), most=most)


@pytest.mark.parametrize(
    ("expected", "kind", "lines", "says"),
    [
        ((8, [1, 2]), Kind.EXTRA, {12}, "Without line 12 this check passes."),
        ((7, []), Kind.EXTRA, {14}, "Without line 14 this check passes."),
        ((5, []), Kind.TOO_SELDOM, {11}, "If the condition on line 11 always held, this check would pass."),
        ((8, [1, 5, 2]), Kind.TOO_OFTEN, {11}, "If the condition on line 11 never held, this check would pass."),
    ],
)
def test_what_is_in_the_way(expected: object, kind: Kind, lines: set[int], says: str) -> None:
    found = obstacle(expected)
    assert found is not None
    assert (found.kind, set(found.lines), found.is_narrow, found.tried) == (kind, lines, True, True)
    assert found.says == says
    assert str(found.line) in found.question


def test_where_the_condition_alone_can_go_the_part_within_is_named() -> None:
    source = WRONG.replace("            else:\n                seen.append(item)\n", "")
    found = obstacle((8, []), source)
    assert found is not None
    assert found.lines == {12}


def test_of_two_obstacles_none_is_named() -> None:
    source = WRONG.replace(
        "        return self.total, seen\n", "        seen.sort()\n        seen.reverse()\n        return seen\n"
    )
    assert obstacle([2, 1], source) is None  # it is so already, whichever of several lines goes


def test_what_is_needed_for_all_the_rest_is_left_alone() -> None:
    tried: list[str] = []
    assert obstacle("nothing", tried=tried) is None
    assert all("self.total = 0" in program and "LIMIT = 3" in program for program in tried)


def test_what_a_right_program_has_too_is_left_alone() -> None:
    tried: list[str] = []
    assert obstacle((8, [1, 2]), right=(WRONG,), tried=tried) is None
    assert tried == []


def test_names_get_their_values_until_all_else_was_tried() -> None:
    tried: list[str] = []
    obstacle("nothing", tried=tried)
    first = next(number for number, program in enumerate(tried) if "seen = []" not in program)
    assert all("pass" in program or "if True" in program or "if False" in program for program in tried[:first])
    assert all("seen = []" in program for program in tried[first + 1 :])


def test_programs_that_python_refuses_are_not_tried() -> None:
    source = WRONG.replace(
        "        seen = []\n", "        for _ in '':\n            seen = []\n        else:\n            seen = []\n"
    )
    inner = (
        "    def count(self, items):\n        x = 0\n        def add():\n            nonlocal x\n        return x\n\n"
    )
    source = source.replace("    def count", f"{inner}    def count")
    tried: list[str] = []
    obstacle("nothing", source, tried=tried)
    assert tried
    assert all(Source.parse(program).problem is None for program in tried)


def test_it_gives_up_after_some_trials() -> None:
    tried: list[str] = []
    assert obstacle("nothing", tried=tried, most=2) is None
    assert len(tried) == 4  # two of each sort, and twice as many altogether


def test_it_gives_up_where_trials_take_too_long() -> None:
    tried: list[str] = []

    def too_long(program: str) -> None:
        tried.append(program)

    assert find_obstacle(Source.parse(WRONG + "        print()\n" * 20), (), too_long, most=30) is None
    assert len(tried) == 5


@pytest.mark.parametrize("source", ["def f(:", f"x = {'1 +' * LONGEST} 1", f"def f():\n    return {'-' * 3000}1\n"])
def test_some_programs_are_not_looked_at(source: str) -> None:
    tried: list[str] = []
    assert obstacle("nothing", source, tried=tried) is None
    assert misplaced(Source.parse(source), gives("nothing", tried), 1, most=30) is None
    assert tried == []
