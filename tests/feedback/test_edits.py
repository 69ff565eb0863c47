"""Small changes of a program's own statements and conditions."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable

import pytest

from grader.feedback.edits import Change, left_out, moved, other_conditions, other_numbers
from grader.feedback.kinds import Kind
from grader.feedback.trees import plain_tree

Edits = Callable[[ast.Module, list[ast.stmt]], Iterable[Change]]


def programs(edits: Edits, source: str, kind: Kind | None = None) -> list[str]:
    """The changed programs; the tree is as before after each of them."""
    tree = plain_tree(source)
    assert tree is not None
    before = ast.unparse(tree)
    found = []
    for change in edits(tree, tree.body):
        assert ast.unparse(tree) == before
        if kind in {None, change.kind}:
            found.append(change.program)
    return found


def lines_of(edits: Edits, source: str, kind: Kind) -> list[list[int]]:
    tree = plain_tree(source)
    assert tree is not None
    return [list(change.lines) for change in edits(tree, tree.body) if change.kind is kind]


def function(body: str, head: str = "async def work(first, second):") -> str:
    return f"{head}\n" + "".join(f"    {line}\n" for line in body.splitlines())


def test_what_is_left_out() -> None:
    found = programs(left_out, function("first()\nif second:\n    second()"), Kind.EXTRA)
    assert [ast.unparse(ast.parse(text)) for text in found] == [
        ast.unparse(ast.parse(function(body)))
        for body in ("pass\nif second:\n    second()", "first()\npass", "first()\nif second:\n    pass")
    ]


def test_what_waits_after_a_question_may_ask_again() -> None:
    source = function("if first.full:\n    await first.news()\nfirst.put(second)")
    (found,) = programs(other_conditions, source, Kind.ASKED_ONCE)
    assert "while first.full:" in found
    assert lines_of(other_conditions, source, Kind.ASKED_ONCE) == [[2]]


@pytest.mark.parametrize(
    "body",
    [
        "if first:\n    second()",
        "if first:\n    await second()\nelse:\n    first()",
        "if first:\n    return await second()",
    ],
)
def test_not_every_condition_is_one_to_ask_again(body: str) -> None:
    assert programs(other_conditions, function(body), Kind.ASKED_ONCE) == []


def test_a_loop_goes_on_for_longer() -> None:
    source = function("todo = [first]\nrest = []\nwhile todo:\n    todo.pop()(rest)")
    found = programs(other_conditions, source, Kind.TOO_SHORT)
    assert any("while todo or rest:" in program for program in found)
    assert len(found) == 2


def test_one_turn_more_is_one() -> None:
    source = "def count():\n    turns = 0\n    while turns < 3:\n        turns = turns + 1\n    return turns\n"
    assert 4 in results(programs(other_conditions, source, Kind.TOO_SHORT), "count")


def test_a_way_out_is_taken_later() -> None:
    source = "def count():\n    for turns in range(9):\n        if turns > 2:\n            return turns\n"
    assert results(programs(other_conditions, source, Kind.TOO_SOON), "count") == [4]


def results(texts: list[str], name: str) -> list[object]:
    found = []
    for text in texts:
        space: dict[str, Callable[[], object]] = {}
        exec(text, space)  # noqa: S102 - a program of this test
        found.append(space[name]())
    return found


def test_the_other_edge_and_one_off() -> None:
    source = "def f(x):\n    if x <= 3:\n        return True\n    return x > 7 and x < 9 > 1\n"
    assert [text.count("x < 3") + text.count("x >= 7") for text in programs(other_conditions, source, Kind.EDGE)] == [
        1,
        1,
    ]
    numbers = programs(other_numbers, source)
    assert [one in text for one, text in zip(("x <= 4", "x <= 2", "x > 8", "x > 6"), numbers, strict=False)] == [
        True
    ] * 4


def test_a_statement_changes_places_with_its_neighbour() -> None:
    source = function("second.release()\nawait first(second)")
    found = programs(moved, source)
    assert found == [ast.unparse(ast.parse(function("await first(second)\nsecond.release()")))]
    assert lines_of(moved, source, Kind.SWAPPED) == [[2, 3]]


def test_what_has_nothing_to_do_with_its_neighbour_stays() -> None:
    assert programs(moved, function("first()\nsecond()")) == []


def test_no_value_is_used_before_it_is_there() -> None:
    assert programs(moved, function("answer = await first()\nsecond(answer)")) == []


def test_a_statement_leaves_its_block_or_goes_into_another() -> None:
    source = function(
        "if first:\n    second.args = 1\n    await first()\ntry:\n    second()\nfinally:\n    second.close()"
    )
    found = programs(moved, source)

    def has(body: str) -> bool:
        return ast.unparse(ast.parse(function(body))) in found

    assert has("second.args = 1\nif first:\n    await first()\ntry:\n    second()\nfinally:\n    second.close()"), (
        "out of the condition"
    )
    assert has(
        "if first:\n    second.args = 1\n    await first()\ntry:\n    pass\nfinally:\n    second.close()\n    second()"
    ), "into the clause"


def test_nothing_is_put_where_it_would_never_run() -> None:
    for text in programs(moved, function("first.count += 1\nawait second()\nreturn first")):
        assert text.strip().endswith("return first")


def test_a_statement_goes_to_a_function_beside() -> None:
    source = (
        "def crawl(known, start):\n"
        "    async def visit(url):\n        await start(url)\n        known.add(url)\n"
        "    def follow(url):\n        start(visit(url))\n"
    )
    tree = ast.parse(source)
    outer = tree.body[0]
    assert isinstance(outer, ast.FunctionDef)
    visit, follow = outer.body
    assert isinstance(visit, ast.AsyncFunctionDef)
    assert isinstance(follow, ast.FunctionDef)
    follow.body.insert(0, visit.body.pop())
    assert ast.unparse(tree) in programs(moved, source)


def test_it_stays_where_its_names_have_a_meaning() -> None:
    source = (
        "class A:\n"
        "    def one(self, url):\n        self.known.add(url)\n        self.count += 1\n"
        "    def two(self):\n        pass\n"
    )
    found = programs(moved, source)
    assert found
    assert all("add(url)" in text.partition("def two")[0] for text in found)
    assert any("count" in text.partition("def two")[2] for text in found)


def test_what_is_made_at_the_beginning_is_left_alone() -> None:
    source = "class A:\n    def __init__(self):\n        self.a = 1\n        self.b = self.a\n"
    for edits in (left_out, other_conditions, other_numbers, moved):
        assert programs(edits, source) == []
