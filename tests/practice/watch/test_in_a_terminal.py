"""The real program in a real terminal, from the first start to the third solved exercise."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from practice_course import answer, write_practice_course

from grader.catalogue import Course
from grader.practice.store import PROGRESS_FILE

pexpect = pytest.importorskip("pexpect", reason="needs a system with pseudo-terminals")
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system with pseudo-terminals")

WAIT_S = 60
"""What has not appeared by then never will, however busy the machine is."""
COMMAND = [sys.executable, "-m", "grader"]
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_SCREENS = 8_000
"""Characters of the last screens, for the message of a test that fails."""
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


class Terminal:
    """The program in a terminal of its own."""

    def __init__(self, folder: Path, command: str, *arguments: str) -> None:
        environ = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "VISUAL", "EDITOR"}}
        self.child = pexpect.spawn(
            command,
            list(arguments),
            cwd=str(folder),
            env=environ | {"TERM": "xterm", "PS1": "ready> "},
            dimensions=(40, 80),
            timeout=WAIT_S,
            encoding="utf-8",
        )
        self.written = self.child.logfile_read = io.StringIO()

    def sees(self, *texts: str) -> None:
        """Each text appears after the one before."""
        for text in texts:
            try:
                self.child.expect_exact(text)
            except (pexpect.TIMEOUT, pexpect.EOF):
                shown = _CONTROL.sub("", self.written.getvalue())
                pytest.fail(f"{text!r} did not appear in:\n{shown[-_SCREENS:]}")

    def types(self, text: str) -> None:
        self.child.send(text)

    def ends(self) -> int | None:
        self.child.expect(pexpect.EOF)
        self.child.close()
        status = self.child.exitstatus
        return int(status) if status is not None else None


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    course = write_practice_course(tmp_path / "course")
    done = subprocess.run(
        [*COMMAND, "--course", str(course.root), "start"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "cd practice" in done.stdout
    return tmp_path / "practice"


def save(practice: Path, place: str, text: str) -> None:
    """As editors do that write beside the file and then rename."""
    path = practice / place
    beside = path.with_suffix(".tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def filled(practice: Path, name: str, fill: str) -> str:
    return answer(Course(practice.parent / "course").get(name), fill)


def watch(practice: Path) -> Terminal:
    return Terminal(practice, COMMAND[0], *COMMAND[1:], "watch")


def test_from_the_first_start_to_the_third_solved_exercise(practice: Path) -> None:
    first = watch(practice)
    first.sees("\x1b[?1049h", "Chapter: Numbers", "Edit ", "00-numbers/add_two.py", "it is checked at each save")
    save(practice, "00-numbers/add_two.py", filled(practice, "add-two", "a - b"))
    first.sees("You took away.", "Not passed yet")
    first.types("h")
    first.sees("Hint 1 of 3", "Which sign adds?", "hint 1/3")
    save(practice, "00-numbers/add_two.py", "def add(a, b:\n")
    first.sees("Not passed yet")
    first.types("h")
    first.sees("no hint was used up")
    first.types("r")
    first.sees("Begin this exercise again?")
    first.types("y")
    first.sees("What you wrote is now kept/add_two-1.py.")
    for fill in ("a * b", "a / b", "a + b"):  # many saves at once: the last one counts
        save(practice, "00-numbers/add_two.py", filled(practice, "add-two", fill))
    first.sees("Passed at", "n goes on: Double it")
    first.types("n")
    first.sees("00-numbers/double_it.py")
    first.child.kill(signal.SIGKILL)
    first.child.wait()

    progress = json.loads((practice / PROGRESS_FILE).read_text(encoding="utf-8"))
    assert progress["current"] == "double-it"
    assert progress["exercises"]["add-two"]["hints"] == [1]

    second = watch(practice)
    second.sees("Double it", "00-numbers/double_it.py")
    save(practice, "00-numbers/double_it.py", "while True:\n    pass\n")
    second.sees("Checking for")
    save(practice, "00-numbers/double_it.py", filled(practice, "double-it", "return number * 2"))
    second.sees("passed, 1 of 1 points", "Passed at", "n goes on: Shout it")
    second.child.setwinsize(30, 60)
    second.sees("Passed at")
    second.types("l")
    second.sees("3 shown: all")
    second.types("/shout\r")
    second.sees("1 shown: all")
    second.types("\r")
    second.sees("01-words/shout_it.py")
    save(practice, "01-words/shout_it.py", filled(practice, "shout-it", "word.upper()"))
    second.sees("Passed at")
    second.types("q")
    second.sees("\x1b[?1049l", "Solved: 3 of 3. Go on with: grader watch")
    assert second.ends() == 0


def test_ctrl_z_and_ctrl_c_leave_a_usable_shell(practice: Path) -> None:
    shell = Terminal(practice, "bash", "--norc", "--noprofile", "-i")
    shell.sees("ready> ")
    shell.types(f"{COMMAND[0]} -m grader watch\r")
    shell.sees("it is checked at each save")
    shell.types("\x1a")
    shell.sees("\x1b[?1049l", "Stopped", "ready> ")
    shell.types("stty -a\r")
    shell.child.expect(r" icanon .*[^-]echo ")
    shell.sees("ready> ")
    shell.types("fg\r")
    shell.sees("\x1b[?1049h", "it is checked at each save")
    shell.types("\x03")
    shell.sees("\x1b[?1049l", "ready> ")
    shell.types("echo code=$?\r")
    shell.sees("code=130", "ready> ")
    shell.types("exit\r")
    assert shell.ends() == 0


def test_without_colour_nothing_is_coloured(practice: Path) -> None:
    environ = {**os.environ, "NO_COLOR": "1", "TERM": "xterm"}
    child = pexpect.spawn(
        COMMAND[0], [*COMMAND[1:], "watch"], cwd=str(practice), env=environ, timeout=WAIT_S, encoding="utf-8"
    )
    child.expect_exact("it is checked at each save")
    shown = child.before
    child.send("q")
    child.expect(pexpect.EOF)
    child.close()
    codes = {code for style in _STYLE.findall(shown) for code in style[2:-1].split(";")}
    assert codes <= {"", "0", "1", "2", "3", "7"}


def test_into_a_pipe(practice: Path) -> None:
    save(practice, "00-numbers/add_two.py", filled(practice, "add-two", "a - b"))
    process = subprocess.Popen(
        [*COMMAND, "watch"], cwd=practice, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stdin is not None
    assert process.stdout is not None
    said = ""
    while "Not passed yet" not in said:
        said += process.stdout.readline()
    assert "You took away." in said
    assert "\x1b" not in said
    process.stdin.write("q\n")
    process.stdin.close()
    assert process.stdout.read().endswith("Solved: 0 of 3. Go on with: grader watch\n")
    process.stdout.close()
    assert process.wait(WAIT_S) == 0
