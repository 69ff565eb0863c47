from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from writing import unhurried

from grader.catalogue import open_gaps, render_fills, render_solution, render_starter
from grader.catalogue.render import fill, finished
from grader.model import Exercise, Gap, Misconception, Variant


def exercise(starter: str, **answers: str) -> Exercise:
    gaps = tuple(Gap(name, answer, f"ask {name}") for name, answer in answers.items())
    nowhere = Path("x")
    return Exercise("x", "X", "c", 1, 1, "p", starter, gaps, (), nowhere, nowhere, "sha256:0")


STARTER = """\
def f(a):
    if a:
        ____body____
    return ____value____, [____value____]
"""


def test_an_expression_goes_in_as_it_is() -> None:
    one = exercise(STARTER, body="pass", value="(a\n + 1)")
    assert render_solution(one).endswith("        pass\n    return (a\n + 1), [(a\n + 1)]\n")


def test_a_body_goes_to_the_column_of_its_marker() -> None:
    one = exercise(STARTER, body="for x in a:\n    print(x)\n\nprint()\n", value="a")
    assert render_solution(one) == (
        "def f(a):\n    if a:\n        for x in a:\n            print(x)\n\n        print()\n    return a, [a]\n"
    )


def test_a_blank_text_removes_the_line_of_its_marker() -> None:
    assert fill("x\n  ____a____\ny", {"a": " "}) == "x\ny\n"


def test_the_starter_keeps_its_gaps() -> None:
    assert render_starter(exercise(STARTER.replace("\n", "\r\n") + "\n\n", body="", value="")) == STARTER


def test_a_known_answer_fills_only_what_it_names() -> None:
    one = exercise(STARTER, body="pass", value="a")
    wrong = Misconception("w", "m", "test_x", {"value": "b"})
    assert render_fills(one, wrong) == "def f(a):\n    if a:\n        pass\n    return b, [b]\n"
    assert render_fills(one, Variant("v", {}, "x = 1")) == "x = 1\n"


def test_a_fill_is_not_filled_again() -> None:
    assert fill("____a____ + ____b____", {"a": "____b____", "b": "1"}) == "____b____ + 1\n"


def test_what_only_looks_like_a_marker_stays() -> None:
    text = "x____a____ = ____a_____ = ____A____ = _____a____\n"
    assert fill(text, {"a": "1"}) == text


@unhurried
@given(st.text())
def test_a_finished_text_is_finished_once(text: str) -> None:
    assert finished(finished(text)) == finished(text)
    assert finished(text).endswith("\n")
    assert "\r" not in finished(text)


NAMES = st.from_regex(r"[a-z][a-z0-9]{0,3}(_[a-z0-9]{1,3})?", fullmatch=True)


@unhurried
@given(st.lists(NAMES, min_size=1, max_size=5, unique=True), st.data())
def test_filled_gaps_are_closed_and_the_others_open(names: list[str], data: st.DataObject) -> None:
    filled = data.draw(st.sets(st.sampled_from(names)))
    starter = "".join(
        f"def f{n}():\n    ____{name}____\n    return g(____{name}____)\n" for n, name in enumerate(names)
    )
    one = exercise(starter, **{name: str(n) for n, name in enumerate(names)})
    source = fill(starter, {name: one.gaps[names.index(name)].answer for name in filled})
    gaps = open_gaps(one, source)
    assert [gap.name for gap in gaps] == [name for name in names if name not in filled]
    for gap in gaps:
        assert source.split("\n")[gap.line - 1][gap.column :] == f"____{gap.name}____"
        assert (gap.number, gap.total) == (names.index(gap.name) + 1, len(names))
    assert open_gaps(one, render_solution(one)) == ()


@unhurried
@given(st.lists(NAMES, min_size=1, max_size=4, unique=True))
def test_filling_a_marker_with_itself_changes_nothing(names: list[str]) -> None:
    starter = "".join(f"  ____{name}____\nx = f(____{name}____, 1)\n" for name in names)
    assert fill(starter, {name: f"____{name}____" for name in names}) == starter
