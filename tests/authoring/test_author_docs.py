"""The pages for authors: the tutorial is carried out, the checks in them load, the reference is that of the models."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from grader.authoring.reference import exercise_reference
from grader.checks.collect import load_checks

DOCS = Path(__file__).parents[2] / "docs"
_BLOCK = re.compile(r"(?:^`(?P<path>[^`\n]+)`:\n\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def grader(line: str, folder: Path) -> str:
    """What a command prints; its exit code is told by what it prints."""
    command = [sys.executable, "-m", "grader", *shlex.split(line)[1:]]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert "Traceback" not in done.stderr
    assert done.returncode in {0, 2}, done.stderr
    return done.stdout


def test_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    page = (DOCS / "tutorial/write-an-exercise.md").read_text(encoding="utf-8")
    said, shown, compared = "", "", 0
    for block in _BLOCK.finditer(page):
        if block["path"]:
            (tmp_path / block["path"]).write_text(block["text"], encoding="utf-8")
        elif block["kind"] == "sh":
            said = grader(block["text"].strip(), tmp_path)
            shown += said
        elif block["kind"] == "text":
            missing = [line for line in block["text"].splitlines() if line.strip() not in said]
            assert missing == [], said
            compared += 1
    assert compared == 4
    assert "test_pauses: passed" in shown
    assert (tmp_path / "greet-all.html").is_file()


PAGES = [path for path in sorted((DOCS / "how-to").glob("*.md")) if "def test_" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_the_checks_on_a_page_load(page: Path, tmp_path: Path) -> None:
    blocks = [b["text"] for b in _BLOCK.finditer(page.read_text(encoding="utf-8")) if "def test_" in b["text"]]
    for number, text in enumerate(blocks):
        path = tmp_path / f"page_{number}_checks.py"
        path.write_text(text, encoding="utf-8")
        assert load_checks(path).cases


def test_pages_with_checks_are_found() -> None:
    assert {"hidden-inputs", "random-inputs", "probes", "sockets", "subprocesses"} <= {path.stem for path in PAGES}


def test_the_reference_is_that_of_the_models() -> None:
    page = (DOCS / "reference/exercise-format.md").read_text(encoding="utf-8")
    assert page == exercise_reference(), "python -m grader.authoring.reference docs/reference/exercise-format.md"
