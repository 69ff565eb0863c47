"""``grader reset``."""

from __future__ import annotations

import click

from grader.cli.practising import need_desk
from grader.cli.prose import say
from grader.cli.settings import ExitCode, Settings


@click.command("reset")
@click.argument("exercise", metavar="[EXERCISE]", required=False)
@click.pass_obj
def command(settings: Settings, exercise: str | None) -> int:
    """Begin the current exercise again, or the one named. A copy of your file goes to the folder kept/.

    \b
    Examples:
      grader reset
      grader reset hello-stop
    """
    desk = need_desk(settings)
    found = desk.exercise(exercise)
    copy = desk.reset(found)
    name = desk.workspace.name_of(desk.file_of(found))
    kept = f" What you wrote is now {desk.workspace.name_of(copy)}." if copy is not None else ""
    say(f"{name} is as at the beginning.{kept}")
    return ExitCode.OK
