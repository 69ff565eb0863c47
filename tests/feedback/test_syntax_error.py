"""What a learner reads about a program that Python cannot read."""

from __future__ import annotations

import pytest
from feedback_builders import context, diagnosed
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.feedback.rules import syntax_error
from grader.feedback.syntax import Source

CASES = [
    ("def f()\n    pass\n", "A colon is missing on line 1", 1, 7),
    ("while True print(1)\n", "A colon is missing on line 1", 1, 11),
    ("print('a'\nx = 1\n", "The bracket `(` on line 1 is never closed", 1, 5),
    ("x = (1, 2]\n", "On line 1 a `]` closes what a `(` opened", 1, 9),
    ("x = 1)\n", "a `)` too many", 1, 5),
    ("if x = 1:\n    pass\n", "a single `=`", 1, 3),
    ("f() = 1\n", "a single `=`", 1, 0),
    ("print 'hello'\n", "uses `print` the way Python 2 did", 1, 0),
    ("raise ValueError, 'a'\n", "the way Python 2 did it", 1, 16),
    ("try:\n    pass\nexcept ValueError, e:\n    pass\n", "the way Python 2 did it", 3, 7),
    ("def f():\n    await x\n", "Line 2 waits inside a function that is not `async`", 2, 4),
    ("await x\n", "outside every `async def`", 1, 0),
    ("def f():\n    async for x in y:\n        pass\n", "Line 2 waits inside a function that is not `async`", 2, 4),
    ("async def f():\n    yield from x\n", "`yield from` inside an `async def`", 2, 4),
    ("s = 'abc\"\n", "ends with another kind of quote", 1, 4),
    ("s = 'abc\n", "has no closing quote", 1, 4),
    ("s = '''abc\n", "three quotes that begins on line 1 never ends", 1, 4),
    ("if 1:\n\tx = 1\n        y = 2\n", "another mix of tabs and spaces", 3, 8),
    ("def f():\nreturn 1\n", "function definition on line 1 opens has no body: line 2", 2, 0),
    ("x = 1\n  y = 2\n", "Line 2 is indented more", 2, 2),
    ("def f():\n    x = 1\n  y = 2\n", "fits no block", 3, 2),
    ("f(a b)\n", "side by side on line 1", 1, 2),
    ("return 1\n", "a `return` that is not inside", 1, 0),
    ("else:\n    pass\n", "begins with a word that continues a block", 1, 0),
    ("try:\n    x = 1\nprint(1)\n", "neither `except` nor `finally`", 3, 0),
    ("“hello”\n", "a character that Python does not know: `“`", 1, 0),
    ("True = 1\n", "to something that is no name: True", 1, 0),
    ("x\0 = 1\n", "NUL characters", 1, 0),
    ("async def f():\n    yield 1\n    return 2\n", "also has a `yield`", 3, 4),
    ("(" * 300, "nested deeper", 1, None),
    ("x = 08\n", "Python cannot read line 1: leading zeros", 1, None),
]


@pytest.mark.parametrize(("source", "words", "line", "column"), CASES, ids=[case[1][:30] for case in CASES])
def test_common_mistakes_are_explained(source: str, words: str, line: int, column: int | None) -> None:
    found = diagnosed(source)
    assert found is not None
    assert found.slug == "syntax-error"
    assert words in found.what
    assert found.where is not None
    assert found.where.line == line
    if column is not None:
        assert found.where.column <= max(column, len(found.where.text))
        assert found.where.text == source.split("\n")[line - 1].rstrip()
    assert "{" not in found.what.replace("`{`", "") + found.why + found.next


@pytest.mark.parametrize(
    "source",
    [
        "",
        "\ufeffx = 1\n",
        "x = 1\r\ny = 2\r\n",
        "async def f():\n    await x\n",
        "s = '\\d'\n",
        "match x:\n    case 1:\n        pass\n",
    ],
)
def test_a_program_that_compiles_is_left_alone(source: str) -> None:
    assert syntax_error.explain(context(source)) is None


def test_quoted_source_is_not_read_as_a_template() -> None:
    found = diagnosed("x = {line} = 1)\n")
    assert found is not None
    assert found.where is not None
    assert found.where.text == "x = {line} = 1)"


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab()[]{}:='\" \n\t\rdefasync\\#é\ud800\0"), max_size=60))
def test_no_text_breaks_the_parser(text: str) -> None:
    source = Source.parse(text)
    assert (source.tree is None) == (source.problem is not None)
    if source.problem is not None:
        assert 1 <= source.problem.line <= len(source.lines)
        assert source.problem.column >= 0


def test_columns_of_a_tree_are_turned_into_characters() -> None:
    source = Source.parse("ä = 'öö' + x\n")
    assert source.column(1, "ä = 'öö' + ".encode().__len__()) == len("ä = 'öö' + ")


def test_a_tree_too_large_for_the_rules_to_walk_is_left_out() -> None:
    assert Source.parse("x = 1" + " < 1" * 30_000).tree is None
    assert Source.parse("x = 1" + " < 1" * 10_000).tree is not None
