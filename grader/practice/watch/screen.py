"""A session on the whole screen: drawn anew when something changes, scrolled where it is longer than the screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from grader.practice.views import CHOSEN, PROSE_COLUMNS
from grader.practice.watch.keys import Keys
from grader.practice.watch.modes import Mode
from grader.practice.watch.pages import Pages
from grader.practice.watch.session import Session

Row = list[Segment]

_FADED: Final = Style(dim=True)


@dataclass(slots=True)
class Screen:
    """The terminal as a screen. ``enter`` and ``leave`` may be called at any time, and more than once."""

    console: Console
    pages: Pages
    keys: Keys
    entered: bool = False
    page_size: int = 10
    _kept: tuple[tuple[int, int], list[Row], int | None] | None = field(default=None)

    def enter(self) -> None:
        """Take the terminal."""
        if not self.entered:
            self.entered = True
            self.console.set_alt_screen(True)
            self.console.show_cursor(False)
            self.keys.start()

    def leave(self) -> None:
        """Give the terminal back as it was."""
        if self.entered:
            self.entered = False
            self.keys.stop()
            self.console.show_cursor(True)
            self.console.set_alt_screen(False)

    def cleared(self) -> None:
        """The terminal has another size: what stood there is no longer where it was."""
        self._kept = None
        self.console.clear()

    def draw(self, session: Session) -> None:
        width, height = self.console.size
        self.console.update_screen_lines(self.frame(session, width, height))

    def scrolled(self, session: Session, key: str) -> bool:
        """Whether the key moves the text, which it then does."""
        if session.mode is Mode.LIST or session.question is not None or session.typing is not None:
            return False
        steps = {
            "up": -1,
            "k": -1,
            "down": 1,
            "j": 1,
            "page up": -self.page_size,
            "b": -self.page_size,
            "page down": self.page_size,
            " ": self.page_size,
            "home": -(10**6),
            "end": 10**6,
        }
        if key not in steps:
            return False
        session.scroll = max(0, session.scroll + steps[key])
        return True

    # ------------------------------------------------------------------------------------------------ the frame

    def frame(self, session: Session, width: int, height: int) -> list[Row]:
        """The rows of the screen, each as wide as it is."""
        top = self._render(self.pages.top(session), width)[:1]
        bottom = self._render(self.pages.status(session), width)[:3]
        for line in self.pages.keys(session, width):
            bottom += self._render(line, width)
        room = max(height - len(top) - len(bottom) - 2, 1)
        body, chosen = self._body(session, width)
        self._keep_in_view(session, body, chosen, room)
        shown = body[session.scroll : session.scroll + room]
        more = self._more(session.scroll, room, len(body))
        blank = self._render(Text(), width)
        stale = self.pages.stale(session)
        if stale:
            shown = [list(Segment.apply_style(row, post_style=_FADED)) for row in shown]
        rows = [
            *top,
            *self._render(stale, width)[:1],
            *shown,
            *blank * (room - len(shown)),
            *self._render(more, width)[:1],
            *bottom,
        ]
        return rows[:height]

    def _keep_in_view(self, session: Session, body: list[Row], chosen: int | None, room: int) -> None:
        self.page_size = max(room - 2, 1)
        if chosen is not None:
            session.scroll = min(max(session.scroll, chosen - room + 2), max(chosen - 1, 0))
        session.scroll = max(0, min(session.scroll, len(body) - room))

    def _more(self, first: int, room: int, total: int) -> Text:
        """What stands between the body and the bottom: a line, and how much there is to scroll to."""
        rule = "─" if self.pages.look.unicode else "-"
        left = total - first - room
        if left > 0:
            text = f" {left} more line{'s' if left > 1 else ''}: space or arrow down "
        else:
            text = " arrow up: back to the beginning " if first else ""
        return Text(rule * 2 + text + rule * self.console.width, style="dim", no_wrap=True, overflow="crop")

    def _body(self, session: Session, width: int) -> tuple[list[Row], int | None]:
        """The rows of the body, and the row that a cursor is on; kept until something changes."""
        key = (session.changed, width)
        if self._kept is None or self._kept[0] != key:
            rows: list[Row] = []
            chosen = None
            for part in self.pages.body(session, width):
                if isinstance(part, Text) and part.style == CHOSEN:
                    chosen = len(rows)
                own = width if isinstance(part, Text) and part.no_wrap else min(width, PROSE_COLUMNS)
                rows += [Segment.adjust_line_length(row, width) for row in self._render(part, own)]
            self._kept = key, rows, chosen
        return self._kept[1], self._kept[2]

    def _render(self, part: object, width: int) -> list[Row]:
        options = self.console.options.update(width=width, height=None)
        return self.console.render_lines(part, options, pad=True)  # type: ignore[arg-type]  # whatever rich can print
