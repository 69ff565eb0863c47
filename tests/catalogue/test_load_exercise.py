from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mistakes import MISTAKES
from writing import CHECKS, EXERCISE, changed, problems, unhurried, write_exercise

from grader.catalogue import load_exercise
from grader.catalogue.positions import kind_of
from grader.errors import CatalogueError
from grader.model import Evidence, Hint, Isolate, Limits, Prediction


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADER_CACHE", "")


def test_a_whole_exercise(tmp_path: Path) -> None:
    exercise = load_exercise(write_exercise(tmp_path))
    assert exercise.id == "set-result"
    assert [gap.name for gap in exercise.gaps] == ["create", "callback", "wait"]
    assert exercise.gaps[1].answer == "fut.set_result, value"
    assert exercise.hints[0] == Hint("A loop makes its own futures; you do not call `asyncio.Future` yourself.")
    assert exercise.hints[1].check == "test_set_on_a_later_turn"
    assert exercise.limits == Limits(cpu_s=2.0, memory_mb=256)
    assert exercise.max_score == 4
    assert exercise.checks[0].evidence is Evidence.VALUE
    assert exercise.isolate is Isolate.SUBMISSION
    assert exercise.main_file == "set_result.py"
    assert exercise.misconceptions[0].fills == {"callback": "fut.set_result(value)"}
    assert exercise.misconceptions[0].max_points == 2
    assert exercise.accept[0].python is None
    assert exercise.checks_path.name == "set_result_checks.py"
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", exercise.version)


def test_every_optional_key(tmp_path: Path) -> None:
    extra = (
        "minutes: 5\noptional: true\nrequires: [create-future]\nformer_ids: [fut-one]\nisolate: run\n"
        "packages: [attrs]\ndata_files: [data/words.txt]\nmain_file: app.py\ndiagnoses: [future-never-set]\n"
        "learned: A loop makes futures.\npredict: {question: What is printed?, answers: [3, a b], because: so}\n"
    )
    text = changed(
        (
            "title: Returns the value, points: 2}",
            "title: R, evidence: trace, reason: r, message: m, hidden_inputs: True}",
        ),
        (
            "title: The result is set on a later turn,",
            "title: T, requires: [test_returns_the_value], diagnoses: [x-y],",
        ),
        ("    max_points: 2\n", "    slug: called-not-passed\n"),
    )
    path = write_exercise(tmp_path, text + extra)
    (path.parent / "data").mkdir()
    (path.parent / "data" / "words.txt").write_text("one")
    exercise = load_exercise(path)
    assert exercise.minutes == 5
    assert exercise.optional
    assert exercise.requires == ("create-future",)
    assert exercise.former_ids == ("fut-one",)
    assert exercise.isolate is Isolate.RUN
    assert exercise.packages == ("attrs",)
    assert exercise.data_files == ("data/words.txt",)
    assert exercise.main_file == "app.py"
    assert exercise.diagnoses == ("future-never-set",)
    assert exercise.learned == "A loop makes futures."
    assert exercise.predict == Prediction("What is printed?", ("3", "a b"), "so")
    assert exercise.checks[0].evidence is Evidence.TRACE
    assert exercise.checks[0].reason == "r"
    assert exercise.checks[0].hidden_inputs
    assert exercise.checks[1].requires == ("test_returns_the_value",)
    assert exercise.misconceptions[0].slug == "called-not-passed"


@pytest.mark.parametrize("written", ["0", "True", "no", "null", "3.10", "[x]", "{}", "{'a': [b]}", "[ 'a',  1 ]"])
def test_a_gap_takes_the_text_as_written(tmp_path: Path, written: str) -> None:
    text = changed(
        ("answer: await fut", f"answer: {written}"),
        ('{callback: "fut.set_result(value)"}', f"{{callback: {written}}}"),
        ('{callback: "lambda: fut.set_result(value)"}', f"{{wait: {written}}}"),
    )
    exercise = load_exercise(write_exercise(tmp_path, text))
    assert exercise.gaps[2].answer == written
    assert exercise.misconceptions[0].fills == {"callback": written}
    assert exercise.accept[0].fills == {"wait": written}


