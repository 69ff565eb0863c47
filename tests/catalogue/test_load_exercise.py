from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from writing import CHECKS, EXERCISE, changed, problems, write_exercise

from grader.catalogue import load_exercise
from grader.catalogue.positions import kind_of
from grader.errors import CatalogueError
from grader.model import Evidence, Hint, Isolate, Limits


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
        "minutes: 5\noptional: true\nrequires: [create-future]\nformer_ids: [fut-one]\nisolate: run\npackages: [attrs]\n"
        "data_files: [data/words.txt]\nmain_file: app.py\ndiagnoses: [future-never-set]\nlearned: A loop makes futures.\n"
    )
    text = changed(
        ("title: Returns the value, points: 2}", "title: R, evidence: trace, reason: r, message: m, hidden_inputs: True}"),
        ("title: The result is set on a later turn,", "title: T, requires: [test_returns_the_value], diagnoses: [x-y],"),
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
        "16:22: the starter holds `____calback____`, but `gaps` has no `calback`; did you mean `callback`?",
        "20:3: the starter has no `____callback____`; did you mean `calback`?",
        '21:37: `ask` must be text, but YAML reads no as true or false: put it in quotes: "no"',
        "25:17: `cpu_s` must be more than 0",
        "32:16: there is no check `test_set_on_a_later_trun`; did you mean `test_set_on_a_later_turn`?",
        "38:1: `title` is given twice (first in line 37)",
    ]


