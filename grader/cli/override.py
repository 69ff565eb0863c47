"""``grader override``."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.coursework import out_argument, say
from grader.cli.settings import ExitCode
from grader.errors import UserError


@click.command("override")
@out_argument
@click.argument("learner")
@click.argument("exercise")
@click.argument("points", type=float, required=False)
@click.option("--reason", default="", help="Why; it is kept beside the score, and shown to the learner.")
@click.option("--bonus", is_flag=True, help="More points than there are is what is meant.")
@click.option("--remove", is_flag=True, help="Let the result of the checks count again.")
def command(  # noqa: PLR0913, PLR0917 - Click hands over each option by its name
    folder: Path, learner: str, exercise: str, points: float | None, reason: str, bonus: bool, remove: bool
) -> int:
    """Set a learner's score in an exercise by hand; it stays whatever is graded again.

    DIR is what 'grader grade' was given with --out. LEARNER is a name, an e-mail address or an id. POINTS are those of
    the course, after weights and lateness.

    \b
    Examples:
      grader override results "Ada Lovelace" hello-stop 4 --reason "the power failed in the exam"
      grader override results ada@example.org hello-stop --remove
    """
    if remove == (points is not None):
        raise UserError("give the points, or --remove, and not both")
    from grader.course.engine import utc_now
    from grader.course.gradebook import most_points, policy_of
    from grader.course.store import open_database
    from grader.course.store.decisions import Decision, decide, take_back
    from grader.course.store.people import find_learner

    now = utc_now().isoformat(timespec="seconds")
    with open_database(folder) as database:
        who = find_learner(database, learner)
        if points is None:
            before = take_back(database, who, exercise, reason, now)
            say(f"{who.name}, {exercise}: the result of the checks counts again, not {before.points:g}.")
        else:
            most = None if bonus else most_points(database, policy_of(folder), exercise)
            decide(database, who, exercise, Decision(points, reason, now), most)
            say(f"{who.name}, {exercise}: {points:g} points count from now on.")
    return ExitCode.OK
