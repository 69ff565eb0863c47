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
    if only_starter:
        click.echo(starter, nl=False)
    elif output == Format.JSON:
        import json

        click.echo(json.dumps(_as_json(found, starter, open_gaps(found, starter)), indent=2))
    else:
        console, look = open_look(settings)
        show(console, _parts(found, starter, look, desk))
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


def _parts(exercise: Exercise, starter: str, look: Look, desk: Desk | None) -> Iterator[RenderableType]:
    from rich.text import Text

    yield from look.exercise(exercise)
    yield look.code(starter)
    yield Text()
    yield from _gaps(exercise, starter, desk)
    yield from look.checks(exercise)
    yield Text()
    file = answer_name(exercise) if desk is None else desk.workspace.name_of(desk.file_of(exercise))
    if desk is not None and exercise.predict is not None and desk.record(exercise).predicted is None:
        yield Text(f"First there is a question, if you like: grader predict {exercise.id}")
    check = f"grader check {exercise.id}" if desk is not None else f"grader check {file}"
    yield Text(f"Write your answer to {file}, then check it: {check}")


def _gaps(exercise: Exercise, starter: str, desk: Desk | None) -> Iterator[RenderableType]:
    """The gaps with their lines in the learner's own file, where there is one; else in the starter."""
    from rich.text import Text

    from grader.catalogue import open_gaps

    source = _own_text(exercise, desk)
    gaps = open_gaps(exercise, starter if source is None else source)
    if desk is not None and source is not None and exercise.gaps:
        file = desk.workspace.name_of(desk.file_of(exercise))
        yield Text(f"Open in {file}:" if gaps else f"No gap is open in {file}.")
    for gap in gaps:
        yield Text(f"  line {gap.line}, {gap.name}: {gap.ask}")
    yield Text()


def _own_text(exercise: Exercise, desk: Desk | None) -> str | None:
    """What stands in the learner's file; ``None`` without a workspace, or if the file is gone or no text."""
    if desk is None:
        return None
    try:
        answer = desk.answer(exercise)
    except UserError:
        return None
    return answer.source if answer.unreadable is None else None