CASES = [
    # types
    ("title: Set a future's result", "title: 1:30", "3:8: `title` must be text, but YAML reads 1:30 as a number"),
    ("title: Set a future's result", "title: 2024-01-31", "3:8: `title` must be text, but YAML reads 2024-01-31 as a date"),
    ("title: Set a future's result", "title: [a]", "3:8: `title` must be text, but YAML reads `[a]` as a list: put it in"),
    ("title: Set a future's result", "title: {a}", "3:8: `title` must be text, but YAML reads `{a}` as keys: put it in"),
    ("title: Set a future's result", "title:\n  - a", "4:3: `title` must be text, but YAML reads a list here: put the"),
    ("title: Set a future's result", "title:\n  a: b", "4:3: `title` must be text, but YAML reads keys here: put the"),
    ("title: Set a future's result", "title:", "3:7: `title` must be text, but nothing stands here: write it, or remove"),
    ("title: Set a future's result", "title: ~", '3:8: `title` must be text, but YAML reads ~ as nothing: put it in q'),
    ("title: Set a future's result", "title: ' '", "3:8: `title` must not be empty"),
    ("order: 10", 'order: "10"', "5:8: `order` must be a whole number, not `10`"),
    ("order: 10", "order: 1.5", "5:8: `order` must be a whole number, not `1.5`"),
    ("order: 10", "order: [1]", "5:8: `order` must be a whole number, not a list"),
    ("order: 10", "order: true", "5:8: `order` must be a whole number, not `true`"),
    ("order: 10", "order: -1", "5:8: `order` must be at least 0"),
    ("order: 10", "order: 99999999999999999999999999", "5:8: `order` must be a whole number, and 9999"),
    ("cpu_s: 2", "cpu_s: .inf", "24:17: `cpu_s` must be a number, and .inf is read in more than one way"),
    ("cpu_s: 2", "network: yes", "24:19: `network` must be true or false, not `yes`"),
    ("cpu_s: 2", "network: 1", "24:19: `network` must be true or false, not `1`"),
    ("cpu_s: 2", "cpu_s: 20", "24:9: `cpu_s` (20) is more than `wall_s` (10): raise `wall_s`"),
    ("limits: {cpu_s: 2, memory_mb: 256}", "limits: 5", "24:9: `limits` must hold keys, not `5`"),
    ("limits: {cpu_s: 2, memory_mb: 256}", "limits: [5]", "24:9: `limits` must hold keys, not a list"),
    ("objectives: [", "objectives: [x, [y], ", "8:17: item 2 of `objectives` must be text, but YAML reads `[y]` as a"),
    ("[https://docs", "[ftp://docs", "37:14: item 1 of `references` cannot be `ftp://docs.python.org/3/library/asyncio…`"),
    ("references: [", "references: x\nrequires: [", "37:13: `references` must be a list, not `x`: write [x], or lines"),
    ("order: 10", "order: 10\nisolate: runs", "6:10: `isolate` must be `submission` or `run`, not `runs`; did you m"),
    ('python: ">=3.11"', 'python: "3.11"', '7:9: `python` cannot be `3.11`: write ">=3.N" in quotes, such as ">='),
    ("order: 10", "order: 10\nmain_file: a/b.py", "6:12: `main_file` cannot be `a/b.py`: write a plain file name such"),
    ("order: 10", "order: 10\npackages: [a b]", "6:12: item 1 of `packages` cannot be `a b`: write the name of a pack"),
    ("  - A loop", "  - 5\n  - A loop", "22:5: item 1 of `hints` must be text, but YAML reads 5 as a number: put it"),
    ("  - A loop", "  - A: loop", "22:5: in item 1 of `hints`: the key `text` is missing"),
    ("  - A loop", "  - A: loop", "22:5: unknown key `A`; a text that holds `: ` needs quotes"),
    ("  - A loop makes its own futures; you do not call `asyncio.Future` yourself.\n", "  - x\n" * 21,
     "22:3: `hints` is longer than 20"),
    # keys
    ("order: 10", "order: 10\npoints: 3", "6:1: unknown key `points`; it belongs in `checks`"),
    ("order: 10", "order: 10\nqqq: 3", "6:1: unknown key `qqq`"),
    ("points: 2}", "point: 2}", "26:62: unknown key `point`; did you mean `points`?"),
    ("difficulty: 2\n", "", "1:1: the key `difficulty` is missing"),
    ("title: Returns the value, ", "", "26:5: in item 1 of `checks`: the key `title` is missing"),
    ("{answer: await fut, ask:", "{ask:", "20:13: in `wait`: the key `answer` is missing"),
    ("{answer: await fut, ask:", "{answer: , ask:", "20:21: `answer` must be text, but nothing stands here"),
    ("{answer: await fut, ask: wait for the value}", "\n    answer:\n      - 1\n    ask: x", "22:7: `answer` must be text, "),
    ("{answer: await fut, ask: wait for the value}", "await fut", "20:13: `wait` must hold keys, not `await fut`"),
    ("  wait:     {", "  Wait:     {", "20:3: `Wait` cannot name a gap: use small letters, digits and single under"),
    ("order: 10", "order: 10\norder: 11", "6:1: `order` is given twice (first in line 5)"),
    ("order: 10", "order: &a 10", "5:8: anchors (`&a`) are not used here: put the text in quotes"),
    ("order: 10", "order: *a", "5:8: aliases (`*a`) are not used here: write it out, or put the text in quotes"),
    ("order: 10", "order: !!int 10", "5:8: tags (`!!int`) are not used here: put the text in quotes"),
    ("order: 10", "order: 10\n[a]: b", "6:1: a key must be a word: put text that begins with a bracket in quotes"),
    ("order: 10", "order: 10\n*a : b", "6:1: aliases (`*a`) are not used here"),
    ("https://docs.python.org/3/library/asyncio-future.html]", "https://a.b]\n---\na: b", "38:1: a second document begins"),
    # names
    ("id: set-result", "id: set_result", "2:5: `id` cannot be `set_result`: use small letters, digits and hyphens"),
    ("id: set-result", "id: set-it", "2:5: the id is `set-it` but the file is named set-result.yaml: make them the same"),
    ("id: set-result", "id: subprocess", "2:5: the id cannot be `subprocess`: a file subprocess.py would hide the Pyt"),
    ("id: set-result", "id: async", "2:5: the id cannot be `async`: 'async' is a Python keyword: choose another name"),
    ("id: set-result", "id: chapter", "2:5: the id cannot be `chapter`: chapter.yaml is the file that describes"),
    ("id: set-result", "id: pytest", "2:5: the id cannot be `pytest`: a file pytest.py would hide the Python module"),
    ("chapter: 01-futures", "chapter: 02-x", "4:10: the chapter is `02-x` but the folder is named 01-futures: make"),
    ("order: 10", "order: 10\nmain_file: queue.py", "6:12: a file queue.py would hide the Python module of that name"),
    ("    max_points: 2", "    slug: asyncio", "31:11: the slug cannot be `asyncio`: a file asyncio.py would hide the"),
    ("order: 10", "order: 10\nrequires: [a-b, a-b]", "6:17: `requires` has `a-b` twice"),
    ("order: 10", "order: 10\nformer_ids: [set-result]", "6:14: `former_ids` names the exercise itself"),
    ("  - {id: lambda", "  - {id: lambda, gaps: {wait: x}}\n  - {id: lambda", "36:10: `accept` has the id `lambda` twice"),
    # gaps and programs
    ("fut = ____create____", "fut = ____create____ # ____wait____", "15:32: `____wait____` stands in a comment or a text, w"),
    ("import asyncio", '"""\n  ____wait____ """', "13:3: `____wait____` stands in a comment or a text, where no learner"),
    ("fut = ____create____", "fut = ____Create____", "15:13: `____Create____` looks like a gap but is none: write `____"),
    ("fut = ____create____", "fut = ____create____ (", "15:30: the starter is not Python: '(' was never closed"),
    ("answer: await fut", "answer: await (", "20:21: the solution is not Python with this text in `wait`: '(' was never"),
    ("answer: await fut", "answer: ____create____", "20:21: the answer itself holds a gap"),
    ('"fut.set_result(value)"', '"fut.set_result("', "29:22: the wrong answer is not Python with this text in `callback`"),
    ("gaps: {callback: \"lambda", "gaps: {calback: \"lambda", "35:24: there is no gap `calback`; did you mean `callback`?"),
    ('gaps: {callback: "lambda: fut.set_result(value)"}', "gaps: {}", "35:24: the accepted answer `lambda` fills no gap"),
    (', gaps: {callback: "lambda: fut.set_result(value)"}', "", "35:5: the accepted answer `lambda` needs `gaps`, what"),
    ("{id: lambda,", "{id: lambda, program: x,", "35:5: the accepted answer `lambda` has both `gaps` and `program`"),
    ('{id: lambda, gaps: {callback: "lambda: fut.set_result(value)"}}', "id: lambda\n    program: |\n      x = 1\n      y = (",
     "38:11: the accepted answer is not Python: '(' was never closed"),
    # checks
    ("caught_by: test_set_on_a_later_turn", "caught_by: test_set", "30:16: there is no check `test_set`"),
    ("check: test_set_on_a_later_turn", "check: test_sat_on_a_later_turn", "23:61: there is no check `test_sat_on_a_la"),
    ("points: 2}", "requires: [test_nothing]}", "26:73: there is no check `test_nothing`"),
    ("points: 2}", "requires: [test_returns_the_value]}", "26:73: the check `test_returns_the_value` requires itself"),
    ("points: 2}", "evidence: trace}", "26:72: `evidence: trace` needs a `reason`: why nothing stronger will do"),
    ("points: 2}", "evidence: trac}", "26:72: `evidence` must be `value`, `output`, `probe` or `trace`, not `trac`; did"),
    ("max_points: 2", "max_points: 5", "31:17: `max_points` is 5, but all checks together are worth 4"),
    ("id: test_returns_the_value", "id: returns", "26:10: `id` cannot be `returns`: write the name of the test: `test_x`"),
    ("id: test_returns_the_value", "id: test_x", "26:10: set_result_checks.py has no test `test_x`"),
    ("id: test_returns_the_value", "id: test_set_on_a_later_turn", "27:10: `checks` has the id `test_set_on_a_later_turn`"),
    ("order: 10", "order: 10\ndata_files: [no.txt]", "6:14: `no.txt`: there is no such file"),
    ("order: 10", "order: 10\ndata_files: [../x]", "6:14: `../x`: write a path inside this folder, with / between its"),
    ("order: 10", "order: 10\ndata_files: [/x]", "6:14: `/x`: write a path inside this folder, with / between its"),
    ("order: 10", "order: 10\ndata_files: ['']", "6:14: ``: write a path inside this folder, with / between its"),
    ("order: 10", 'order: 10\ndata_files: ["a\\0b"]', "6:14: `a\0b`: cannot be read: embedded null byte"),
    ("order: 10", "order: 10\ndata_files: [set-result.yaml]", "6:14: `set-result.yaml`: exercise and checks files are ne"),
    ("order: 10", "order: 10\ndata_files: 5", "6:13: `data_files` must be a list, not `5`"),
    ("order: 10", "order: 10\ndata_files: [5]", "6:14: item 1 of `data_files` must be text, but YAML reads 5 as a n"),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES, ids=[case[2][:48] for case in CASES])
