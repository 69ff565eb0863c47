"""``grader show``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from grader.cli.common import answer_name, format_option, open_course
from grader.cli.practising import desk_here, open_look, show
from grader.cli.settings import ExitCode, Format, Settings
from grader.errors import UserError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from grader.model import Exercise, OpenGap
    from grader.practice.desk import Desk
    from grader.practice.views import Look


@click.command("show")
@click.argument("exercise", metavar="[EXERCISE]", required=False)
@click.option("--starter", "only_starter", is_flag=True, help="Only the starter code, to be saved to a file.")
@format_option
@click.pass_obj
def command(settings: Settings, exercise: str | None, only_starter: bool, output: str) -> int:
    """Show what an exercise asks, its starter code and its gaps; in a practice folder, of the current exercise.

    \b
    Examples:
      grader show
      grader show hello-stop
      grader show hello-stop --starter > hello_stop.py
      grader show hello-stop --format json
    """
    from grader.catalogue import open_gaps, render_starter

    desk = desk_here(settings)
    if desk is None and exercise is None:
        raise UserError("say which one: `grader show hello-stop`; or make a practice folder: `grader start`")
    found = desk.exercise(exercise) if desk is not None else open_course(settings).get(exercise or "")
    starter = render_starter(found)
    gaps = open_gaps(found, starter)
    if only_starter:
        click.echo(starter, nl=False)
    elif output == Format.JSON:
        import json

        click.echo(json.dumps(_as_json(found, starter, gaps), indent=2))
    else:
        console, look = open_look(settings)
        show(console, _parts(found, starter, gaps, look, desk))
    return ExitCode.OK


def _as_json(exercise: Exercise, starter: str, gaps: tuple[OpenGap, ...]) -> dict[str, Any]:
    """What the learner may see: never an answer, nor what a check does."""
    return {
        "format": 1,
        "id": exercise.id,
        "title": exercise.title,
        "chapter": exercise.chapter,
        "difficulty": exercise.difficulty,
        "minutes": exercise.minutes,
        "optional": exercise.optional,
        "python": exercise.python,
        "objectives": list(exercise.objectives),
        "requires": list(exercise.requires),
        "prompt": exercise.prompt,
        "starter": starter,
        "gaps": [{"name": gap.name, "line": gap.line, "column": gap.column, "ask": gap.ask} for gap in gaps],
        "checks": [{"id": check.id, "title": check.title, "points": check.points} for check in exercise.checks],
        "max_score": exercise.max_score,
        "main_file": answer_name(exercise),
        "hints": len(exercise.hints),
        "references": list(exercise.references),
    }


def _parts(
    exercise: Exercise, starter: str, gaps: tuple[OpenGap, ...], look: Look, desk: Desk | None
) -> Iterator[RenderableType]:
    from rich.text import Text

    yield from look.exercise(exercise)
    yield look.code(starter)
    yield Text()
    for gap in gaps:
        yield Text(f"  line {gap.line}, {gap.name}: {gap.ask}")
    yield Text()
    yield from look.checks(exercise)
    yield Text()
    file = answer_name(exercise) if desk is None else desk.workspace.name_of(desk.file_of(exercise))
    check = f"grader check {exercise.id}" if desk is not None else f"grader check {file}"
    yield Text(f"Write your answer to {file}, then check it: {check}")