def test_a_known_answer_may_point_at_its_line(tmp_path: Path) -> None:
    exercise = load_exercise(write_exercise(tmp_path, changed(("    max_points: 2", "    where: fut.set_result"))))
    assert exercise.misconceptions[0].where == "fut.set_result"


def test_mistakes_of_every_kind_are_told_at_once(tmp_path: Path) -> None:
    text = changed(
        ("format: 1", "format: 2"),
        ("title: Set", "titel: Set"),
        ("chapter: 01-futures", "chapter: no"),
        ("order: 10", "order: 012"),
        ("difficulty: 2", "difficulty: 9"),
        ('python: ">=3.11"', "python: 3.10"),
        ("ask: wait for the value", "ask: no"),
        ("____callback____", "____calback____"),
        ("cpu_s: 2", "cpu_s: 0"),
        ("caught_by: test_set_on_a_later_turn", "caught_by: test_set_on_a_later_trun"),
        ("references:", "title: again\ntitle: twice\nreferences:"),
    )
    assert problems(write_exercise(tmp_path, text)) == [
        "1:9: `format` must be 1, not `2`",
        "3:1: unknown key `titel`; did you mean `title`?",
        '4:10: `chapter` must be text, but YAML reads no as true or false: put it in quotes: "no"',
        "5:8: `order` must be a whole number, and 012 is read in more than one way: write plain digits",
        "6:13: `difficulty` must be at most 5",
        '7:9: `python` must be text, but YAML reads 3.10 as a number: put it in quotes: "3.10"',
        "17:22: the starter holds `____calback____`, but `gaps` has no `calback`; did you mean `callback`?",
        "21:3: the starter has no `____callback____`; did you mean `calback`?",
        '22:38: `ask` must be text, but YAML reads no as true or false: put it in quotes: "no"',
        "26:17: `cpu_s` must be more than 0",
        "33:16: there is no check `test_set_on_a_later_trun`; did you mean `test_set_on_a_later_turn`?",
        "39:1: `title` is given twice (first in line 38)",
    ]


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES, ids=[f"{one[2][:40]}" for one in MISTAKES])
def test_each_mistake_has_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = changed((old, new))
    if "«" in text:
        before = text.partition("«")[0]
        said = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}: {said}"
    told = problems(write_exercise(tmp_path, text.replace("«", "")))
    assert any(line.startswith(said) for line in told), told


def test_points_of_nothing(tmp_path: Path) -> None:
    text = changed(("points: 2}", "points: 0}"), ("points: 2}", "points: 0}"), ("max_points: 2", "max_points: 0"))
    assert problems(write_exercise(tmp_path, text)) == [
        "28:3: the checks are worth nothing: give at least one of them points"
    ]


def test_checks_that_require_each_other(tmp_path: Path) -> None:
    text = changed(
        ("points: 2}", "requires: [test_set_on_a_later_turn]}"),
        ("points: 2}", "requires: [test_returns_the_value]}"),
    )
    assert problems(write_exercise(tmp_path, text)) == [
        "28:60: the check `test_returns_the_value` requires itself through others",
        "29:78: the check `test_set_on_a_later_turn` requires itself through others",
    ]


def test_texts_that_fit_only_apart(tmp_path: Path) -> None:
    text = changed(
        ("async def deliver(value):", "async def deliver(____create____, ____callback____):"),
        ("fut = ____create____\n", "pass\n"),
        ("loop.call_soon(____callback____)", "pass"),
        ("answer: loop.create_future()", 'answer: "*args"'),
        ('answer: "fut.set_result, value"', 'answer: "*more"'),
    )
    assert problems(write_exercise(tmp_path, text)) == [
        "20:3: the solution is not Python with these texts together: * argument may appear only once"
    ]


