"""The list of exercises inside a session: a cursor, a search, a filter."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from grader.practice.overview import Row
from grader.practice.progress import State

_MOVES: Final = {
    "up": -1,
    "k": -1,
    "down": 1,
    "j": 1,
    "page up": -10,
    "b": -10,
    "page down": 10,
    " ": 10,
    "home": -(10**6),
    "end": 10**6,
}


class Filter(enum.StrEnum):
    """Which exercises the list shows."""

    ALL = "all"
    LEFT = "not solved"
    DUE = "due for a review"
    PASSED = "solved"

    def takes(self, row: Row) -> bool:
        match self:
            case Filter.LEFT:
                return row.state is not State.PASSED
            case Filter.DUE:
                return row.is_due
            case Filter.PASSED:
                return row.state is State.PASSED
        return True


@dataclass(slots=True)
class Listing:
    """The rows of the course, and which one the cursor is on."""

    all_rows: Sequence[Row]
    cursor: int = 0
    search: str = ""
    typing: bool = False
    filter: Filter = Filter.ALL

    def __post_init__(self) -> None:
        self.cursor = next((n for n, row in enumerate(self.all_rows) if row.is_current), 0)

    @property
    def rows(self) -> list[Row]:
        return [row for row in self.all_rows if self.filter.takes(row) and row.matches(self.search)]

    @property
    def chosen(self) -> Row | None:
        rows = self.rows
        return rows[min(self.cursor, len(rows) - 1)] if rows else None

    def takes(self, key: str) -> bool:
        """Do what a key does within the list; whether it does anything there."""
        if key in _MOVES and not (self.typing and len(key) == 1):
            self.cursor = max(0, min(self.cursor + _MOVES[key], len(self.rows) - 1))
        elif self.typing:
            self._type(key)
        elif key == "/":
            self.typing = True
        elif key == "f":
            ring = list(Filter)
            self._narrow(self.search, ring[(ring.index(self.filter) + 1) % len(ring)])
        else:
            return False
        return True

    def _type(self, key: str) -> None:
        """A key while a search is being typed."""
        if key == "enter":
            self.typing = False
        elif key == "escape":
            self.typing = False
            self._narrow("", self.filter)
        elif key == "backspace":
            self._narrow(self.search[:-1], self.filter)
        elif len(key) == 1:
            self._narrow(self.search + key, self.filter)

    def _narrow(self, search: str, which: Filter) -> None:
        """Keep the cursor on its exercise, if that is still shown."""
        before = self.chosen
        self.search, self.filter = search, which
        rows = self.rows
        self.cursor = rows.index(before) if before in rows else 0
