"""``grader next``."""

from __future__ import annotations

import click

from grader.cli.practising import need_desk
from grader.cli.prose import say
from grader.cli.settings import ExitCode, Settings


@click.command("next")
@click.argument("exercise", metavar="[EXERCISE]", required=False)
@click.pass_obj
def command(settings: Settings, exercise: str | None) -> int:
    """Go to the next exercise that is not solved, or to the one named: skip and begin wherever you like.

    \b
    Examples:
      grader next
      grader next two-tasks
    """
    from grader.practice.progress import State
    from grader.practice.pythons import python_note
    from grader.practice.workspace import place_of

    desk = need_desk(settings)
    progress = desk.progress()
    found = desk.exercise(exercise) if exercise is not None else desk.next()
    due = desk.due()
    if found is None:
        left = progress.current is not None and progress.record(progress.current).state is not State.PASSED
        say(f"Only this one is left: {progress.current}" if left else "All exercises are solved.")
        if later := desk.for_later_python():
            say(f"Left, for a later Python: {', '.join(later)}")
    else:
        if progress.current not in {None, found.id} and progress.record(progress.current or "").passed is None:
            say(f"Left for later: {progress.current}")
        desk.select(found)
        say(f"Now: {found.title} ({found.id}), in {place_of(found)}")
        if note := python_note(found):
            say(note)
        say("`grader show` shows the task, `grader edit` opens the file, `grader check` checks it.")
    if due:
        say(f"Due for a review: {', '.join(due)}. Begin with: grader review {due[0]}")
    return ExitCode.OK
