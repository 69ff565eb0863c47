"""Making a workspace, repairing and upgrading it."""

from __future__ import annotations

import ast
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from practice_course import (
    ADD,
    ADD_CHECKS,
    EXERCISES,
    SHOUT,
    SHOUT_CHECKS,
    begin,
    submit,
    write_exercise,
    write_practice_course,
)

from grader.catalogue import Course, open_gaps
from grader.errors import CatalogueError, UserError
from grader.practice.desk import Desk
from grader.practice.progress import Record
from grader.practice.setup import COURSE_FILE, is_workspace, start
from grader.practice.store import PROGRESS_FILE
from grader.practice.workspace import KEPT, Workspace, find_workspace, load_course, starter_file

ADD_FILE = "00-numbers/add_two.py"


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_a_new_workspace_holds_a_file_for_each_exercise_and_nothing_hidden(course: Course, tmp_path: Path) -> None:
    started = begin(course, tmp_path / "deep" / "practice")
    assert started.is_new
    assert files(started.workspace.root) == {
        "README.md",
        PROGRESS_FILE,
        COURSE_FILE,
        ADD_FILE,
        "00-numbers/double_it.py",
        "01-words/shout_it.py",
        "01-words/words.txt",
    }
    assert started.workspace.store.read().current == "add-two"
    readme = (started.workspace.root / "README.md").read_text(encoding="utf-8")
    assert "| `00-numbers` | Numbers | 2 |" in readme
    assert f"Begin with `{ADD_FILE}`" in readme


def test_a_file_has_the_task_on_top_and_its_gaps_open(desk: Desk) -> None:
    exercise = desk.exercise("add-two")
    text = starter_file(exercise)
    lines = text.splitlines()
    assert lines[:4] == ["# Exercise add-two, difficulty 1 of 5, about 5 minutes", "#", "# Add two numbers", "#"]
    assert "# `add(a, b)` returns the **sum**." in lines
    assert "#   ____sum____  the sum of both" in lines
    assert lines[-2:] == ["def add(a, b):", "    return ____sum____"]
    assert isinstance(ast.parse(text), ast.Module)
    [gap] = open_gaps(exercise, text)
    assert gap.line == len(lines)
    assert desk.answer(exercise).unreadable is None


def test_a_title_never_names_an_encoding(desk: Desk) -> None:
    exercise = replace(desk.exercise("double-it"), title="coding: utf-7")
    assert "coding: utf-7" not in "".join(starter_file(exercise).splitlines()[:2])
    assert "optional" in starter_file(exercise).splitlines()[0]


def test_again_nothing_is_to_be_done(course: Course, desk: Desk) -> None:
    again = begin(course, desk.workspace.root)
    assert not again.is_new
    assert (again.written, again.upgraded, again.moved, again.starter_changed) == ([], [], [], [])


def test_what_is_missing_is_written_and_what_was_written_by_the_learner_stays(course: Course, desk: Desk) -> None:
    root = desk.workspace.root
    (root / ADD_FILE).write_text("mine\n", encoding="utf-8")
    (root / "README.md").write_text("my notes\n", encoding="utf-8")
    (root / "00-numbers/double_it.py").unlink()
    (root / f"{PROGRESS_FILE}.123.new").write_text("half", encoding="utf-8")
    again = begin(course, root)
    assert again.written == ["00-numbers/double_it.py"]
    assert (root / ADD_FILE).read_text(encoding="utf-8") == "mine\n"
    assert (root / "README.md").read_text(encoding="utf-8") == "my notes\n"
    assert not list(root.glob("*.new"))


def test_a_lost_progress_file_costs_no_answer(course: Course, desk: Desk) -> None:
    root = desk.workspace.root
    (root / ADD_FILE).write_text("mine\n", encoding="utf-8")
    (root / PROGRESS_FILE).unlink()
    again = begin(course, root)
    assert again.is_new
    assert (root / ADD_FILE).read_text(encoding="utf-8") == "mine\n"


def test_a_content_update(course: Course, desk: Desk) -> None:
    """An untouched file follows the course; one that was begun stays; what was solved stays solved and is told."""
    root = desk.workspace.root
    submit(desk, desk.exercise("add-two"), "a + b")
    (root / "00-numbers/double_it.py").write_text("mine\n", encoding="utf-8")
    for place, (text, checks) in EXERCISES.items():
        write_exercise(course.root, place, text.replace("Return", "Give back").replace("the **sum**", "it"), checks)
    again = begin(course, root)
    assert again.solved_changed == ["add-two"]
    assert again.starter_changed == ["add-two", "double-it"]
    assert again.upgraded == ["01-words/shout_it.py"]
    assert "Give back" in (root / "01-words/shout_it.py").read_text(encoding="utf-8")
    assert (root / "00-numbers/double_it.py").read_text(encoding="utf-8") == "mine\n"
    assert desk.progress().record("add-two").passed is not None
    third = begin(course, root)
    assert (third.starter_changed, third.upgraded, third.solved_changed) == ([], [], ["add-two"])
    submit(desk, desk.exercise("add-two"), "a+b", "")
    submit(desk, desk.exercise("add-two"), "a + b")
    assert begin(course, root).solved_changed == []


