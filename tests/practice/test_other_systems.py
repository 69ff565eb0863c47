"""What Windows lacks is not needed to import and to use this part."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import importlib, pkgutil, signal, sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name in {"fcntl", "pty", "resource", "termios", "tty"}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Missing())
for name in ("SIGHUP", "SIGTSTP", "SIGWINCH"):
    delattr(signal, name)
import grader.practice
for module in pkgutil.walk_packages(grader.practice.__path__, "grader.practice."):
    importlib.import_module(module.name)
from grader.cli.app import cli
cli.main(sys.argv[1:])
"""


def run(folder: Path, *arguments: str, typed: str = "") -> str:
    command = [sys.executable, "-c", PROGRAM, *arguments]
    done = subprocess.run(command, cwd=folder, input=typed, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.usefixtures("course")
def test_the_commands_work_without_them(tmp_path: Path) -> None:
    assert "3 exercises" in run(tmp_path, "--course", "course", "start")
    practice = tmp_path / "practice"
    assert "Now: Double it" in run(practice, "next")
    assert "Solved: 0 of 3" in run(practice, "watch", typed="q\n")
