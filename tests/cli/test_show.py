from __future__ import annotations

from pathlib import Path

import pytest
from invoking import Invoke
from small_course import EXERCISE, write_course

from grader.cli.settings import ExitCode


@pytest.fixture
def invoke(capsys: pytest.CaptureFixture[str]) -> Invoke:
    return Invoke(capsys)


@pytest.fixture
def course(tmp_path: Path) -> str:
    return str(write_course(tmp_path))


def test_shows_what_the_exercise_asks(invoke: Invoke, course: str) -> None:
    ended = invoke("--course", course, "show", "add-one")
    assert (ended.code, ended.err) == (ExitCode.OK, "")
    for text in (
        "Add one\n",
        "add-one - difficulty 1 of 5 - about 5 minutes",
        "returns the number after **number**.",
        "\n    return ____next____",
        "  line 2, next: the number after it",
        "  Adds one (2)",
        "Write your answer to add_one.py, then check it: grader check add_one.py",
    ):
        assert text in ended.out
    assert "number + 1" not in ended.out
    assert "1 hint" not in ended.out


def test_an_optional_exercise_without_a_time(invoke: Invoke, tmp_path: Path) -> None:
    course = write_course(tmp_path, EXERCISE.replace("minutes: 5", "optional: true"))
    assert "add-one - difficulty 1 of 5 - optional" in invoke("--course", str(course), "show", "add-one").out


def test_as_json_it_holds_no_answer(invoke: Invoke, course: str) -> None:
    ended = invoke("--course", course, "show", "add-one", "--format", "json")
    assert (ended.code, ended.err) == (ExitCode.OK, "")
    shown = ended.json
    assert shown["gaps"] == [{"name": "next", "line": 2, "column": 11, "ask": "the number after it"}]
    assert shown["checks"] == [{"id": "test_adds", "title": "Adds one", "points": 2.0}]
    assert (shown["hints"], shown["max_score"], shown["main_file"]) == (1, 2.0, "add_one.py")
    assert "number + 1" not in ended.out
    assert "doubled" not in ended.out


def test_the_starter_alone_can_be_saved(invoke: Invoke, course: str) -> None:
    ended = invoke("--course", course, "show", "add-one", "--starter")
    assert (ended.code, ended.out) == (ExitCode.OK, "def add_one(number):\n    return ____next____\n")


def test_an_unknown_exercise(invoke: Invoke, course: str) -> None:
    ended = invoke("--course", course, "show", "add-ome")
    assert (ended.code, ended.out) == (ExitCode.USAGE, "")
    assert "did you mean `add-one`?" in ended.err


def test_colour(invoke: Invoke, course: str) -> None:
    out = invoke("--course", course, "--color", "always", "show", "add-one").out
    assert "\x1b[" in out
    assert "**" not in out
