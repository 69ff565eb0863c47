"""What the practice commands share: the workspace that the current folder lies in, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from grader.cli.common import current_folder, open_course
from grader.cli.settings import Settings
from grader.errors import UserError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from grader.practice.desk import Desk
    from grader.practice.views import Look


def desk_here(settings: Settings) -> Desk | None:
    """The workspace that the current folder lies in, with its course; ``None`` if it lies in none."""
    from grader.practice.desk import Desk
    from grader.practice.workspace import find_workspace

    workspace = find_workspace(current_folder())
    return Desk(workspace, open_course(settings)) if workspace is not None else None


def need_desk(settings: Settings) -> Desk:
    """As ``desk_here``; ``UserError`` where there is no workspace."""
    desk = desk_here(settings)
    if desk is None:
        raise UserError("this is no practice folder: `grader start` makes one, then go there")
    return desk


def open_look(settings: Settings) -> tuple[Console, Look]:
    """Standard output, and how things are shown on it."""
    from grader.cli.terminal import open_console
    from grader.practice.views import THEME, Look
    from grader.reports.text import ASCII, glyphs_for

    console = open_console(settings.color)
    console.push_theme(THEME)
    unicode = glyphs_for(console.encoding) is not ASCII
    return console, Look(plain=settings.plain, styled=console.color_system is not None, unicode=unicode)


def show(console: Console, parts: Iterable[RenderableType]) -> None:
    """Print parts one below the other, prose no wider than reads well."""
    from rich.text import Text

    from grader.practice.views import PROSE_COLUMNS

    for part in parts:
        if isinstance(part, Text):
            _show_text(console, part)
        elif console.is_terminal:
            console.print(part, width=min(console.width, PROSE_COLUMNS))
        else:
            with console.capture() as drawn:
                console.print(part, width=min(console.width, PROSE_COLUMNS))
            # What is drawn is filled up with spaces; a file or a pipe does not want them.
            console.file.write("\n".join(line.rstrip() for line in drawn.get().split("\n")))


def _show_text(console: Console, text: Text) -> None:
    """In a pipe one sentence is one line; a row that is not to be wrapped is cut by the terminal's width alone."""
    if not console.is_terminal:
        console.print(text, soft_wrap=True)
    elif text.no_wrap:
        console.print(text, no_wrap=True, overflow=text.overflow)
    else:
        console.print(text)
