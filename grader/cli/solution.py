"""``grader solution``."""

from __future__ import annotations

import click

from grader.cli.practising import need_desk, open_look, show
from grader.cli.settings import ExitCode, Settings
from grader.errors import UserError


@click.command("solution")
@click.argument("exercise", metavar="[EXERCISE]", required=False)
@click.option("--give-up", is_flag=True, help="Show it although you have not passed yet.")
@click.pass_obj
def command(settings: Settings, exercise: str | None, give_up: bool) -> int:
    """Show a solution and other right answers, to compare with yours: after you passed, or with --give-up.

    \b
    Examples:
      grader solution
      grader solution hello-stop --give-up
    """
    desk = need_desk(settings)
    found = desk.exercise(exercise)
    solution = desk.solution(found, give_up=give_up)
    if solution is None:
        named = f" {exercise}" if exercise else ""
        raise UserError(
            f"you have not passed {found.id} yet: `grader hint{named}` helps, "
            f"and `grader solution{named} --give-up` shows the solution now"
        )
    console, look = open_look(settings)
    show(console, look.solution(solution))
    return ExitCode.OK
