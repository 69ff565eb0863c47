"""What people hand in by mistake: a clear message, the right exit code, and nothing left behind."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from leftovers import Finished, run_grader, run_watched
from small_course import CHECKS, EXERCISE, SOLUTION, write_course

from grader.cli.settings import ExitCode

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for left processes in /proc")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """The folder to work in; its course is beside it."""
    write_course(tmp_path / "course")
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


def grader(work: Path, *arguments: str) -> Finished:
    finished = run_grader(work, "--course", str(work.parent / "course"), *arguments)
    assert (finished.processes, finished.files) == ((), ())
    assert "Traceback" not in finished.out + finished.err
    return finished


def check(work: Path, content: bytes) -> Finished:
    (work / "add_one.py").write_bytes(content)
    return grader(work, "check", "add_one.py")


def words(text: str) -> str:
    """The text without its layout."""
    return " ".join(text.replace("|", " ").split())


RIGHT = SOLUTION.encode()

NOT_PASSED = {
    "binary": (b"\x7fELF\x02\x01\x00\x00" + bytes(range(256)), "it holds NUL bytes"),
    "not UTF-8": (RIGHT + "# caf\xe9\n".encode("latin-1"), "not UTF-8 text: byte 0xe9 in line 3"),
    "UTF-16": (SOLUTION.encode("utf-16"), "UTF-16"),
    "a NUL byte": (RIGHT + b"\0", "it holds NUL bytes"),
    "empty": (b"", "Your file is empty."),
    "10 MB": (b"x = 1\n" * 1_700_000, "longer than 200 kB"),
    "syntax error": (b"def add_one(number)\n    return number + 1\n", "colon is missing on line 1"),
    "indentation error": (b"def add_one(number):\nreturn number + 1\n", "line 2 is not indented"),
    "mixed tabs": (b"def add_one(number):\n\tif number:\n        return 1\n", "mix of tabs and spaces"),
    "Python 2": (b"def add_one(number):\n    print number\n    return number + 1\n", "the way Python 2 did"),
    "reads input": (b"def add_one(number):\n    return int(input()) + 1\n", "`input()` asked for a line of input"),
    "reads input on import": (b"name = input()\n" + RIGHT, "`input()` asked for a line of input"),
    "sys.exit": (b"import sys\n\n\ndef add_one(number):\n    sys.exit()\n", "`sys.exit()` ended the program"),
    "sys.exit on import": (b"import sys\nsys.exit(0)\n" + RIGHT, "`sys.exit()` ended the program"),
    "not its own file": (b"import nothing_of_that_name\n", "nothing_of_that_name"),
}


ODD_BUT_RIGHT = {
    "byte order mark": b"\xef\xbb\xbf" + RIGHT,
    "CRLF": RIGHT.replace(b"\n", b"\r\n"),
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The reports on all of these files, by name, graded by one command; so none may harm the ones after it."""
    root = tmp_path_factory.mktemp("bad-input")
    write_course(root / "course")
    work = root / "work"
    work.mkdir()
    files = {name: content for name, (content, _) in NOT_PASSED.items()} | ODD_BUT_RIGHT
    for name, content in files.items():
        (work / f"{name}.py").write_bytes(content)
    finished = grader(work, "check", "--exercise", "add-one", "--format", "json", *(f"{name}.py" for name in files))
    assert (finished.code, finished.err) == (ExitCode.NOT_PASSED, "")
    return dict(zip(files, json.loads(finished.out), strict=True))


@pytest.mark.parametrize("name", NOT_PASSED)
def test_a_file_that_cannot_pass(graded: dict[str, Any], name: str) -> None:
    report = graded[name]
    assert (report["status"], report["score"]) == ("failed", 0)
    assert NOT_PASSED[name][1] in words(report["diagnoses"][0]["what"])


@pytest.mark.parametrize("name", ODD_BUT_RIGHT)
def test_a_file_that_only_looks_odd(graded: dict[str, Any], name: str) -> None:
    assert graded[name]["status"] == "passed"


@pytest.mark.parametrize("name", ["binary", "syntax error", "sys.exit on import"])
def test_one_alone_is_told_and_does_not_pass(work: Path, name: str) -> None:
    content, message = NOT_PASSED[name]
    finished = check(work, content)
    assert (finished.code, finished.err) == (ExitCode.NOT_PASSED, "")
    assert message in words(finished.out)


def test_no_such_file(work: Path) -> None:
    finished = grader(work, "check", "add_one.py")
    assert (finished.code, finished.out) == (ExitCode.USAGE, "")
    assert finished.err == "grader: there is no file add_one.py\n"


def test_a_folder(work: Path) -> None:
    (work / "add_one.py").mkdir()
    finished = grader(work, "check", "add_one.py")
    assert (finished.code, finished.out) == (ExitCode.USAGE, "")
    assert "add_one.py is a folder" in finished.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(work: Path) -> None:
    (work / "add_one.py").write_bytes(RIGHT)
    (work / "add_one.py").chmod(0)
    finished = grader(work, "check", "add_one.py")
    assert finished.code == ExitCode.USAGE
    assert "Permission denied" in finished.err


