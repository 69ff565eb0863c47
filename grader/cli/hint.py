"""``grader hint``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from grader.cli.practising import need_desk, open_look, show
from grader.cli.settings import ExitCode, Settings

if TYPE_CHECKING:
    from rich.console import RenderableType

    from grader.model import Exercise
    from grader.practice.desk import Desk
    from grader.practice.views import Look


@click.command("hint")
@click.argument("exercise", metavar="[EXERCISE]", required=False)
@click.option("--shown", "again", is_flag=True, help="Show the hints that you had so far, and no new one.")
@click.pass_obj
def command(settings: Settings, exercise: str | None, again: bool) -> int:
    """Show a hint to the current exercise, or to the one named; one more each time.

    If the author wrote a hint for the check that failed last, that one comes first.

    \b
    Examples:
      grader hint
      grader hint hello-stop
      grader hint --shown
    """
    desk = need_desk(settings)
    found = desk.exercise(exercise)
    console, look = open_look(settings)
    show(console, _shown(desk, found, look) if again else _next(desk, found, look))
    return ExitCode.OK


def _next(desk: Desk, exercise: Exercise, look: Look) -> list[RenderableType]:
    from rich.text import Text

    if not exercise.hints:
        return [Text(f"There are no hints for {exercise.id}.")]
    shown = desk.hint(exercise)
    if shown is not None:
        return list(look.hint(shown))
    return [
        *_shown(desk, exercise, look),
        Text(),
        Text("Those were all. `grader solution --give-up` shows a solution."),
    ]


def _shown(desk: Desk, exercise: Exercise, look: Look) -> list[RenderableType]:
    from rich.text import Text

    parts: list[RenderableType] = []
    for shown in desk.shown_hints(exercise):
        parts += [*([Text()] if parts else []), *look.hint(shown)]
    number = len(exercise.hints)
    there = "is 1" if number == 1 else f"are {number}"
    return parts or [Text(f"No hint of {exercise.id} was shown yet: there {there}.")]