def test_newer_syntax_is_left_to_a_newer_python(tmp_path: Path) -> None:
    newer = f">=3.{sys.version_info[1] + 1}"
    text = changed(("{id: lambda,", f'{{id: lambda, python: "{newer}",'), ('"lambda: fut', '"lambda lambda: fut'))
    assert load_exercise(write_exercise(tmp_path, text)).accept[0].python == newer
    text = changed(('python: ">=3.11"', f'python: "{newer}"'), ("answer: await fut", "answer: await ("))
    assert load_exercise(write_exercise(tmp_path, text)).python == newer


# ------------------------------------------------------------------------------------------------------ checks file

CHECKS_CASES = [
    (None, "28:3: the checks file set_result_checks.py: there is no such file"),
    ("def test_(", "set_result_checks.py:1:10: is not Python: '(' was never closed"),
    (b"\xef\xbb\xbf#\xff", "set_result_checks.py:1:2: is not UTF-8 text (byte 0xff): save the file as UTF-8"),
    (
        CHECKS + "\n\ndef test_more(run):\n    pass\n",
        "set_result_checks.py:9:1: `test_more` is not listed under `checks` of the exercise",
    ),
    (
        CHECKS + "\n\nclass TestMore:\n    if True:\n        def test_x(self):\n            pass\n",
        "set_result_checks.py:11:9: `TestMore::test_x` is not listed under `checks` of the exercise",
    ),
    (
        CHECKS + "try:\n    pass\nexcept OSError:\n    def test_y():\n        pass\n",
        "set_result_checks.py:10:5: `test_y` is not listed under `checks` of the exercise",
    ),
    (
        CHECKS.replace("def test_r", "async def test_r"),
        "set_result_checks.py:1:1: `test_returns_the_value` is `async def`, which pytest does not run: use `def`, and "
        "`run(...)` inside",
    ),
    (
        CHECKS + CHECKS.split("\n\n")[0],
        "set_result_checks.py:7:1: `test_returns_the_value` is defined twice (first in line 1); "
        "only the last would run",
    ),
    (
        CHECKS.replace("test_returns_the_value", "helper"),
        "28:10: set_result_checks.py has no test `test_returns_the_value`",
    ),
]


@pytest.mark.parametrize(("checks", "expected"), CHECKS_CASES)
def test_a_checks_file_with_mistakes(tmp_path: Path, checks: str | bytes | None, expected: str) -> None:
    assert problems(write_exercise(tmp_path, EXERCISE, checks)) == [expected]


def test_tests_in_classes(tmp_path: Path) -> None:
    checks = "class TestFuture:\n    def test_value(self, run):\n        pass\n" + CHECKS.split("\n\n\n")[1]
    text = changed(("test_returns_the_value", '"TestFuture::test_value"'))
    assert load_exercise(write_exercise(tmp_path, text, checks)).checks[0].id == "TestFuture::test_value"


# ------------------------------------------------------------------------------------------------------ whole files