def test_each_mistake_has_its_place(tmp_path: Path, old: str, new: str, expected: str) -> None:
    told = problems(write_exercise(tmp_path, changed((old, new))))
    assert any(line.startswith(expected) for line in told), told


def test_points_of_nothing(tmp_path: Path) -> None:
    text = changed(("points: 2}", "points: 0}"), ("points: 2}", "points: 0}"), ("max_points: 2", "max_points: 0"))
    assert problems(write_exercise(tmp_path, text)) == [
        "26:3: the checks are worth nothing: give at least one of them points"
    ]


def test_checks_that_require_each_other(tmp_path: Path) -> None:
    text = changed(
        ("points: 2}", "requires: [test_set_on_a_later_turn]}"),
        ("points: 2}", "requires: [test_returns_the_value]}"),
    )
    assert problems(write_exercise(tmp_path, text)) == [
        "26:62: the check `test_returns_the_value` requires itself through others",
        "27:77: the check `test_set_on_a_later_turn` requires itself through others",
    ]


def test_texts_that_fit_only_apart(tmp_path: Path) -> None:
    text = changed(
        ("fut = ____create____", "fut = [____create____"),
        ("return ____wait____", "return ____wait____]"),
        ("loop.call_soon(____callback____)", "____callback____"),
        ("return ", "x = "),
    )
    path = write_exercise(tmp_path, text)
    assert any("is not Python" in line for line in problems(path))
    together = changed(("loop.create_future()", "x = 1"), ("fut = ____create____", "____create____ + 1"))
    assert problems(write_exercise(tmp_path, together)) != []


