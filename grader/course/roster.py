"""The roster: who is in the course, from a CSV file as learning platforms and spreadsheets write it."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from grader.errors import UserError
from grader.model import Learner

MAX_BYTES: Final = 200_000_000
_DELIMITERS: Final = ",;\t|"
_MAX_FIELD: Final = 10_000

_COLUMNS: Final = {
    "id": ("id", "key", "student id", "studentid", "student number", "id number", "sid", "matriculation number"),
    "name": ("name", "full name", "fullname", "student", "student name", "display name"),
    "first": ("first name", "firstname", "given name", "first"),
    "last": ("last name", "lastname", "surname", "family name", "last"),
    "email": ("email", "email address", "e-mail", "mail"),
    "section": ("section", "group", "groups", "sections"),
    "canvas_id": ("canvas_id", "canvas id", "canvas user id", "user id"),
    "sis_user_id": ("sis_user_id", "sis user id"),
    "sis_login_id": ("sis_login_id", "sis login id"),
    "username": ("username", "user name", "login", "login id"),
    "moodle_participant": ("moodle_participant", "identifier", "participant"),
    "github": ("github", "github_username", "github username", "github login"),
}
"""The names that a column may have, in small letters, by what it means."""

_OTHER_SYSTEMS: Final = ("canvas_id", "sis_user_id", "sis_login_id", "username", "moodle_participant", "github")
_KEYS: Final = ("id", "sis_user_id", "username", "sis_login_id", "email", "canvas_id", "github", "moodle_participant")
"""What a learner's key is taken from: the first of these that every row has, and has only once."""


@dataclass(frozen=True, slots=True)
class Label:
    """What the name of a submission tells about its learner.

    ``text`` is the name itself; ``ids`` are what it says for certain, such as ``canvas_id``; ``fallback`` is the key
    where no roster knows better.
    """

    text: str
    fallback: str
    ids: Mapping[str, str] = field(default_factory=dict)


class Roster:
    """The learners of a course, and how to find the one that a submission belongs to."""

    def __init__(self, learners: Iterable[Learner]) -> None:
        self._learners = {learner.key: learner for learner in sorted(learners, key=lambda one: one.key)}
        self._by_word: dict[str, str | None] = {}
        for learner in self._learners.values():
            for word in set(_words_for(learner)):
                # A word that fits two learners tells neither.
                self._by_word[word] = learner.key if self._by_word.get(word, learner.key) == learner.key else None

    def __len__(self) -> int:
        return len(self._learners)

    def __iter__(self) -> Iterator[Learner]:
        """The learners in order of their keys."""
        return iter(self._learners.values())

    def __contains__(self, key: object) -> bool:
        return key in self._learners

    def get(self, key: str) -> Learner:
        """The learner of that key; ``KeyError`` if there is none."""
        return self._learners[key]

    def find(self, label: Label) -> Learner | None:
        """The learner whom a submission belongs to; ``None`` if nobody, or more than one, fits."""
        for kind, value in label.ids.items():
            key = self._by_word.get(_word(kind, value))
            if key is not None:
                return self._learners[key]
        if label.text in self._learners:
            return self._learners[label.text]
        for word in _words_in(label.text):
            if word in self._by_word:
                found = self._by_word[word]
                return self._learners[found] if found is not None else None
        return None


def _word(kind: str, value: str) -> str:
    return f"{kind}:{value.strip().casefold()}"


def _words_for(learner: Learner) -> Iterator[str]:
    """All words that lead to a learner: ids of other systems with their kind, and the spellings of the name."""
    for kind, value in learner.ids.items():
        yield _word(kind, value)
        yield _plain(value)
    if learner.email:
        yield _word("email", learner.email)
        yield _plain(learner.email)
        yield _plain(learner.email.split("@")[0])
    yield _word("id", learner.key)
    yield _plain(learner.key)
    yield _plain(learner.name)
    parts = learner.name.replace(",", " ").split()
    for split in range(len(parts)):
        # Platforms put the family name first, and nobody knows where it begins.
        yield _squashed("".join(parts[split:] + parts[:split]))


def _words_in(text: str) -> Iterator[str]:
    yield _plain(text)
    if _squashed(text):
        yield _squashed(text)
    for part in re.finditer("-", text):
        # A repository is named after the assignment and then its owner.
        yield _word("github", text[part.end() :])


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _squashed(text: str) -> str:
    """Letters and digits alone; empty if that would be too little to know somebody by."""
    letters = "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())
    return f"squashed:{letters}" if letters else ""


