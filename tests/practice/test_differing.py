"""What is shown of another right answer."""

from __future__ import annotations

import pytest

from grader.practice.differing import differing_part

PROGRAM = (
    "import asyncio\n\n\ndef first():\n    a\n    b\n    c\n\n\ndef second():\n    d\n    e\n    f\n    g\n    h\n"
)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("    b\n", "    B\n", "...\ndef first():\n    a\n    B\n    c\n...\n"),
        ("    f\n", "    F\n", "...\ndef second():\n    d\n    e\n    F\n    g\n    h\n"),
        ("import asyncio\n", "from asyncio import run\n", "from asyncio import run\n...\n"),
        ("    h\n", "    H\n", "...\n    e\n    f\n    g\n    H\n"),
        ("    c\n", "    C\n", "...\ndef first():\n    a\n    b\n    C\n...\n"),
    ],
)
def test_only_what_differs_and_a_little_around_it(old: str, new: str, shown: str) -> None:
    assert differing_part(PROGRAM.replace(old, new), PROGRAM) == shown


def test_two_places() -> None:
    long = "".join(f"line {number}\n" for number in range(30))
    other = long.replace("line 2\n", "two\n").replace("line 25\n", "")
    assert differing_part(other, long).splitlines() == [
        *("line 0", "line 1", "two", "line 3", "line 4", "line 5", "..."),
        *("line 22", "line 23", "line 24", "line 26", "line 27", "line 28", "..."),
    ]


def test_the_same_is_shown_whole() -> None:
    assert differing_part(PROGRAM, PROGRAM) == PROGRAM
