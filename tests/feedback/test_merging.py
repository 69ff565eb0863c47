"""Programs between a wrong and a right one."""

from __future__ import annotations

import ast
from itertools import chain, combinations

import pytest

from grader.feedback.merging import Edit, Merged
from grader.feedback.naming import in_the_words_of
from grader.feedback.trees import dump, plain, plain_tree

RIGHT = """\
import asyncio


async def collect(fetch, names):
    found = []
    for name in names:
        found.append(await fetch(name))
    try:
        await asyncio.sleep(2)
    finally:
        found.reverse()
    return found
"""


def merged(wrong: str, right: str = RIGHT) -> Merged:
    found = plain(ast.parse(wrong))
    return Merged.of(found, in_the_words_of(found, plain(ast.parse(right))))


def words(edit: Edit) -> tuple[list[str], list[str]]:
    found, right = ([ast.unparse(node).split("\n")[0] for node in nodes] for nodes in (edit.found, edit.right))
    return found, right


@pytest.mark.parametrize(
    ("old", "new", "found", "right"),
    [
        ("sleep(2)", "sleep(3)", ["await asyncio.sleep(3)"], ["await asyncio.sleep(2)"]),
        ("    return found\n", "", [], ["return found"]),
        ("    found = []\n", "    found = []\n    print(1)\n", ["print(1)"], []),
        ("for name in names", "for name in fetch", ["for name in fetch:"], ["for name in names:"]),
        ("(fetch, names)", "(fetch, name)", ["async def collect(fetch, name):"], ["async def collect(fetch, names):"]),
        ("    finally:\n        found.reverse()\n", "    except OSError:\n        pass\n", ["except OSError:"], []),
    ],
)
def test_a_difference_is_as_small_as_can_be(old: str, new: str, found: list[str], right: list[str]) -> None:
    edits = merged(RIGHT.replace(old, new)).edits
    assert (found, right) in [words(edit) for edit in edits]


@pytest.mark.parametrize(
    "same",
    [
        RIGHT.replace("found", "answers"),
        RIGHT.replace("name in", "item in").replace("fetch(name)", "fetch(item)"),
        RIGHT.replace("    found = []", '    """Says what it does."""\n    found: list[str] = []  # none yet'),
        RIGHT.replace("(fetch, names):", "(fetch, names: list) -> list:"),
    ],
    ids=["name", "loop-name", "docstring-and-hint", "hints"],
)
def test_other_words_are_no_difference(same: str) -> None:
    assert merged(same).edits == []


def test_names_of_a_library_are_not_taken_for_one_another() -> None:
    edits = merged(
        "import asyncio\nloop = asyncio.get_event_loop()\n", "import asyncio\nloop = asyncio.new_event_loop()\n"
    ).edits
    assert [words(edit) for edit in edits] == [
        (["loop = asyncio.get_event_loop()"], ["loop = asyncio.new_event_loop()"])
    ]


def test_every_choice_is_a_program_and_the_two_ends_are_the_two_programs() -> None:
    wrong = (
        RIGHT.replace("[]", "list()")
        .replace("sleep(2)", "sleep(1)")
        .replace("    finally:\n        found.reverse()\n", "    except OSError:\n        return 1\n")
    )
    one = merged(wrong)
    numbers = range(len(one.edits))
    assert len(one.edits) >= 4
    for chosen in chain.from_iterable(combinations(numbers, size) for size in range(len(one.edits) + 1)):
        ast.parse(one.program(frozenset(chosen)))
    assert one.program(frozenset()) == ast.unparse(ast.parse(wrong))
    assert one.program(frozenset(numbers)) == ast.unparse(ast.parse(RIGHT))


def test_statements_of_one_kind_exchange_their_heads_and_keep_their_blocks() -> None:
    right = "while not ready:\n    wait()\n    count += 1\n"
    one = merged(right.replace("while", "if").replace("+= 1", "+= 2"), right)
    assert [edit.is_head for edit in one.edits] == [True, False]
    assert one.program(frozenset({0})) == "while not ready:\n    wait()\n    count += 2"


def test_a_block_that_comes_out_empty_passes() -> None:
    one = merged("if a:\n    b()\nelse:\n    c()\n", "if a:\n    pass\nelse:\n    c()\n")
    assert "pass" in one.program(frozenset(range(len(one.edits))))


def test_a_stretch_too_long_for_care_is_one_difference() -> None:
    wrong = "".join(f"a{number}()\n" for number in range(30))
    right = "".join(f"b{number}(1)\n" for number in range(30))
    assert len(merged(wrong, right).edits) == 1


def test_the_size_counts_what_differs() -> None:
    assert merged(RIGHT).size == 0
    one, two = RIGHT.replace("2", "3"), RIGHT.replace("2", "3").replace("found = []", "found = [1]")
    assert 0 < merged(one).size < merged(two).size


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("def f():\n    return\n", "def f():\n    return None\n"),
        ("x = [a + b for a in rows for b in a]\n", "x = [row + n for row in rows for n in row]\n"),
        ("x = [[f(a, b) for b in a] for a in rows]\n", "x = [[f(i, k) for k in i] for i in rows]\n"),
        ("x = {a: 1 for a in a if a}\n", "x = {b: 1 for b in a if b}\n"),
        ("x = sum(a for a in {b for b in c})\n", "x = sum(d for d in {e for e in c})\n"),
    ],
)
def test_programs_that_are_the_same(one: str, other: str) -> None:
    found, right = plain_tree(one), plain_tree(other)
    assert found is not None
    assert right is not None
    assert dump(found) == dump(right)


def test_what_a_comprehension_binds_keeps_apart_from_what_it_uses() -> None:
    found = plain_tree("x = [[f(a, b, each_1) for b in a] for a in rows]\n")
    assert found is not None
    assert ast.unparse(found) == "x = [[f(each_3, each_2, each_1) for each_2 in each_3] for each_3 in rows]"
