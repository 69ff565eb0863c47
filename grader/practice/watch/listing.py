"""The list of exercises inside a session: a cursor, a search, a filter."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from grader.practice.overview import Row
from grader.practice.progress import State


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

    def move(self, by: int) -> None:
        self.cursor = max(0, min(self.cursor + by, len(self.rows) - 1))

    def next_filter(self) -> None:
        ring = list(Filter)
        self._narrow(self.search, ring[(ring.index(self.filter) + 1) % len(ring)])

    def type(self, key: str) -> None:
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