# ------------------------------------------------------------------------------------------------------ reading


def load_roster(path: Path) -> Roster:
    """The roster in a CSV file: with commas, semicolons or tabs, in UTF-8 or as a spreadsheet saves "Unicode text".

    Raises:
        UserError: if the file cannot be read, has no column that names learners, or names one twice; with the line.
    """
    rows = _rows(path, _text(path))
    _, header = next(rows, (0, []))
    columns = _columns(header)
    if not {"id", "name", "email", "last", *_OTHER_SYSTEMS} & columns.keys():
        raise UserError(
            f"{path}:1: no column of the roster names the learners: the first line must hold the names of the columns, "
            "such as `id,name,email`"
        )
    return Roster(_learners(path, columns, _filled(path, header, rows)))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UserError(f"there is no file {path}") from None
    except (OSError, ValueError) as error:
        raise UserError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(data) > MAX_BYTES:
        raise UserError(f"{path} is longer than {MAX_BYTES // 1_000_000} MB: that is no roster")
    utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UserError(f"{path}:{line}: is not UTF-8 text: save the roster as `CSV UTF-8`") from None
    if "\0" in text:
        raise UserError(f"{path} is not a CSV file: save the roster as `CSV UTF-8`")
    return text


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with its line."""
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    if re.fullmatch(r"sep=.\s*", first):  # what Excel writes for itself
        delimiter, text = first[4], "\n" + text.partition("\n")[2]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as error:
        raise UserError(f"{path}:{reader.line_num}: is not CSV: {error}") from None


def _columns(header: list[str]) -> dict[str, int]:
    """What each column means. Of two with one meaning, the first counts."""
    found: dict[str, int] = {}
    known = {name: meaning for meaning, names in _COLUMNS.items() for name in names}
    for place, title in enumerate(header):
        meaning = known.get(" ".join(title.strip().casefold().split()))
        if meaning is not None:
            found.setdefault(meaning, place)
    if {"Student", "ID"} <= {title.strip() for title in header}:
        # In the gradebook of Canvas, that column holds its own numbers.
        found.setdefault("canvas_id", found.pop("id", 0))
    return found


def _filled(path: Path, header: list[str], rows: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for line, row in rows:
        if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
            message = (
                f"has {len(row)} cells, and the first line has {len(header)}: put a text that holds a comma in quotes"
            )
            raise UserError(f"{path}:{line}: {message}")
        if row[0].strip().casefold() != "points possible":  # a row of the gradebook of Canvas
            yield line, [*row, *[""] * (len(header) - len(row))]


def _learners(path: Path, columns: Mapping[str, int], rows: Iterable[tuple[int, list[str]]]) -> list[Learner]:
    table = [(line, {name: _cell(row[place]) for name, place in columns.items()}) for line, row in rows]
    kind = _key_column(columns, [cells for _, cells in table])
    learners: dict[str, tuple[int, Learner]] = {}
    for line, cells in table:
        key = cells.get(kind, "") if kind != "name" else _name(cells)
        if not key:
            raise UserError(f"{path}:{line}: the column for `{kind}` is empty in this line")
        if key in learners:
            raise UserError(f"{path}:{line}: `{key}` stands in the roster already, in line {learners[key][0]}")
        learners[key] = line, _learner(key, cells)
    return [learner for _, learner in learners.values()]


def _cell(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())[:_MAX_FIELD]


def _key_column(columns: Mapping[str, int], table: list[dict[str, str]]) -> str:
    """The column that tells learners apart. An ``id`` is taken whatever is wrong with it, so that it is mended."""
    if "id" in columns:
        return "id"
    for kind in _KEYS:
        values = [cells.get(kind, "") for cells in table]
        if all(values) and len(set(values)) == len(values):
            return kind
    return "name" if {"name", "last"} & columns.keys() else next(kind for kind in _KEYS if kind in columns)


def _name(cells: Mapping[str, str]) -> str:
    if cells.get("name"):
        return cells["name"]
    return " ".join(part for part in (cells.get("first", ""), cells.get("last", "")) if part)


def _learner(key: str, cells: Mapping[str, str]) -> Learner:
    ids = {kind: cells[kind] for kind in _OTHER_SYSTEMS if cells.get(kind)}
    participant = re.search(r"\d+$", ids.get("moodle_participant", ""))
    if participant is not None:
        ids["moodle_participant"] = participant[0]
    return Learner(key, _name(cells) or key, cells.get("email", ""), cells.get("section", ""), ids)
