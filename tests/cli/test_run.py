from __future__ import annotations

from pathlib import Path

import pytest
from invoking import Invoke

from grader.cli.settings import ExitCode

GOOD = "import sys\nprint('hello', *sys.argv[1:], input())\n"
STUCK = "import asyncio\n\nasync def main():\n    await asyncio.Event().wait()\n\nasyncio.run(main())\n"


@pytest.fixture
def invoke(capsys: pytest.CaptureFixture[str]) -> Invoke:
    return Invoke(capsys)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_program_that_ends_well_gets_its_input_and_arguments(invoke: Invoke, folder: Path) -> None:
    (folder / "good.py").write_text(GOOD)
    (folder / "in.txt").write_text("Ada\n")
    ended = invoke("run", "--stdin", "in.txt", "good.py", "dear", "--loud")
    assert (ended.code, ended.err) == (ExitCode.OK, "")
    assert "hello dear --loud Ada" in ended.out
    assert "ended by itself" in ended.out


def test_a_program_that_cannot_end_is_explained(invoke: Invoke, folder: Path) -> None:
    (folder / "stuck.py").write_text(STUCK)
    ended = invoke("run", "stuck.py")
    assert ended.code == ExitCode.NOT_PASSED
    assert "could not end" in ended.out
    assert "WHAT   `Task-1:main` waits at t=0s" in ended.out
    assert "What still waits, and for what:" in ended.out


def test_json(invoke: Invoke, folder: Path) -> None:
    (folder / "stuck.py").write_text(STUCK)
    form = invoke("run", "--format", "json", "stuck.py").json
    assert (form["format"], form["file"], form["ended_well"]) == (1, "stuck.py", False)
    assert form["diagnosis"]["slug"] == "everyone-waits"
    assert form["diagnosis"]["page"] == "slugs/everyone-waits"
    assert form["run"]["ending"] == "deadlock"
    assert [wait["line"] for wait in form["waits"]] == [4]


def test_a_file_that_is_not_python(invoke: Invoke, folder: Path) -> None:
    (folder / "bad.py").write_text("def f(:\n")
    ended = invoke("run", "bad.py")
    assert ended.code == ExitCode.NOT_PASSED
    assert "cannot be run" in ended.out


def test_a_file_that_is_not_there(invoke: Invoke, folder: Path) -> None:
    ended = invoke("run", "none.py")
    assert ended.code == ExitCode.USAGE
    assert "there is no file none.py" in ended.err
