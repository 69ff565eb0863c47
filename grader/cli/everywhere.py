"""The options that stand before a command or after it, as one likes."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from grader.cli.settings import Color, Settings


def general_options() -> list[click.Parameter]:
    """The general options, made anew: each puts what it says into the ``Settings`` of its context."""
    return [
        _option("--course", type=click.Path(path_type=Path), metavar="DIR", help="Use the course in this folder."),
        _option(
            "--color",
            type=click.Choice([str(color) for color in Color]),
            help="When to write in colour; auto, if not given: on a terminal, unless NO_COLOR is set.",
        ),
        _option("--plain", is_flag=True, envvar="GRADER_PLAIN", help="Draw nothing: for screen readers and Braille."),
        _option("--verbose", is_flag=True, help="Say more."),
    ]


def _option(name: str, **attributes: Any) -> click.Option:
    return click.Option([name], expose_value=False, callback=_note, **attributes)


def _note(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Only what was given counts: a command must not take back what stands before it."""
    settings = context.obj or Settings()
    if value:
        given = Color(value) if parameter.name == "color" else value
        settings = replace(settings, **{str(parameter.name): given})
    context.obj = settings


def with_general_options(command: click.Command) -> click.Command:
    """The command, and the commands inside it, with those general options that are not options of its own."""
    made = copy.copy(command)
    if isinstance(made, click.Group):
        made.commands = {name: with_general_options(one) for name, one in made.commands.items()}
    own = {name for parameter in command.params for name in parameter.opts}
    made.params = [*command.params, *(one for one in general_options() if own.isdisjoint(one.opts))]
    return made
