"""``grader review``."""

from __future__ import annotations

import click

from grader.cli.practising import need_desk
from grader.cli.prose import say
from grader.cli.settings import ExitCode, Settings


@click.command("review")
@click.argument("exercise", metavar="[EXERCISE]", required=False)
@click.pass_obj
def command(settings: Settings, exercise: str | None) -> int:
    """Show which exercises are due to be done once more; with EXERCISE begin that one from its starter.

    An exercise that needed a hint, a look at the solution or more than three attempts comes back after 2 days, then
    after 7 and 21 if it goes well. Your old answer goes to the folder kept/.

    \b
    Examples:
      grader review
      grader review two-tasks
    """
    from grader.practice.overview import summary
    from grader.practice.views import review_line
    from grader.practice.workspace import place_of

    desk = need_desk(settings)
    if exercise is None:
        found = summary(desk.progress(), desk.course.ids(), desk.now().date())
        say(review_line(found.due, found.next_due))
        return ExitCode.OK
    begun = desk.exercise(exercise)
    copy = desk.begin_review(begun)
    say(f"Once more: {begun.title} ({begun.id}), in {place_of(begun)}, as at the beginning.")
    if copy is not None:
        say(f"Your old answer is now {desk.workspace.name_of(copy)}.")
    return ExitCode.OK
