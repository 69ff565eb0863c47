"""``grader new``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.common import current_folder, isolation_option, open_course
from grader.cli.settings import ExitCode, Settings
from grader.errors import UserError

if TYPE_CHECKING:
    from grader.authoring.new import Place
    from grader.catalogue import Course


@click.command("new")
@click.argument("place", required=False, metavar="[CHAPTER/ID]")
@click.option(
    "--course",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Put it into this course; make the course if there is none.",
)
@click.option(
    "--from", "program", type=click.Path(path_type=Path), metavar="FILE", help="Begin with a working program."
)
@click.option(
    "--take",
    "parts",
    multiple=True,
    metavar="NAME=LINES",
    help="With --from: what to take out, NAME=LINE, NAME=FIRST-LAST or NAME=LINE:EXPRESSION.",
)
@isolation_option
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917 - Click hands over each option by its name
    settings: Settings,
    place: str | None,
    folder: Path | None,
    program: Path | None,
    parts: tuple[str, ...],
    isolation: str,
) -> int:
    """Write the files of a new exercise: the YAML file, its checks, its solution.

    Their comments explain the format. What you have to write is marked by FILL: and `grader verify` says where it
    still stands. No file is ever overwritten.

    \b
    Examples:
      grader new 03-tasks/my-exercise
      grader new --course my-course 01-start/first-steps
      grader new 03-tasks/race --from race.py --take start=7:asyncio.create_task(run()) --take end=9-10
    """
    from grader.authoring.new import new_exercise, read_place

    if place is None and folder is None:
        raise UserError("say which exercise to make: `grader new CHAPTER/ID`")
    course = _course(settings, folder)
    if place is None:
        click.echo(f"Course: {course.root}")
        return ExitCode.OK
    where = read_place(course, place)
    if program is None:
        if parts:
            raise UserError("--take needs --from: the program to take something out of")
        paths = new_exercise(where)
    else:
        paths = _from_program(where, program, parts, isolation)
    for path in paths:
        click.echo(f"Written: {_shown(path)}")
    click.echo(f"Next: replace what begins with FILL: and run `grader verify {where.id}`")
    return ExitCode.OK


def _course(settings: Settings, folder: Path | None) -> Course:
    from grader.authoring.new import make_course

    named = folder or settings.course
    if named is not None:
        return make_course(current_folder() / named)
    course = open_course(settings)
    if course.root.name == "_course" or not os.access(course.exercises, os.W_OK):
        raise UserError("the course that comes with the grader is not yours to change: name one by --course DIR")
    if not current_folder().is_relative_to(course.root.resolve()):
        raise UserError(
            f"this folder belongs to no course: name yours by --course DIR (a new one is made), or go to {course.root}"
        )
    return course


def _from_program(place: Place, program: Path, parts: tuple[str, ...], isolation: str) -> tuple[Path, ...]:
    from grader.authoring.new import exercise_from, output_of
    from grader.authoring.taking import read_spec
    from grader.submission import read_submission

    source = read_submission(program)
    if source.unreadable is not None:
        raise UserError(f"{program}: {source.unreadable}")
    if not parts:
        raise UserError("say what the learner is to find: --take NAME=LINES, once for each gap")
    taken = [read_spec(spec, number) for number, spec in enumerate(parts, 1)]
    return exercise_from(place, source.source, taken, output_of(source.source, isolation))


def _shown(path: Path) -> Path:
    folder = current_folder()
    return path.relative_to(folder) if path.is_relative_to(folder) else path