def test_newer_syntax_is_left_to_a_newer_python(tmp_path: Path) -> None:
    newer = f">=3.{sys.version_info[1] + 1}"
    text = changed(("{id: lambda,", f'{{id: lambda, python: "{newer}",'), ('"lambda: fut', '"lambda lambda: fut'))
    assert load_exercise(write_exercise(tmp_path, text)).accept[0].python == newer
    text = changed(('python: ">=3.11"', f'python: "{newer}"'), ("answer: await fut", "answer: await ("))
    assert load_exercise(write_exercise(tmp_path, text)).python == newer


# ------------------------------------------------------------------------------------------------------ checks file

CHECKS_CASES = [
    (None, "26:3: the checks file set_result_checks.py: there is no such file"),
    ("def test_(", "set_result_checks.py:1:10: is not Python: '(' was never closed"),
    (b"\xff", "set_result_checks.py:1:1: is not UTF-8 text (byte 0xff): save the file as UTF-8"),
    (CHECKS + "\n\ndef test_more(run):\n    pass\n",
     "set_result_checks.py:9:1: `test_more` is not listed under `checks` of the exercise"),
    (CHECKS + "\n\nclass TestMore:\n    if True:\n        def test_x(self):\n            pass\n",
     "set_result_checks.py:11:9: `TestMore::test_x` is not listed under `checks` of the exercise"),
    (CHECKS + "try:\n    pass\nexcept OSError:\n    def test_y():\n        pass\n",
     "set_result_checks.py:11:5: `test_y` is not listed under `checks` of the exercise"),
    (CHECKS.replace("def test_r", "async def test_r"),
     "set_result_checks.py:1:1: `test_returns_the_value` is `async def`, which pytest does not run: use `def`, and "
     "`run(...)` inside"),
    (CHECKS + CHECKS.split("\n\n")[0],
     "set_result_checks.py:7:1: `test_returns_the_value` is defined twice (first in line 1); only the last would run"),
    (CHECKS.replace("test_returns_the_value", "helper"),
     "26:10: set_result_checks.py has no test `test_returns_the_value`"),
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
    (b"a" * 512_001, "1:1: is longer than 512 kB"),
    (b"[" * 100_000, "1:42: brackets or lists are nested more than 40 deep"),
    (b"- " * 100_000, "1:83: brackets or lists are nested more than 40 deep"),
    (b"a: b: c", "1:5: is not YAML: mapping values are not allowed in this context (a text that holds `: ` needs quotes, "
     "or a block that begins with `|`)"),
    (b"python: >=3.11\n", "1:10: is not YAML: did not find expected comment or line break (a text that begins with > or | "
     "needs quotes)"),
    (b"a: 'x\nb: c\n", "1:4: is not YAML: found unexpected end of stream (a quote or bracket is not closed)"),
    (b"a: `x`\n", "1:4: is not YAML: found character that cannot start any token (a text that begins with `, @, % or a tab "
     "needs quotes)"),
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
    assert problems(path) == ["38:14: `link`: leads out of this folder"]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_arbitrary_bytes_raise_nothing_else(tmp_path: Path, content: bytes) -> None:
    path = write_exercise(tmp_path, content)
    with pytest.raises(CatalogueError):
        load_exercise(path)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_an_exercise_with_a_hole_in_it_raises_nothing_else(tmp_path: Path, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(EXERCISE)))
    end = data.draw(st.integers(start, min(len(EXERCISE), start + 60)))
    filler = data.draw(st.sampled_from(["", "no", "0", "[", "{}", ": ", "- ", "\n", "  ", "'", "|", "____x____", "*a", "~"]))
    path = write_exercise(tmp_path, EXERCISE[:start] + filler + EXERCISE[end:])
    try:
        assert load_exercise(path).id == "set-result"
    except CatalogueError as error:
        assert error.problems  # noqa: PT017 - both ways are right


@given(st.text("0123456789_.eE+-xobn:tTyYZ ", max_size=80))
def test_every_text_has_a_kind(text: str) -> None:
    assert kind_of(text).phrase
