from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.errors import UserError
from grader.submission import read_submission


def write(folder: Path, content: bytes) -> Path:
    path = folder / "hello.py"
    path.write_bytes(content)
    return path


def test_an_ordinary_file(tmp_path: Path) -> None:
    submission = read_submission(write(tmp_path, b"x = 1\n"), learner="s1")
    assert (submission.source, submission.name, submission.learner) == ("x = 1\n", "hello.py", "s1")
    assert submission.unreadable is None
    assert submission.version.startswith("sha256:")


@pytest.mark.parametrize("content", [b"\xef\xbb\xbfx = 1\n", b"x = 1\r\n", b"x = 1\r"])
def test_marks_and_line_ends_make_no_difference(tmp_path: Path, content: bytes) -> None:
    plain = read_submission(write(tmp_path, b"x = 1\n"))
    assert read_submission(write(tmp_path, content)) == plain


def test_an_empty_file_is_a_submission(tmp_path: Path) -> None:
    submission = read_submission(write(tmp_path, b""))
    assert submission.source == ""
    assert submission.unreadable is None


@pytest.mark.parametrize(
    ("content", "source"),
    [
        (b"# -*- coding: latin-1 -*-\nx = '\xe9'\n", "# -*- coding: latin-1 -*-\nx = '\u00e9'\n"),
        (b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n'\x80'\n", None),
        (b"\xef\xbb\xbf# coding: utf8\n'\xc3\xa9'\n", "# coding: utf8\n'\u00e9'\n"),
        (b"\n# coding: ascii\nx\n", "\n# coding: ascii\nx\n"),
        (b"x = 1\n# coding: nonsense\n", "x = 1\n# coding: nonsense\n"),
        (b"\n\n# coding: nonsense\n", "\n\n# coding: nonsense\n"),
    ],
)
def test_the_encoding_that_the_file_names(tmp_path: Path, content: bytes, source: str | None) -> None:
    submission = read_submission(write(tmp_path, content))
    assert submission.unreadable is None
    assert submission.source == (source if source is not None else content.decode("cp1252"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"x = 1\n\xff", "The file is not UTF-8 text: byte 0xff in line 2. Save it as UTF-8."),
        (b"\xef\xbb\xbfx\n\nx\xfe", "The file is not UTF-8 text: byte 0xfe in line 3. Save it as UTF-8."),
        (b"# coding: ascii\n\xe9", "The file is not ASCII text: byte 0xe9 in line 2. Save it as UTF-8."),
        (b"x\0y", "The file is not text: it holds NUL bytes. Hand in the Python source file."),
        ("x = 1".encode("utf-16"), "The file is UTF-16 text, which Python does not read. Save it as UTF-8."),
        (
            b"# coding: rot13\nk",
            "The file says that its encoding is 'rot13', which is not read here. Save it as UTF-8.",
        ),
        (
            b"# coding: punycode\nk",
            "The file says that its encoding is 'punycode', which is not read here. Save it as UTF-8.",
        ),
        (
            b"# coding: nonsense\n",
            "The file says that its encoding is 'nonsense', which is not read here. Save it as UTF-8.",
        ),
        (
            b"\xef\xbb\xbf# coding: latin-1\n",
            "The file says that its encoding is 'latin-1', but it is marked as UTF-8. Save it as UTF-8.",
        ),
        (b"#" * 200_001, "The file is longer than 200 kB. A program for an exercise is a few kB long."),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_what_is_no_python_text(tmp_path: Path, content: bytes, said: str) -> None:
    submission = read_submission(write(tmp_path, content))
    assert submission.unreadable == said
    assert submission.source == ""


def test_a_long_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.touch()
    os.truncate(path, 1 << 40)
    first = read_submission(path)
    assert first.unreadable is not None
    os.truncate(path, 1 << 41)
    assert read_submission(path).version != first.version


def test_what_cannot_be_read_at_all(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"there is no file .*x\.py"):
        read_submission(tmp_path / "x.py")
    with pytest.raises(UserError, match="is a folder, not a Python file"):
        read_submission(tmp_path)
    with pytest.raises(UserError, match="cannot be read: "):
        read_submission(tmp_path / "a\0b.py")
    (tmp_path / "circle.py").symlink_to(tmp_path / "circle.py")
    with pytest.raises(UserError, match="cannot be read: Too many levels"):
        read_submission(tmp_path / "circle.py")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    with pytest.raises(UserError, match="is not an ordinary file"):
        read_submission(tmp_path / "pipe.py")


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=100) | st.binary(max_size=40).map(lambda rest: b"# coding: " + rest))
def test_any_bytes_make_a_submission(tmp_path: Path, content: bytes) -> None:
    submission = read_submission(write(tmp_path, content))
    assert "\r" not in submission.source
    assert submission.unreadable is None or submission.source == ""
