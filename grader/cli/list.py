"""``grader list``."""

from __future__ import annotations

from dataclasses import asdict

import click

from grader.cli.common import format_option, open_course
from grader.cli.practising import desk_here, open_look, show
from grader.cli.prose import say
from grader.cli.settings import ExitCode, Format, Settings

STATES = ("open", "tried", "review", "passed", "due", "changed")


@click.command("list")
@click.argument("search", nargs=-1, metavar="[WORD]...")
@click.option("--state", "states", type=click.Choice(STATES), multiple=True, help="Only those; may be given again.")
@click.option("--chapter", metavar="NAME", help="Only this chapter: the name of its folder, or a part of it.")
@format_option
@click.pass_obj
def command(
    settings: Settings, search: tuple[str, ...], states: tuple[str, ...], chapter: str | None, output: str
) -> int:
    """List the exercises by chapter, with your state and your attempts; with WORDs only those that hold them all.

    open: not begun; tried: checked, and not passed yet; review: you do it once more; due: waits for a review;
    changed: the course changed it after you solved it.

    \b
    Examples:
      grader list
      grader list future
      grader list --state tried --state open
      grader list --format json
    """
    from grader.practice.overview import counts, rows
    from grader.practice.progress import Progress, utc_now
    from grader.practice.workspace import load_course

    desk = desk_here(settings)
    course = desk.course if desk is not None else open_course(settings)
    progress = desk.progress() if desk is not None else Progress()
    found = [
        row
        for row in rows(progress, load_course(course).exercises, (desk.now if desk is not None else utc_now)().date())
        if row.matches(" ".join(search))
        and (not states or row.marks.intersection(states))
        and (chapter is None or chapter in row.chapter)
    ]
    if output == Format.JSON:
        import json

        click.echo(json.dumps({"format": 1, "exercises": [asdict(row) for row in found]}, indent=2))
    elif not found:
        say("No exercise fits.")
    else:
        console, look = open_look(settings)
        show(console, look.rows(found, counts(progress, course.chapters())))
    return ExitCode.OK
