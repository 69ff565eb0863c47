"""A session line by line: into a pipe, on a terminal that cannot be drawn on, and for reading aloud.

What is new is printed below what was there. A command is a letter and Enter, or the name of an exercise to go there.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Final

from rich.console import Console, RenderableType
from rich.text import Text

from grader.practice.views import PROSE_COLUMNS
from grader.practice.watch.events import Inbox, Key
from grader.practice.watch.modes import Mode
from grader.practice.watch.pages import Pages
from grader.practice.watch.session import Session

HELP: Final = (
    "Commands, each with Enter: n next, h hint, p task or feedback, l list, r reset, s solution, o open, q quit; "
    "or the name of an exercise, to go there."
)


_CHECKING: Final = "Checking ..."
_LONG_S: Final = 1.0
"""Wall seconds of a check after which silence would make one wonder."""


@dataclass(slots=True)
class Sequential:
    """Prints what is new in a session."""

    console: Console
    pages: Pages
    _shown: object = None
    _hints: int = 0
    _status: str = ""

    def draw(self, session: Session) -> None:
        """Print what has changed since the last call."""
        page = (session.mode, session.exercise.id, id(session.report), session.checked_at, session.answered)
        if len(session.hints) > self._hints:
            self._print(self.pages.look.hint(session.hints[-1]))
        elif page != self._shown and session.question is None:
            stale = self.pages.stale(session)
            self._print([*([stale] if stale else []), *self.pages.body(session, self.console.width)])
        self._shown, self._hints = page, len(session.hints)
        status = self._status_of(session)
        if status != self._status:
            self._status = status
            self.console.print(Text(status), soft_wrap=True)

    def _status_of(self, session: Session) -> str:
        """What is going on. The seconds of a check are not counted aloud."""
        waited = session.waiting()
        if waited is None:
            return self.pages.status(session).plain
        return _CHECKING if waited >= _LONG_S else self._status

    def _print(self, parts: Iterable[RenderableType]) -> None:
        self.console.print()
        for part in parts:
            if isinstance(part, Text) and part.no_wrap:
                self.console.print(part, soft_wrap=True)
            else:
                self.console.print(part, width=min(self.console.width, PROSE_COLUMNS))
        self.console.print()

    def command(self, session: Session, text: str) -> None:
        """Do what a typed line says."""
        word = text.strip()
        if session.mode is Mode.LIST:
            session.key("q")  # the list was printed, and is no longer in the way
        if session.typing is not None:
            for key in (*word, "enter"):
                session.key(key)
        elif len(word) > 1 and session.question is None:
            session.go_to(word)
        elif word == "?":
            self.console.print(Text(HELP), soft_wrap=True)
        elif word:
            session.key(word)


def read_lines(stream: IO[str], inbox: Inbox) -> None:
    """Put each line that is typed into the inbox. At the end of the stream the session goes on without."""

    def read() -> None:
        for line in stream:
            inbox.put(Key(line))

    threading.Thread(target=read, name="lines", daemon=True).start()
