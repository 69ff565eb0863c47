"""The one place where a wrong answer departs from a right one, and what is said there."""

from __future__ import annotations

import pytest
from feedback_builders import exercise, raised, result, returned, submission

from grader.feedback import diagnose
from grader.feedback.departure import LONGEST, Departure, Kind, find_departure
from grader.feedback.syntax import Source
from grader.model import KnownAnswer, Misconception

RIGHT = '''\
import asyncio


async def collect(fetch, names):
    """The docstring does not count."""
    found = []
    for name in names:
        found.append(await fetch(name, "now", 1))
    await asyncio.sleep(2)
    return found
'''
OTHER = RIGHT.replace("    found = []", "    found = list()")


def departure(old: str, new: str, right: tuple[str, ...] = (RIGHT,)) -> Departure | None:
    assert RIGHT.count(old) == 1
    return find_departure(Source.parse(RIGHT.replace(old, new)), right)


@pytest.mark.parametrize(
    ("old", "new", "kind", "line", "words"),
    [
        ('"now"', '"later"', Kind.TEXT, 8, "'later'"),
        ("sleep(2)", "sleep(20)", Kind.NUMBER, 9, "20"),
        ("fetch(name,", "fetch(names,", Kind.NAME, 8, "names"),
        ("return found", "return found.clear", Kind.OTHER, 10, "found.clear"),
        ("await asyncio.sleep(2)", "asyncio.sleep(2)", Kind.NOT_AWAITED, 9, "asyncio.sleep(2)"),
        ("asyncio.sleep(2)", "asyncio.sleep", Kind.NOT_CALLED, 9, "asyncio.sleep"),
        ("    return found\n", "    found\n", Kind.NOT_RETURNED, 10, "found"),
        ("    return found\n", "    found.pop()\n    return found\n", Kind.EXTRA, 10, "found.pop()"),
        (
            "    found = []\n    for name in names:\n",
            "    for name in names:\n        found = []\n",
            Kind.MOVED,
            7,
            "found = []",
        ),
        ("async def collect(fetch, names):", "async def collect(fetch, name):", Kind.OTHER, 4, "name"),
    ],
)
def test_what_is_different_and_where(old: str, new: str, kind: Kind, line: int, words: str) -> None:
    found = departure(old, new)
    assert found is not None
    assert (found.kind, found.line, found.end_line, found.words) == (kind, line, line, words)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("asyncio.sleep(2)", "asyncio.sleep( 2 )  # a comment"),
        ('    """The docstring does not count."""\n', ""),
        ("    return found\n", ""),
        (
            "    found = []\n",
            "    found = [1]\n    found = list(found)\n    print(found)\n    print(1)\n    print(2)\n",
        ),
        ("async def collect(fetch, names):", "async def collect(fetch, names:"),
    ],
    ids=["comment", "docstring", "missing", "much", "no-program"],
)
def test_no_place_to_point_at(old: str, new: str) -> None:
    assert departure(old, new) is None


def test_two_places_are_none_unless_they_touch() -> None:
    apart = RIGHT.replace("found = []", "found = {}").replace("sleep(2)", "sleep(3)")
    assert find_departure(Source.parse(apart), [RIGHT]) is None
    touching = RIGHT.replace('"now", 1', '"now", 2').replace("sleep(2)", "sleep(3)")
    found = find_departure(Source.parse(touching), [RIGHT])
    assert found is not None
    assert (found.lines, found.kind, found.question) == ("lines 8 to 9", Kind.OTHER, "")


def test_imports_and_helpers_are_no_place_of_their_own() -> None:
    source = RIGHT.replace("import asyncio\n", "import asyncio\nimport time\n\nPAUSE = 3\n").replace(
        "sleep(2)", "sleep(PAUSE)"
    )
    found = find_departure(Source.parse(source), [RIGHT])
    assert found is not None
    assert (found.line, found.helpers) == (12, frozenset({2, 4}))


def test_the_nearest_right_answer_counts() -> None:
    wrong = OTHER.replace("sleep(2)", "sleep(3)")
    assert find_departure(Source.parse(wrong), [RIGHT]) is None
    found = find_departure(Source.parse(wrong), ["def (", RIGHT, OTHER])
    assert found is not None
    assert found.line == 9


def test_too_long_and_too_short_files_are_left_alone() -> None:
    assert find_departure(Source.parse("x = 1" + " " * LONGEST), [RIGHT]) is None
    assert find_departure(Source.parse("x = 1\n"), ["x = 2\n"]) is None


def test_an_except_clause_that_was_added() -> None:
    right = "def run(work):\n    try:\n        work()\n    finally:\n        print('over')\n    return 1\n"
    wrong = right.replace("    finally", "    except ValueError:\n        print('bad')\n    finally")
    found = find_departure(Source.parse(wrong), [right])
    assert found is not None
    assert (found.kind, found.line, found.end_line) == (Kind.EXTRA, 4, 5)


def test_of_a_function_the_head_alone_is_the_place() -> None:
    right = "def step():\n    return 1\n\n\ndef other(x):\n    x += 1\n    return x\n"
    found = find_departure(Source.parse(right.replace("def step", "@print\nasync def step")), [right])
    assert found is not None
    assert (found.line, found.end_line) == (1, 2)


class TestWhatIsSaid:
    WRONG = RIGHT.replace("sleep(2)", "sleep(3)")

    def test_a_check_that_knows_no_line_gets_this_one(self) -> None:
        [found] = diagnose(exercise(), submission(self.WRONG), (), [result(returned())], right=[RIGHT])
        assert found.where is not None
        assert (found.where.line, found.where.text.strip()) == (9, "await asyncio.sleep(3)")
        assert "Apart from line 9, your program is like one that passes." in found.why
        assert found.next == "Where does the `3` on line 9 come from, and what would another value change?"

    def test_nothing_of_the_right_answer_is_told(self) -> None:
        [found] = diagnose(exercise(), submission(self.WRONG), (), [result(returned())], right=[RIGHT])
        assert "sleep(2)" not in found.what + found.why + found.next

    def test_an_exception_elsewhere_is_told_with_its_line(self) -> None:
        run = raised("IndexError", "pop from an empty list", 10)
        [found] = diagnose(exercise(), submission(self.WRONG), (), [result(run)], right=[RIGHT])
        assert found.where is not None
        assert found.where.line == 9
        assert "line 10" in found.what + found.why

    def test_a_line_inside_the_stretch_stays(self) -> None:
        run = raised("ZeroDivisionError", "division by zero", 9)
        [found] = diagnose(exercise(), submission(self.WRONG), (), [result(run)], right=[RIGHT])
        assert found.where is not None
        assert found.where.line == 9
        assert "Apart from" not in found.why

    def test_the_authors_message_stays_as_it_is(self) -> None:
        one = result(returned())
        known = KnownAnswer(Misconception("too-long", "It takes too long. Why?", one.id), 6)
        [found] = diagnose(exercise(), submission(self.WRONG), (), [one], known=known, right=[RIGHT])
        assert found.where is not None
        assert (found.what, found.where.line) == ("It takes too long. Why?", 9)
        assert "Apart from" not in found.why
