"""Learner text made fit for a terminal: nothing in it can move the cursor, set a colour, hide or break the output."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_NAMED = {"\x1b": "ESC", "\x07": "BEL", "\x00": "NUL", "\x08": "BS", "\x7f": "DEL"}
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})
_FRAME = re.compile(r'  File "([^"]+)", line \d+')
_WARNING = re.compile(r"(\S[^:]*):\d+: (\w*Warning: .*)")
_TRACEMALLOC = "RuntimeWarning: Enable tracemalloc to get the object allocation traceback"
_FOLDERS = re.compile(r"(?<![\w.])/(?:[\w.+@-]+/)+(?=[\w.]+\.py\b)")
_AROUND = re.compile(r"\b\w+(?:\.\w+)*\.<locals>\.")
_HIDDEN_PLACE = re.compile(
    r" (?:running |defined )?at <(?:scenario|grader)[^<>]*>(?::\d+)?|(?:running |defined )at <[a-z.]+>:\d+"
)
_WIDE = frozenset({"W", "F"})


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The signs that a renderer draws with. Their meaning never rests on colour."""

    passed: str
    failed: str
    not_reached: str
    rule: str
    caret: str
    ellipsis: str
    space: str
    tab: str
    left_quote: str
    right_quote: str
    ran: str
    sleeping: str
    waiting: str
    blocking: str
    created: str
    done: str
    error: str
    cancelled: str
    pending: str


UNICODE = Glyphs(
    passed="✓",
    failed="✗",
    not_reached="·",
    rule="─",
    caret="^",
    ellipsis="…",
    space="·",
    tab="→",
    left_quote="“",
    right_quote="”",
    ran="█",
    sleeping="·",
    waiting="─",
    blocking="▓",
    created="+",
    done="●",
    error="!",
    cancelled="✕",
    pending="?",
)

ASCII = Glyphs(
    passed="+",
    failed="x",
    not_reached="-",
    rule="-",
    caret="^",
    ellipsis="...",
    space="<SP>",
    tab="<TAB>",
    left_quote='"',
    right_quote='"',
    ran="#",
    sleeping=".",
    waiting="-",
    blocking="B",
    created="+",
    done="*",
    error="!",
    cancelled="x",
    pending="?",
)


def glyphs_for(encoding: str) -> Glyphs:
    """Unicode signs if the console's encoding has all of them, else ASCII."""
    try:
        "".join(getattr(UNICODE, name) for name in Glyphs.__slots__).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE


def safe(text: str, encoding: str = "utf-8") -> str:
    """The text on one line, with every control, format and unprintable character written out: ``\\x1b`` as ``<ESC>``.

    What ``encoding`` cannot hold is written out too, so that printing the result cannot fail.
    """
    return "".join(_safe(char, encoding) for char in text)


def _safe(char: str, encoding: str) -> str:
    if char.isascii() and char.isprintable():
        return char
    if unicodedata.category(char) in _INVISIBLE_CATEGORIES:
        return _written_out(char)
    try:
        char.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return _written_out(char)
    return char


def _written_out(char: str) -> str:
    if char in "\t\n\r":
        return {"\t": "\\t", "\n": "\\n", "\r": "\\r"}[char]
    return f"<{_NAMED.get(char) or f'U+{ord(char):04X}'}>"


def code(text: str, encoding: str = "utf-8") -> str:
    """A line of a program: tabs become four spaces, the rest as in ``safe``."""
    return safe(text.expandtabs(4), encoding)


def prose(text: str, encoding: str = "utf-8", glyphs: Glyphs = UNICODE) -> str:
    """A sentence of the feedback: as ``safe``, and typographic quotes become plain ones where the console has none."""
    if glyphs is ASCII:
        text = text.replace("“", '"').replace("”", '"').replace("…", "...")
    return safe("".join(" " if unicodedata.category(char) == "Zs" else char for char in text), encoding)


def show_invisible(text: str, glyphs: Glyphs, encoding: str = "utf-8") -> str:
    """A line with the spaces at its ends, its tabs and its other invisible characters made visible."""
    body = text.strip(" ")
    start = len(text) - len(text.lstrip(" ")) if body else 0
    end = len(text) - start - len(body)
    shown = "".join(glyphs.tab if char == "\t" else _safe(char, encoding) for char in body)
    return glyphs.space * start + shown + glyphs.space * end


def without_folders(text: str) -> str:
    """The text with only the names of the Python files and functions that it speaks of.

    Their folders are this machine's own, and the function around one may be a check's.
    """
    return _AROUND.sub("", _HIDDEN_PLACE.sub("", _FOLDERS.sub("", text)))


def tidy_stderr(text: str) -> str:
    """What a program wrote to standard error, as far as it is about the program: without the frames of other files than
    its own, which has no folder, without places in those files, and without Python's hint at ``tracemalloc``.
    """
    kept: list[str] = []
    foreign = False
    for line in text.split("\n"):
        frame = _FRAME.match(line)
        warning = _WARNING.match(line)
        if frame is not None:
            foreign = _is_foreign(frame.group(1))
        elif warning is not None and _is_foreign(warning.group(1)):
            # The next line shows the source of that other file.
            kept.append(warning.group(2))
            foreign = True
            continue
        elif not line.startswith("  " if warning is None and foreign else "    "):
            foreign = False
        if not foreign and line != _TRACEMALLOC:
            kept.append(without_folders(line))
    return "\n".join(kept)


def _is_foreign(file: str) -> bool:
    return "/" in file or "\\" in file or (file.startswith("<") and file != "<stdin>")


def width(text: str) -> int:
    """The terminal columns that a safe text takes."""
    if text.isascii():
        return len(text)
    return sum(_cell(char) for char in text)


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most ``columns``, broken at spaces only: a long word or path stays whole on a line of its own."""
    lines: list[str] = []
    line = ""
    for word in _words(text):
        candidate = f"{line} {word}" if line else word
        if line and width(candidate) > columns:
            lines.append(line)
            line = word
        else:
            line = candidate
    return [*lines, line] if line else lines


def _words(text: str) -> Iterator[str]:
    """The words of a text. Short code in backticks counts as one word, so that it is not torn apart."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        yield from text.split()
        return
    for index in range(1, len(parts), 2):
        if len(parts[index]) <= _LONGEST_UNBROKEN:
            parts[index] = parts[index].replace(" ", "\x00")
    yield from (word.replace("\x00", " ") for word in "`".join(parts).split(" ") if word)


_LONGEST_UNBROKEN = 30


def cut(text: str, columns: int, glyphs: Glyphs = UNICODE) -> str:
    """The start of a text, at most ``columns`` wide, with a mark if something is left out."""
    if width(text) <= columns:
        return text
    room = columns - width(glyphs.ellipsis)
    kept = ""
    for char in text:
        room -= _cell(char)
        if room < 0:
            break
        kept += char
    return kept + glyphs.ellipsis


def pad(text: str, columns: int) -> str:
    return text + " " * max(columns - width(text), 0)
