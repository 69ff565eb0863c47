"""Which editor is opened, and how."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.errors import UserError
from grader.practice.editor import Editor, find_editor


def installed(*names: str) -> Callable[[str], str | None]:
    return lambda name: f"/usr/bin/{name}" if name in names else None


@pytest.mark.parametrize(
    ("environ", "names", "command", "in_terminal"),
    [
        ({"VISUAL": "subl -w", "EDITOR": "vi"}, (), ("subl", "-w"), False),
        ({"VISUAL": " ", "EDITOR": "'/my tools/vim' -u x"}, ("code",), ("/my tools/vim", "-u", "x"), True),
        ({"TERM_PROGRAM": "vscode"}, ("code", "vi"), ("/usr/bin/code",), False),
        ({"DISPLAY": ":0"}, ("codium", "vi"), ("/usr/bin/codium",), False),
        ({}, ("code", "vi", "vim"), ("/usr/bin/vim",), True),
        ({}, ("notepad",), ("/usr/bin/notepad",), False),
    ],
)
def test_which_editor(
    environ: dict[str, str], names: tuple[str, ...], command: tuple[str, ...], in_terminal: bool
) -> None:
    assert find_editor(environ, installed(*names)) == Editor(command, in_terminal)


def test_no_editor_and_no_command() -> None:
    with pytest.raises(UserError, match="no editor was found: set EDITOR"):
        find_editor({}, installed())
    with pytest.raises(UserError, match="EDITOR is not a command: a quote in it is not closed"):
        find_editor({"EDITOR": "vi 'x"}, installed())


@pytest.mark.parametrize(
    ("command", "line", "arguments"),
    [
        ("code", 7, ["code", "--goto", "f.py:7"]),
        ("C:/Tools/Code.exe", 7, ["C:/Tools/Code.exe", "--goto", "f.py:7"]),
        ("vim", 7, ["vim", "+7", "f.py"]),
        ("vim", None, ["vim", "f.py"]),
        ("unknown", 7, ["unknown", "f.py"]),
    ],
)
def test_at_a_line(command: str, line: int | None, arguments: list[str]) -> None:
    assert Editor((command,), True).arguments(Path("f.py"), line) == arguments


def test_an_editor_in_the_terminal_is_waited_for(tmp_path: Path) -> None:
    program = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text('edited')"
    Editor((sys.executable, "-c", program), True).open(tmp_path / "x.py")
    assert (tmp_path / "x.py").read_text(encoding="utf-8") == "edited"


def test_an_editor_with_a_window_is_not(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    program = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text('open')"
    Editor((sys.executable, "-c", program), False).open(pipe)  # waits until somebody reads, and open() does not
    assert pipe.read_text(encoding="utf-8") == "open"


def test_an_editor_that_is_not_there() -> None:
    with pytest.raises(UserError, match="the editor no-such-editor cannot be started: No such file"):
        Editor(("no-such-editor",), True).open(Path("x.py"))
