from __future__ import annotations

from pathlib import Path

import pytest
from invoking import Invoke
from small_course import SOLUTION, HostStandIn, out_of_order, write_course

from grader.cli import check
from grader.cli.settings import ExitCode

WRONG = SOLUTION.replace("+ 1", "+ 2")


@pytest.fixture
def invoke(capsys: pytest.CaptureFixture[str]) -> Invoke:
    return Invoke(capsys)


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> HostStandIn:
    stand_in = HostStandIn()
    monkeypatch.setattr(check, "open_host", stand_in)
    return stand_in


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder; its course is beside it."""
    monkeypatch.setenv("GRADER_COURSE", str(write_course(tmp_path / "course")))
    here = tmp_path / "work"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def test_an_answer_that_passes(invoke: Invoke, host: HostStandIn, folder: Path) -> None:
    (folder / "add_one.py").write_text(SOLUTION)
    ended = invoke("check", "add_one.py", "--format", "json")
    assert (ended.code, ended.err) == (ExitCode.OK, "")
    [report] = ended.json
    assert (report["exercise"], report["status"], report["score"]) == ("add-one", "passed", 2.0)
    assert host.isolation == "best"
    assert not host.open


def test_an_answer_that_does_not_pass(invoke: Invoke, host: HostStandIn, folder: Path) -> None:
    (folder / "add_one.py").write_text(WRONG)
    ended = invoke("check", "add_one.py")
    assert ended.code == ExitCode.NOT_PASSED
    assert "Adds one" in ended.out
    assert ended.err == ""


def test_an_answer_that_cannot_be_graded(
    invoke: Invoke, host: HostStandIn, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "judge", out_of_order)
    (folder / "add_one.py").write_text(SOLUTION)
    ended = invoke("check", "add_one.py", "--format", "json")
    assert ended.code == ExitCode.FAULT
    assert [(r["status"], r["reason"]) for r in ended.json] == [("ungraded", "the check host ended")]


def test_a_file_of_another_name(invoke: Invoke, host: HostStandIn, folder: Path) -> None:
    (folder / "mine.py").write_text(SOLUTION)
    assert invoke("check", "mine.py", "--exercise", "add-one").code == ExitCode.OK
    ended = invoke("check", "mine.py")
    assert ended.code == ExitCode.USAGE
    assert ended.err.endswith("\nSay which exercise mine.py answers: --exercise ID\n")
    assert "`mine`" in ended.err


@pytest.mark.parametrize("where", [".", "00-numbers"])
def test_an_exercise_finds_its_file_here_or_one_level_below(
    invoke: Invoke, host: HostStandIn, folder: Path, where: str
) -> None:
    (folder / where).mkdir(exist_ok=True)
    (folder / where / "add_one.py").write_text(SOLUTION)
    assert invoke("check", "add-one").code == ExitCode.OK
    assert host.graded == ["add_one.py"]


def test_an_exercise_by_the_path_of_its_file(invoke: Invoke, host: HostStandIn, folder: Path, tmp_path: Path) -> None:
    (folder / "add_one.py").write_text(SOLUTION)
    path = tmp_path / "course/exercises/00-numbers/add-one.yaml"
    assert invoke("check", str(path)).code == ExitCode.OK
    assert invoke("check", "add_one.py", "--exercise", str(path)).code == ExitCode.OK


def test_several_at_once(invoke: Invoke, host: HostStandIn, folder: Path) -> None:
    (folder / "add_one.py").write_text(SOLUTION)
    (folder / "other.py").write_text(WRONG)
    ended = invoke("check", "--exercise", "add-one", "--format", "json", "add_one.py", "other.py")
    assert ended.code == ExitCode.NOT_PASSED
    assert [report["status"] for report in ended.json] == ["passed", "failed"]
    assert list(dict.fromkeys(host.graded)) == ["add_one.py", "other.py"]
    assert invoke("check", "--exercise", "add-one", "add_one.py", "other.py").out.count("Add one") == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "grader: say what to check: the file with your answer, such as `grader check hello_stop.py`\n"),
        (("nothing.py",), "grader: there is no file nothing.py\n"),
        (("sub/nothing",), "grader: there is no file sub/nothing\n"),
        (("add-one",), "grader: there is no add_one.py here: give the name of your file, "),
        (("add-one", "--exercise", "add-one"), "grader: there is no file add-one: with --exercise, name the file"),
        (("folder",), "grader: folder is a folder: name the file with your answer\n"),
        (("folder/",), "grader: folder is a folder"),
        (("add-ome",), "grader: there is no exercise `add-ome`"),
    ],
)
def test_what_cannot_be_meant(
    invoke: Invoke, host: HostStandIn, folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    (folder / "folder").mkdir()
    ended = invoke("check", *arguments)
    assert (ended.code, ended.out) == (ExitCode.USAGE, "")
    assert ended.err.startswith(message)
    assert not host.open


def test_a_misspelt_exercise_is_guessed(invoke: Invoke, host: HostStandIn, folder: Path) -> None:
    assert "did you mean `add-one`?" in invoke("check", "ad-one").err
    (folder / "ad_one.py").write_text(SOLUTION)
    assert "did you mean `add-one`?" in invoke("check", "ad_one.py").err


def test_two_files_for_one_exercise(invoke: Invoke, host: HostStandIn, folder: Path) -> None:
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "add_one.py").write_text(SOLUTION)
    ended = invoke("check", "add-one")
    assert ended.code == ExitCode.USAGE
    assert ended.err.startswith("grader: there is more than one add_one.py: ")
    assert ended.err.endswith("name the one to check, a/add_one.py or b/add_one.py\n")


def test_the_course_is_named_when_asked(invoke: Invoke, host: HostStandIn, folder: Path, tmp_path: Path) -> None:
    (folder / "add_one.py").write_text(SOLUTION)
    ended = invoke("--verbose", "check", "add_one.py", "--isolation", "portable")
    assert ended.err == f"Course: {tmp_path / 'course'}\n"
    assert host.isolation == "portable"


def test_colour_only_when_asked(invoke: Invoke, host: HostStandIn, folder: Path) -> None:
    (folder / "add_one.py").write_text(WRONG)
    assert "\x1b[" in invoke("--color", "always", "check", "add_one.py").out
    assert "\x1b[" not in invoke("--color", "never", "check", "add_one.py").out
    assert "\x1b[" not in invoke("check", "add_one.py").out


def test_a_current_folder_that_is_gone(invoke: Invoke, host: HostStandIn, folder: Path) -> None:
    folder.rmdir()
    ended = invoke("check", "add-one")
    assert ended.code == ExitCode.USAGE
    assert "the current folder is gone" in ended.err


def test_a_course_beside_a_submission_is_never_trusted(
    invoke: Invoke, host: HostStandIn, folder: Path, tmp_path: Path
) -> None:
    planted = write_course(tmp_path / "handed-in", checks="def test_adds(run):\n    pass\n")
    (planted / "grader.toml").write_text('course = "."\n')
    (planted / "conftest.py").write_text("raise SystemExit\n")
    (planted / "add_one.py").write_text(WRONG)
    own = (folder.parent / "course" / "exercises" / "00-numbers" / "add_one_checks.py").resolve()
    ended = invoke("--verbose", "check", str(planted / "add_one.py"), "--format", "json")
    assert ended.code == ExitCode.NOT_PASSED
    assert str(own.parents[2]) in ended.err
    assert str(planted) not in ended.err
