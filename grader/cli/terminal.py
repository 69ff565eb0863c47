"""The terminal as rich sees it. Importing this imports rich."""

from __future__ import annotations

from typing import NoReturn

from rich.console import Console

from grader.cli.settings import Color


class _Terminal(Console):
    """A console that leaves a closed pipe to the error boundary."""

    def on_broken_pipe(self) -> NoReturn:
        self.quiet = True
        raise BrokenPipeError


def open_console(color: Color) -> Console:
    """Standard output. Text is never read as markup: it may come from a learner."""
    match color:
        case Color.AUTO:
            return _Terminal(markup=False, highlight=False, emoji=False)
        case Color.ALWAYS:
            return _Terminal(
                markup=False, highlight=False, emoji=False, force_terminal=True, color_system="standard", no_color=False
            )
        case Color.NEVER:
            return _Terminal(
                markup=False, highlight=False, emoji=False, force_terminal=False, color_system=None, no_color=True
            )