def test_a_pipe_in_place_of_a_file(work: Path) -> None:
    os.mkfifo(work / "add_one.py")
    finished = grader(work, "check", "add_one.py")
    assert finished.code == ExitCode.USAGE
    assert "not an ordinary file" in finished.err


def test_an_unknown_exercise(work: Path) -> None:
    finished = grader(work, "check", "add-ome")
    assert (finished.code, finished.out) == (ExitCode.USAGE, "")
    assert "did you mean `add-one`?" in finished.err


def test_broken_yaml(work: Path) -> None:
    write_course(work.parent / "course", EXERCISE.replace("points: 2}", "points: 2"))
    finished = check(work, RIGHT)
    assert (finished.code, finished.out) == (ExitCode.USAGE, "")
    file = work.parent / "course/exercises/00-numbers/add-one.yaml"
    assert finished.err.startswith(f"{file}:")
    line, column, _ = finished.err.removeprefix(f"{file}:").split(":", 2)
    assert int(line) > 0
    assert int(column) > 0


def test_every_mistake_of_an_exercise_is_told(work: Path) -> None:
    write_course(
        work.parent / "course", EXERCISE.replace("difficulty: 1", "dificulty: 9").replace("minutes: 5", "minutes: no")
    )
    finished = check(work, RIGHT)
    assert finished.code == ExitCode.USAGE
    lines = finished.err.splitlines()
    assert any("add-one.yaml:6:1: " in line and "`difficulty`" in line for line in lines)
    assert any("add-one.yaml:7:10: " in line for line in lines)


@pytest.mark.parametrize(
    "checks",
    ["import nothing_of_that_name\n" + CHECKS, "1 / 0\n" + CHECKS, "def test_adds(run:\n", "# no check\n"],
    ids=["import", "exception", "syntax", "empty"],
)
def test_a_checks_file_that_cannot_be_used(work: Path, checks: str) -> None:
    write_course(work.parent / "course", checks=checks)
    finished = check(work, RIGHT)
    assert (finished.code, finished.out) == (ExitCode.USAGE, "")
    assert "add_one_checks.py:" in finished.err or "test_adds" in finished.err


def test_an_exercise_without_its_checks_file(work: Path) -> None:
    (work.parent / "course/exercises/00-numbers/add_one_checks.py").unlink()
    finished = check(work, RIGHT)
    assert finished.code == ExitCode.USAGE
    assert "add_one_checks.py" in finished.err


def test_two_exercises_with_one_id(work: Path) -> None:
    course = work.parent / "course"
    other = course / "exercises/01-others"
    other.mkdir()
    (other / "add-one.yaml").write_text(EXERCISE.replace("00-numbers", "01-others"))
    (other / "add_one_checks.py").write_text(CHECKS)
    for finished in (check(work, RIGHT), grader(work, "demo")):
        assert (finished.code, finished.out) == (ExitCode.USAGE, "")
        assert "00-numbers/add-one.yaml:" in finished.err
        assert "01-others/add-one.yaml:" in finished.err
        assert "the id `add-one` also belongs to" in finished.err


def test_standard_output_holds_json_alone(work: Path) -> None:
    (work / "add_one.py").write_bytes(b"print('[')\n" + RIGHT)
    finished = grader(work, "check", "add_one.py", "--format", "json")
    assert (finished.code, finished.err) == (ExitCode.OK, "")
    [report] = json.loads(finished.out)
    assert report["status"] == "passed"


def test_a_program_that_leaves_processes_and_threads(work: Path) -> None:
    program = (
        b"import os, threading, time\n"
        b"threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()\n"
        b"try:\n    pid = os.fork()\nexcept OSError:\n    pid = 1\n"
        b"if pid == 0:\n    time.sleep(1000)\n"
    )
    assert check(work, program + RIGHT).code in (ExitCode.OK, ExitCode.NOT_PASSED)


def test_what_is_left_behind_is_found(work: Path) -> None:
    """The looking itself: a program that leaves a process of its own session, and two files."""
    program = (
        "import subprocess, sys, tempfile; from pathlib import Path; Path('left').touch(); tempfile.mkstemp('.left');"
        "subprocess.Popen([sys.executable, '-c', 'while True: __import__(\"time\").sleep(9)'], start_new_session=True,"
        " stdin=-3, stdout=-3, stderr=-3)"
    )
    finished = run_watched(work, [sys.executable, "-W", "ignore", "-c", program], patience_ms=0)
    assert finished.code == 0
    [process] = finished.processes
    assert "while True" in process
    assert len(finished.files) == 2
    assert run_watched(work, [sys.executable, "-c", ""]) == Finished(0, "", "", (), finished.files[:1])
