"""Hostile content of files: read, parsed and explained on the trusted side, where nothing may crash, hang or swell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attacked import Attacked

from grader.catalogue import open_gaps
from grader.feedback import diagnose
from grader.grade import grade
from grader.model import Exercise, Status
from grader.submission import MAX_BYTES, MAX_LINES, read_submission

SOURCES: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "blank-lines": lambda: b"\n" * 999_000,
    "million-lines": lambda: b"x\n" * 499_000,
    "one-line": lambda: b"x = 1" + b" " * 900_000,
    "brackets": lambda: b"(" * 100_000,
    "brackets-closed": lambda: b"(" * 180 + b")" * 180,
    "brackets-of-all-kinds": lambda: b"[{(" * 50_000 + b")}]" * 50_000,
    "minus-signs": lambda: b"-" * 900_000 + b"1",
    "not-not-not": lambda: b"x = " + b"not " * 200_000 + b"1",
    "awaits": lambda: b"async def f():\n    return " + b"await " * 100_000 + b"1",
    "lambdas": lambda: b"lambda: " * 100_000 + b"1",
    "long-sum": lambda: b"x = 1" + b"+1" * 400_000,
    "attributes": lambda: b"x" + b".x" * 400_000,
    "calls": lambda: b"x" + b"()" * 400_000,
    "subscripts": lambda: b"x" + b"[0]" * 300_000,
    "conditions": lambda: b"x = " + b"1 if 1 else " * 70_000 + b"1",
    "comparisons": lambda: b"x = 1" + b"<1" * 400_000,
    "elif-chain": lambda: b"if 1:\n  pass\n" + b"elif 1:\n  pass\n" * 60_000,
    "indented": lambda: b"".join(b" " * i + b"if 1:\n" for i in range(1_000)),
    "indented-99": lambda: b"".join(b" " * i + b"if 1:\n" for i in range(98)) + b" " * 98 + b"x = ____total____\n",
    "f-strings": lambda: b"f'" + b"{" * 200_000,
    "f-strings-nested": lambda: b"x = " + b'f"{' * 140 + b"1" + b'}"' * 140,
    "open-text": lambda: b"'''" + b"x\n" * 400_000,
    "continued": lambda: b"x = 1 \\\n" * 100_000,
    "quotes": lambda: b"'\n\"\n" * 200_000,
    "long-number": lambda: b"x = " + b"9" * 900_000,
    "long-name": lambda: b"x" * 900_000 + b" = 1",
    "large-power": lambda: b"x = 9 ** 9 ** 9 ** 9",
    "gaps": lambda: b"____total____ " * 60_000,
    "gaps-and-brackets": lambda: b"x = ____total____\n" + b"(" * 500 + b"\n" + b"____greet____\n" * 10_000,
    "gaps-in-errors": lambda: b"____total____ = (]\n" * 40_000,
    "decorators": lambda: b"@x\n" * 300_000 + b"def f(): pass",
    "walrus": lambda: b"(x := " * 150 + b"1" + b")" * 150,
    "form-feeds": lambda: b"\x0c\x0b\x1c\x1d\x1e\xc2\x85\xe2\x80\xa8 x = 1\n" * 10_000,
    "bidirectional": "def add_up(numbers):  # \u202e \u2066\n    return 'x\u202e'\n".encode,
    "control-characters": lambda: b"x = '\x1b]0;owned\x07\x1b[2J'\nraise ValueError(x)\n",
    "byte-order-mark": lambda: b"\xef\xbb\xbfx = 1",
    "other-encoding": lambda: b"# coding: latin-1\nx = '\xe9'\n",
    "encoding-that-runs-code": lambda: b"# coding: unicode_escape\n\\x69mport os\n",
    "encoding-that-is-slow": lambda: b"# coding: punycode\n" + b"x" * 200_000 + b"-" + b"z" * 200_000,
    "unknown-encoding": lambda: b"# coding: \xff\xfe\nx = 1\n",
    "nul-bytes": lambda: b"x = 1\0\n" * 10_000,
    "utf-16": lambda: "x = 1\n".encode("utf-16"),
    "not-utf-8": lambda: bytes(range(256)) * 1_000,
    "carriage-returns": lambda: b"x = 1\r" * 100_000,
    "too-long": lambda: b"#" * 5_000_000,
    "markup": lambda: b"# [bold red]x[/] {{ x }} {% x %} %s {0} <script>\nraise ValueError('[/]{0}%n')\n",
}


@pytest.fixture(params=SOURCES)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """As much of it as is read at all."""
    path = tmp_path / "attack.py"
    lines = SOURCES[request.param]()[: MAX_BYTES - 1].split(b"\n")
    path.write_bytes(b"\n".join(lines[:MAX_LINES]))
    return path


def test_hostile_file(file: Path, attacked: Attacked) -> None:
    submission = read_submission(file)
    if submission.unreadable is None:
        report = attacked.grade_source(submission.source, "call")
    else:
        report = grade(attacked.exercises["call"], submission, runner=attacked.host)
    assert (report.status, report.score) == (Status.FAILED, 0)


@pytest.mark.parametrize("data", [b"x\n" * 1_000_000, b"\n" * (MAX_LINES + 2), b"x\r" * 20_000, b"#" * 5_000_000])
def test_a_file_that_is_too_long_is_not_read(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "attack.py"
    path.write_bytes(data)
    submission = read_submission(path)
    assert submission.source == ""
    assert submission.unreadable is not None


def test_hostile_file_is_explained_without_a_run(file: Path, exercises: dict[str, Exercise]) -> None:
    submission = read_submission(file)
    for exercise in exercises.values():
        gaps = open_gaps(exercise, submission.source)
        diagnose(exercise, submission, gaps, ())
