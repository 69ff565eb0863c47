"""``grader watch``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from grader.cli.common import isolation_option, open_host
from grader.cli.practising import need_desk, open_look
from grader.cli.prose import say
from grader.cli.settings import ExitCode, Settings

if TYPE_CHECKING:
    from grader.practice.desk import Desk
    from grader.practice.watch.run import Watch


@click.command("watch")
@click.argument("exercise", metavar="[EXERCISE]", required=False)
@isolation_option
@click.pass_obj
def command(settings: Settings, exercise: str | None, isolation: str) -> int:
    """Practise in one screen: the current exercise, or the one named, is checked each time you save its file.

    Keys: n next, h hint, p task or feedback, l list, r reset, s solution, o open in your editor, q quit. Nothing moves
    on by itself. Where there is no screen to draw on, such as in a pipe, everything is printed line by line.

    \b
    Examples:
      grader watch
      grader watch two-tasks
      grader watch --plain
    """
    from grader.practice.watch.run import make_watch

    desk = need_desk(settings)
    begun = desk.exercise(exercise)
    console, look = open_look(settings)
    watch = make_watch(desk, begun, console, look, sys.stdin, lambda: open_host(isolation))
    watch.run()
    say(f"Solved: {_solved(watch, desk)}. Go on with: grader watch")
    return ExitCode.OK


def _solved(watch: Watch, desk: Desk) -> str:
    progress = desk.progress()
    ids = [name for chapter in watch.session.chapters for name in chapter.ids]
    return f"{sum(progress.record(name).passed is not None for name in ids)} of {len(ids)}"
