"""``grader edit``."""

from __future__ import annotations

import os

import click

from grader.cli.practising import need_desk
from grader.cli.settings import ExitCode, Settings


@click.command("edit")
@click.argument("exercise", metavar="[EXERCISE]", required=False)
@click.pass_obj
def command(settings: Settings, exercise: str | None) -> int:
    """Open the current exercise in your editor, or the one named, which then is the current one.

    The editor is the one that VISUAL or EDITOR names; else VS Code, if it is there; else one for the terminal.

    \b
    Examples:
      grader edit
      grader edit two-tasks
    """
    from grader.catalogue import open_gaps
    from grader.practice.editor import find_editor

    desk = need_desk(settings)
    found = desk.exercise(exercise)
    gaps = open_gaps(found, desk.answer(found).source)
    editor = find_editor(os.environ)
    desk.select(found)
    editor.open(desk.file_of(found), gaps[0].line if gaps else None)
    return ExitCode.OK