def test_an_exercise_with_a_new_name_takes_its_progress_and_file_along(course: Course, desk: Desk) -> None:
    root = desk.workspace.root
    submit(desk, desk.exercise("add-two"), "a + b")
    mine = (root / ADD_FILE).read_bytes()
    shutil.rmtree(course.root / "exercises/00-numbers")
    text = ADD.replace("id: add-two", "id: sum-up\nformer_ids: [add-two]").replace("00-numbers", "02-sums")
    write_exercise(course.root, "02-sums/sum-up", text, ADD_CHECKS)
    again = begin(course, root)
    assert again.moved == [(ADD_FILE, "02-sums/sum_up.py")]
    assert (root / "02-sums/sum_up.py").read_bytes() == mine
    assert again.gone == []
    progress = desk.progress()
    assert progress.record("sum-up").passed is not None
    assert "add-two" not in progress.exercises
    assert progress.current == "sum-up"


def test_an_exercise_that_left_the_course_leaves_its_progress(course: Course, desk: Desk) -> None:
    submit(desk, desk.exercise("double-it"), "return number * 2")
    (course.root / "exercises/00-numbers/double-it.yaml").unlink()
    again = begin(course, desk.workspace.root)
    assert again.gone == ["double-it"]
    assert desk.progress().record("double-it").passed is not None
    assert (desk.workspace.root / "00-numbers/double_it.py").exists()


def test_a_folder_with_other_things_is_refused(course: Course, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match=r"holds other files, such as course: name a new folder"):
        begin(course, tmp_path)
    with pytest.raises(UserError, match="is a file: name a folder"):
        begin(course, tmp_path / "thesis.txt")


def test_hidden_files_are_in_nobodys_way(course: Course, tmp_path: Path) -> None:
    (tmp_path / "new/.git").mkdir(parents=True)
    assert begin(course, tmp_path / "new").is_new


def test_no_workspace_inside_a_workspace(course: Course, desk: Desk) -> None:
    with pytest.raises(UserError, match="lies in the workspace"):
        begin(course, desk.workspace.root / "again")


def test_a_workspace_stays_with_its_course(course: Course, desk: Desk, tmp_path: Path) -> None:
    other = write_practice_course(tmp_path / "other")
    with pytest.raises(UserError, match="is for the course in"):
        begin(other, desk.workspace.root)
    shutil.rmtree(course.root)  # the course was moved
    assert not begin(other, desk.workspace.root).is_new
    assert str(other.root) in (desk.workspace.root / COURSE_FILE).read_text(encoding="utf-8")


def test_a_workspace_inside_its_course_needs_no_word_of_it(course: Course) -> None:
    (course.root / COURSE_FILE).write_text('course = "."\n', encoding="utf-8")
    started = begin(course, course.root / "practice")
    assert not (started.workspace.root / COURSE_FILE).exists()


def test_a_folder_that_cannot_be_made_or_read(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="cannot be made: Not a directory"):
        begin(course, tmp_path / "file" / "below")

    def refuse(self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    loaded = load_course(course)
    (tmp_path / "locked").mkdir()
    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(UserError, match="locked cannot be read: Permission denied"):
        start(tmp_path / "locked", course, loaded)


def test_found_from_inside(desk: Desk, tmp_path: Path) -> None:
    assert find_workspace(desk.workspace.root / "00-numbers") == desk.workspace
    assert find_workspace(tmp_path) is None
    assert is_workspace(desk.workspace.root)
    assert not is_workspace(tmp_path)


def test_a_folder_above_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", refuse)
    assert find_workspace(tmp_path) is None


def test_an_exercise_with_mistakes_keeps_nobody_from_the_others(course: Course) -> None:
    write_exercise(course.root, "01-words/shout-it", SHOUT.replace("difficulty: 1", "difficulty: 9"), SHOUT_CHECKS)
    loaded = load_course(course)
    assert [one.id for one in loaded.exercises] == ["add-two", "double-it"]
    assert [problem.path.stem for problem in loaded.problems] == ["shout-it"]


def test_a_course_without_a_usable_exercise(tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    with pytest.raises(UserError, match="has no exercises"):
        load_course(Course(tmp_path))
    write_exercise(tmp_path, "00-a/add-two", "format: 9\n", "")
    with pytest.raises(CatalogueError):
        load_course(Course(tmp_path))


def test_copies_never_overwrite_each_other(desk: Desk) -> None:
    path = desk.workspace.root / ADD_FILE
    first, second = desk.workspace.keep_copy(path), desk.workspace.keep_copy(path)
    assert first is not None
    assert second is not None
    assert [first.name, second.name] == ["add_two-1.py", "add_two-2.py"]
    assert first.parent == desk.workspace.root / KEPT
    assert desk.workspace.keep_copy(desk.workspace.root / "none.py") is None
    with pytest.raises(UserError, match="cannot be read"):
        desk.workspace.keep_copy(desk.workspace.root)


def test_what_cannot_be_read_counts_as_the_learners(course: Course, desk: Desk) -> None:
    path = desk.workspace.root / ADD_FILE
    path.unlink()
    path.mkdir()
    assert begin(course, desk.workspace.root).written == []


def test_renamed_where_both_names_have_progress(course: Course, desk: Desk) -> None:
    desk.workspace.store.update(
        lambda now: replace(now, exercises={"old": Record(attempts=9), "add-two": Record(attempts=1)})
    )
    write_exercise(course.root, "00-numbers/add-two", ADD + "former_ids: [old]\n", ADD_CHECKS)
    assert begin(course, desk.workspace.root).gone == ["old"]
    assert desk.progress().record("add-two").attempts == 1


def test_a_workspace_is_its_folder(tmp_path: Path) -> None:
    assert Workspace(tmp_path).store.path == tmp_path / PROGRESS_FILE