FILE_CASES = [
    (b"", "1:1: the file is empty"),
    (b"# nothing\n", "1:1: the file is empty"),
    (b"- a\n", "1:1: the file must hold keys such as `title:`"),
    (b"title: a\x00b", "1:9: the character U+0000 is not allowed in YAML"),
    (b"a: b\nc: \xff", "2:4: is not UTF-8 text (byte 0xff): save the file as UTF-8"),
    ("title: x\ny: é\x7f".encode(), "2:5: the character U+007F is not allowed in YAML"),
    (b"a: &b c\nd: `x`", "1:4: anchors (`&b`) are not used here"),
    (b"a" * 512_001, "1:1: is longer than 512 kB"),
    (b"[" * 100_000, "1:42: brackets or lists are nested more than 40 deep"),
    (b"- " * 100_000, "1:83: brackets or lists are nested more than 40 deep"),
    (
        b"a: b: c",
        "1:5: is not YAML: mapping values are not allowed in this context (a text that holds `: ` needs quotes, "
        "or a block that begins with `|`)",
    ),
    (
        b"python: >=3.11\n",
        "1:10: is not YAML: did not find expected comment or line break (a text that begins with > or | needs quotes)",
    ),
    (b"a: 'x\nb: c\n", "1:4: is not YAML: found unexpected end of stream (a quote or bracket is not closed)"),
    (
        b"a: `x`\n",
        "1:4: is not YAML: found character that cannot start any token (a text that begins with `, @, % or a tab "
        "needs quotes)",
    ),
    (b"a: b\n c: d\n", "2:3: is not YAML: mapping values are not allowed in this context"),
]


@pytest.mark.parametrize(("content", "expected"), FILE_CASES, ids=[case[1][:40] for case in FILE_CASES])
def test_a_file_that_is_no_exercise(tmp_path: Path, content: bytes, expected: str) -> None:
    told = problems(write_exercise(tmp_path, content))
    assert told[0].startswith(expected), told


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert problems(tmp_path / "x.yaml") == ["1:1: there is no such file"]
    (tmp_path / "y.yaml").mkdir()
    assert problems(tmp_path / "y.yaml") == ["1:1: is a folder, not a file"]
    assert problems(tmp_path / "a\0b.yaml")[0].startswith("1:1: cannot be read: ")


def test_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    plain = load_exercise(write_exercise(tmp_path / "a"))
    content = b"\xef\xbb\xbf" + EXERCISE.replace("\n", "\r\n").encode()
    dressed = load_exercise(write_exercise(tmp_path / "b", content, CHECKS.replace("\n", "\r\n")))
    assert dressed.version == plain.version
    assert dressed.starter == plain.starter


def test_the_version_follows_whatever_verdicts_depend_on(tmp_path: Path) -> None:
    text = EXERCISE + "data_files: [words.txt]\n"
    path = write_exercise(tmp_path, text)
    data = path.parent / "words.txt"
    data.write_text("one")
    first = load_exercise(path).version
    data.write_text("two")
    second = load_exercise(path).version
    write_exercise(tmp_path, text, CHECKS + "# x\n")
    third = load_exercise(path).version
    write_exercise(tmp_path, text + "# x\n", CHECKS + "# x\n")
    fourth = load_exercise(path).version
    assert len({first, second, third, fourth}) == 4


def test_data_files_cannot_lead_out_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s")
    path = write_exercise(tmp_path, EXERCISE + "data_files: [link]\n")
    (path.parent / "link").symlink_to(tmp_path / "secret")
    assert problems(path) == ["39:14: `link`: leads out of this folder"]


@unhurried
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_arbitrary_bytes_raise_nothing_else(tmp_path: Path, content: bytes) -> None:
    path = write_exercise(tmp_path, content)
    with pytest.raises(CatalogueError):
        load_exercise(path)


@unhurried
@given(st.data())
def test_an_exercise_with_a_hole_in_it_raises_nothing_else(tmp_path: Path, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(EXERCISE)))
    end = data.draw(st.integers(start, min(len(EXERCISE), start + 60)))
    filler = data.draw(
        st.sampled_from(["", "no", "0", "[", "{}", ": ", "- ", "\n", "  ", "'", "|", "____x____", "*a", "~"])
    )
    path = write_exercise(tmp_path, EXERCISE[:start] + filler + EXERCISE[end:])
    try:
        assert load_exercise(path).id == "set-result"
    except CatalogueError as error:
        assert error.problems  # noqa: PT017 - both ways are right


@unhurried
@given(st.text("0123456789_.eE+-xobn:tTyYZ ", max_size=80))
def test_every_text_has_a_kind(text: str) -> None:
    assert kind_of(text).phrase
