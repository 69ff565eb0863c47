"""Rows of a CSV file that a spreadsheet may open: no cell of them is ever run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from grader.reports.formats.common import storable

_RUN_BY_SPREADSHEETS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What a cell that is run begins with; the wide forms count too, in the East Asian versions of some spreadsheets."""
_SKIPPED = "".join(map(chr, range(33))) + "\x7f\u00a0\ufeff\u200b\u200e\u200f\u2066\u2067\u2068\u2069"
"""What a spreadsheet may leave out at the start of a cell: blanks, control characters and marks of direction."""

Cell = str | float | int | None


def row(cells: Iterable[Cell]) -> str:
    """One line of CSV, ended by a line feed as every importer takes it; text is neutralised, numbers are not."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([_written(cell) for cell in cells])
    return line.getvalue()


def neutral(text: str) -> str:
    """Text that no spreadsheet runs: with an apostrophe before what would start a formula."""
    clean = storable(text).replace("\x00", "")
    if clean == "-":  # alone it is no formula, and Moodle's own sign for "never"
        return clean
    if clean[:1] in _RUN_BY_SPREADSHEETS or clean.lstrip(_SKIPPED)[:1] in _RUN_BY_SPREADSHEETS:
        clean = "'" + clean
    return clean.replace("\r", " ")


def is_neutral(text: str) -> bool:
    """Whether the text stands in a cell as it is, so that an importer finds it again."""
    return neutral(text) == text


def read(text: str) -> Sequence[Sequence[str]]:
    """The rows of a CSV file, whatever its line endings, with or without a byte-order mark."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return neutral(cell)
    return f"{cell:.4f}".rstrip("0").rstrip(".") if isinstance(cell, float) else str(cell)
