from __future__ import annotations

import pytest

from grader.checks.explain import MAX_SHOWN, compare, show
from grader.model import Comparison, Ending, Opaque


class Sly(list[int]):
    def __repr__(self) -> str:
        raise RuntimeError("never asked")


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, 1, 2.5, 1j, "a'b", b"x", bytearray(b"y"), range(3)),
        *([], [1, [2]], (), (1,), (1, 2), {}, {1: {"a": 2}}, set(), {1, 2}, frozenset(), frozenset({1})),
    ],
)
def test_built_in_values_are_shown_as_python_shows_them(value: object) -> None:
    assert show(value) == repr(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Opaque("Sly", "<sly>"), "<sly>"),
        (Sly(), "<Sly>"),
        (object(), "<object>"),
        (Ending.DEADLOCK, "'deadlock'"),
        (1 << 10_000, "<an integer of 10001 bits>"),
        ({"b", "a"}, "{'a', 'b'}"),
        (pytest.approx(2.0), "2.0"),
    ],
)
def test_other_values_are_shown_by_what_is_known_of_them(value: object, text: str) -> None:
    assert show(value) == text


@pytest.mark.parametrize(
    "value",
    ["x" * 10**6, ["x"] * 10**6, tuple(range(10**6)), dict.fromkeys(range(10**6), 1), set(range(10**5)), b"x" * 10**6],
)
def test_nothing_is_shown_at_more_than_the_set_length(value: object) -> None:
    text = show(value)
    assert len(text) == MAX_SHOWN
    assert text.endswith("...")


def test_a_deep_value_is_cut() -> None:
    value: list[object] = []
    for _ in range(1000):
        value = [value]
    assert "[...]" in show(value)


def test_long_texts_are_shown_around_their_first_difference() -> None:
    same = "s" * 5000
    found = compare("==", same + "left", same + "right")
    assert (found.got[:5], found.got[-6:]) == ("...'s", "sleft'")
    assert compare("==", same + "x", same).expected.endswith("s'")
    assert compare("==", "a" + same, "b" + same).got.startswith("'as")
    assert compare("==", "a", 1) == Comparison("==", "'a'", "1")
