"""``grader show``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from grader.cli.common import answer_name, format_option, open_course
from grader.cli.settings import ExitCode, Format, Settings

if TYPE_CHECKING:
    from rich.console import Console

    from grader.model import Exercise, OpenGap


@click.command("show")
@click.argument("exercise", metavar="EXERCISE")
@click.option("--starter", "only_starter", is_flag=True, help="Only the starter code, to be saved to a file.")
@format_option
@click.pass_obj
def command(settings: Settings, exercise: str, only_starter: bool, output: str) -> int:
    """Show what an exercise asks, its starter code and its gaps.

    \b
    Examples:
      grader show hello-stop
      grader show hello-stop --starter > hello_stop.py
      grader show hello-stop --format json
    """
    from grader.catalogue import open_gaps, render_starter

    found = open_course(settings).get(exercise)
    starter = render_starter(found)
    gaps = open_gaps(found, starter)
    if only_starter:
        click.echo(starter, nl=False)
    elif output == Format.JSON:
        import json

        click.echo(json.dumps(_as_json(found, starter, gaps), indent=2))
    else:
        from grader.cli.terminal import open_console

        _print(found, starter, gaps, open_console(settings.color))
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


def _print(exercise: Exercise, starter: str, gaps: tuple[OpenGap, ...], console: Console) -> None:
    from rich.markdown import Markdown
    from rich.syntax import Syntax
    from rich.text import Text

    about = [exercise.id, f"difficulty {exercise.difficulty} of 5"]
    if exercise.minutes is not None:
        about.append(f"about {exercise.minutes} minutes")
    if exercise.optional:
        about.append("optional")
    console.print(Text(exercise.title, style="bold"))
    console.print(Text(" - ".join(about), style="dim"))
    console.print()
    if console.color_system is None:  # Markdown reads well as it is, and its code would not stand out without colour
        console.print(Text(exercise.prompt.strip()), soft_wrap=True)
    else:
        console.print(Markdown(exercise.prompt))
    console.print()
    console.print(Syntax(starter.rstrip("\n"), "python", theme="ansi_dark", background_color="default"))
    console.print()
    for gap in gaps:
        console.print(Text(f"  line {gap.line}, {gap.name}: {gap.ask}"))
    console.print()
    console.print(Text("What is checked:"))
    for check in exercise.checks:
        console.print(Text(f"  {check.title} ({check.points:g})"))
    console.print()
    file = answer_name(exercise)
    console.print(Text(f"Write your answer to {file}, then check it: grader check {file}"))
