"""Progress and answers from one machine to another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from practice_course import Days, begin, submit, write_practice_course

from grader.errors import UserError
from grader.practice.desk import Desk
from grader.practice.progress import State
from grader.practice.transfer import Imported, export, import_
from grader.practice.workspace import load_course


@pytest.fixture
def laptop(tmp_path: Path, days: Days) -> Desk:
    """The same course on another machine."""
    course = write_practice_course(tmp_path / "laptop" / "course")
    return Desk(begin(course, tmp_path / "laptop" / "practice").workspace, course, days)


def exported(desk: Desk) -> str:
    return export(desk.workspace, load_course(desk.course))


def imported(desk: Desk, text: str) -> Imported:
    return import_(desk.workspace, load_course(desk.course), text, "file")


def test_everything_arrives(desk: Desk, laptop: Desk) -> None:
    submit(desk, desk.exercise("add-two"), "a - b")
    submit(desk, desk.exercise("add-two"), "a + b")
    desk.file_of(desk.exercise("shout-it")).write_text("half = done\n", encoding="utf-8")
    done = imported(laptop, exported(desk))
    assert (done.progress, done.files, done.kept_beside, done.unknown) == (["add-two"], ["add-two", "shout-it"], [], [])
    exercise = laptop.exercise("add-two")
    assert laptop.record(exercise) == desk.record(desk.exercise("add-two"))
    assert laptop.answer(exercise).source == desk.answer(desk.exercise("add-two")).source
    assert imported(laptop, exported(desk)) == Imported()
    assert begin(laptop.course, laptop.workspace.root).upgraded == []  # the answers count as the learner's own


def test_only_what_was_changed_is_in_it(desk: Desk) -> None:
    desk.file_of(desk.exercise("shout-it")).write_bytes(b"\xff")
    desk.file_of(desk.exercise("double-it")).unlink()
    assert json.loads(exported(desk))["work"] == {}


def test_no_answer_is_overwritten_and_the_further_progress_stays(desk: Desk, laptop: Desk) -> None:
    submit(desk, desk.exercise("add-two"), "a - b")
    submit(laptop, laptop.exercise("add-two"), "a + b")
    done = imported(laptop, exported(desk))
    assert (done.progress, done.files, done.kept_beside) == ([], [], ["kept/add_two-1.py"])
    exercise = laptop.exercise("add-two")
    assert laptop.record(exercise).state is State.PASSED
    assert "a + b" in laptop.answer(exercise).source
    assert "a - b" in (laptop.workspace.root / "kept/add_two-1.py").read_text(encoding="utf-8")


def test_a_file_that_is_gone_here_is_taken(desk: Desk, laptop: Desk) -> None:
    submit(desk, desk.exercise("add-two"), "a - b")
    laptop.file_of(laptop.exercise("add-two")).unlink()
    assert imported(laptop, exported(desk)).files == ["add-two"]


def test_another_course(laptop: Desk) -> None:
    text = {"format": 1, "exercises": {"other": {"attempts": 2}}, "work": {"other": "x", "add-two": 7}}
    done = imported(laptop, json.dumps(text))
    assert (done.progress, done.unknown, done.files) == (["other"], ["other"], [])
    assert laptop.progress().record("other").attempts == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "file:1:2: this is not JSON"),
        ("{}", "file: `format` must be 1"),
        ('{"format": 1, "work": []}', "file: `exercises` and `work` must hold keys and values"),
        ('{"format": 1, "exercises": {"a": {"attempts": "2"}}}', "file: `exercises.a.attempts` must be a whole number"),
    ],
)
def test_what_is_no_export_changes_nothing(laptop: Desk, text: str, message: str) -> None:
    before = laptop.progress()
    with pytest.raises(UserError) as error:
        imported(laptop, text)
    assert str(error.value).startswith(message)
    assert laptop.progress() == before
