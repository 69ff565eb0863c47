"""``grader progress``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.practising import need_desk
from grader.cli.prose import say
from grader.cli.settings import ExitCode, Settings

if TYPE_CHECKING:
    from grader.practice.transfer import Imported


@click.group("progress")
def command() -> None:
    """Write your progress and your answers into one file, and read that on another machine.

    \b
    Examples:
      grader progress export my-progress.json
      grader progress import my-progress.json
    """


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.pass_obj
def export_command(settings: Settings, file: Path) -> int:
    """Write your progress and the files that you changed into FILE; - is standard output.

    \b
    Examples:
      grader progress export my-progress.json
    """
    from grader.errors import UserError
    from grader.practice.store import write_whole
    from grader.practice.transfer import export
    from grader.practice.workspace import load_course

    desk = need_desk(settings)
    text = export(desk.workspace, load_course(desk.course))
    if str(file) == "-":
        click.echo(text, nl=False)
        return ExitCode.OK
    if file.exists():
        raise UserError(f"{file} is there already, and is not overwritten: give another name")
    write_whole(file, text.encode())
    say(f"Written: {file}. Read it in another practice folder: grader progress import {file.name}")
    return ExitCode.OK


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.pass_obj
def import_command(settings: Settings, file: Path) -> int:
    """Take over what export wrote. Where both sides have progress, the one that is further stays.

    \b
    Examples:
      grader progress import my-progress.json
    """
    from grader.practice.store import read_text
    from grader.practice.transfer import import_
    from grader.practice.workspace import load_course

    desk = need_desk(settings)
    done = import_(desk.workspace, load_course(desk.course), read_text(file), str(file))
    for line in _told(done):
        say(line)
    return ExitCode.OK


def _told(done: Imported) -> list[str]:
    lines = []
    if done.progress:
        lines.append(f"Progress taken over: {', '.join(done.progress)}")
    if done.files:
        lines.append(f"Answers taken over: {', '.join(done.files)}")
    if done.kept_beside:
        lines.append(f"You have other answers here, which stay; the imported ones are: {', '.join(done.kept_beside)}")
    if done.unknown:
        lines.append(f"Not in this course, kept all the same: {', '.join(done.unknown)}")
    return lines or ["There was nothing new in it."]
