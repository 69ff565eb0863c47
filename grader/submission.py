"""Reading what a learner handed in. Nothing that a file may contain is an error here: it is a fact for the report."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from grader.errors import UserError
from grader.model import Submission

MAX_BYTES = 200_000
MAX_LINES = 10_000
"""A program for an exercise has a few hundred; reading and explaining a million of them takes minutes."""

MAX_FILES = 20
MAX_FILES_BYTES = 1_000_000
"""How many further files a program may bring along, and how large they may be together."""

_MAX_DEPTH = 5
_MAX_NAME = 100
_REFUSED_CHARACTERS = frozenset('\\:*?"<>|')
_NOTHING: Mapping[str, bytes] = MappingProxyType({})

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
    return make_submission(data, path.name, learner, size=size)


def make_submission(
    data: bytes,
    name: str,
    learner: str | None = None,
    *,
    size: int | None = None,
    files: Mapping[str, bytes] = _NOTHING,
) -> Submission:
    """The submission whose main file holds ``data``.

    Args:
        data: the content; of a file longer than ``MAX_BYTES``, at least one byte more than that.
        name: what the learner called the file.
        learner: the learner's key.
        size: the length of the whole file in bytes, where ``data`` is only its beginning.
        files: further files by name; each name has passed ``why_not_beside``.
    """
    source, unreadable = _decode(data)
    content = source.encode() if unreadable is None else b"%d\0%b" % (len(data) if size is None else size, data)
    return Submission(source, name, _version(content, files), learner, unreadable, dict(files))


def unreadable_submission(reason: str, name: str, learner: str | None = None) -> Submission:
    """A submission without any file that could be read; ``reason`` is what the learner is told."""
    return Submission("", name, _version(f"\0{name}\0{reason}".encode("utf-8", "replace"), {}), learner, reason)


def why_not_beside(name: str) -> str | None:
    """Why a further file of that name is not put beside the main file; ``None`` if it may be.

    ``name`` may hold folders, with ``/`` between its parts.
    """
    parts = PurePosixPath(name).parts
    plain = "/".join(parts) == name and not name.startswith("/") and ".." not in parts and name.isprintable()
    if not plain or not _REFUSED_CHARACTERS.isdisjoint(name):
        return "its name is not a plain file name: use letters, digits and underscores"
    if len(parts) > _MAX_DEPTH or len(name) > _MAX_NAME:
        return "its name is too long, or lies in too many folders"
    return _why_it_would_hide(parts)


def _why_it_would_hide(parts: tuple[str, ...]) -> str | None:
    first = parts[0]
    if len(parts) == 1 and not first.endswith((".py", ".pyc", ".so")):
        return None  # a data file is no module
    module = first.split(".", 1)[0]
    hides = module in sys.stdlib_module_names or module == "grader"
    return f"it would hide the Python module `{module}`: give it another name" if hides else None


def _version(content: bytes, files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(content)
    for name, data in sorted(files.items()):
        digest.update(b"\0%d\0%b\0" % (len(data), name.encode()))
        digest.update(data)
    return f"sha256:{digest.hexdigest()}"


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
