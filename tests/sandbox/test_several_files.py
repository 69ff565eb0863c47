"""A program of several files: its modules can be imported, and start anew with each run."""

from __future__ import annotations

import pytest

from grader.model import Ending, Job, Limits
from grader.sandbox import Program, Runner

MAIN = """\
import helper
import package.part
helper.count += 1

def seen():
    with open("data/\\u00e9.txt", encoding="utf-8") as file:
        return [helper.count, package.part.value, file.read()]
"""
FILES = {
    "helper.py": b"count = 1\n",
    "package/__init__.py": b"",
    "package/part.py": b"value = 5\n",
    "data/\u00e9.txt": b"text",
}


def test_each_run_sees_all_files_anew(runner: Runner) -> None:
    with runner.session(Program(MAIN, "main.py", FILES), Limits()) as session:
        for _ in range(2):
            run = session.run(Job(call="seen"))
            assert (run.ending, run.returned) == (Ending.RETURNED, [2, 5, "text"])
        assert session.run(Job()).ending is Ending.RETURNED


def test_a_file_never_comes_before_the_standard_library(runner: Runner) -> None:
    program = Program(
        "import random\nimport helper\nkind = hasattr(random, 'Random')\ndef get(): return kind",
        "main.py",
        {"random.py": b"evil = 1\n", "helper.py": b""},
    )
    with runner.session(program, Limits()) as session:
        assert session.run(Job(call="get")).returned is True


def test_a_mistake_in_a_module_is_told_at_its_import(runner: Runner) -> None:
    program = Program("x = 1\nimport helper\n", "main.py", {"helper.py": b"n = (\n"})
    with runner.session(program, Limits()) as session:
        run = session.run(Job(call="x"))
    assert run.ending is Ending.NOT_LOADABLE
    assert run.error is not None
    assert (run.error.type, run.error.line) == ("SyntaxError", 2)


@pytest.mark.parametrize("files", [{}, {"data.txt": b""}])
def test_without_modules_nothing_beside_the_program_is_importable(runner: Runner, files: dict[str, bytes]) -> None:
    source = "import sys, os\ndef get(): return os.getcwd() in sys.path"
    with runner.session(Program(source, "main.py", files), Limits()) as session:
        assert session.run(Job(call="get")).returned is False
