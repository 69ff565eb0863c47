"""Reading what a learner handed in. Nothing that a file may contain is an error here: it is a fact for the report."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from pathlib import Path

from grader.errors import UserError
from grader.model import Submission

MAX_BYTES = 200_000
MAX_LINES = 10_000
"""A program for an exercise has a few hundred; reading and explaining a million of them takes minutes."""

# PEP 263: in a comment of the first or second line, the first line being a comment or blank.
_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
# Python reads more; among them are codecs whose time grows with the square of the length (punycode), and ones that
# are no encodings of text at all.
_ENCODINGS = ("utf-8", "ascii", "iso8859", "cp", "mac-", "koi8", "gb", "big5", "shift_jis", "euc_", "johab", "hz")

_BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$")


def read_submission(path: Path, learner: str | None = None) -> Submission:
    """The submission in ``path``, a byte order mark dropped and lines ended by ``\\n``.

    A file that is no Python text has its ``unreadable`` set: it is graded like any other, and fails.

    Raises:
        UserError: if there is no such file, or it is not a file that can be read.
    """
    data, size = _read(path)
    source, unreadable = _decode(data)
    content = source.encode() if unreadable is None else b"%d\0%b" % (size, data)
    version = f"sha256:{hashlib.sha256(content).hexdigest()}"
    return Submission(source, path.name, version, learner, unreadable)


def _read(path: Path) -> tuple[bytes, int]:
    """The content, of a file that is too long only its beginning, and the length of the whole in bytes."""
    try:
        if path.is_dir():
            raise UserError(f"{path} is a folder, not a Python file")
        if path.exists() and not path.is_file():
            raise UserError(f"{path} is not an ordinary file")
        with path.open("rb") as file:
            # One more than may be: a file of gigabytes is never read whole.
            return file.read(MAX_BYTES + 1), os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        raise UserError(f"there is no file {path}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError(f"{path} cannot be read: {reason}") from None


def _decode(data: bytes) -> tuple[str, str | None]:
    if len(data) > MAX_BYTES:
        return "", f"The file is longer than {MAX_BYTES // 1_000} kB. A program for an exercise is a few kB long."
    if b"\0" in data:
        return "", _utf_16(data) or "The file is not text: it holds NUL bytes. Hand in the Python source file."
    try:
        text, unreadable = _text(data)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        byte = f"{error.object[error.start]:#04x}"
        return "", f"The file is not {error.encoding.upper()} text: byte {byte} in line {line}. Save it as UTF-8."
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MAX_LINES:
        return "", f"The file has more than {MAX_LINES} lines. A program for an exercise has a few hundred at most."
    return text, unreadable


def _utf_16(data: bytes) -> str | None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "The file is UTF-16 text, which Python does not read. Save it as UTF-8."
    return None


def _text(data: bytes) -> tuple[str, str | None]:
    has_mark = data.startswith(codecs.BOM_UTF8)
    content = data.removeprefix(codecs.BOM_UTF8)
    name = _cookie(content)
    if name is None:
        return content.decode("utf-8"), None
    try:
        encoding = codecs.lookup(name).name
    except LookupError:
        encoding = ""
    if not encoding.startswith(_ENCODINGS):
        return "", f"The file says that its encoding is {name!r}, which is not read here. Save it as UTF-8."
    if has_mark and encoding != "utf-8":
        return "", f"The file says that its encoding is {name!r}, but it is marked as UTF-8. Save it as UTF-8."
    return content.decode(encoding), None


def _cookie(content: bytes) -> str | None:
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n", 2)[:2]
    for line in lines:
        found = _COOKIE.match(line)
        if found is not None:
            return found[1].decode("ascii", "replace")
        if _BLANK.match(line) is None:
            return None
    return None
