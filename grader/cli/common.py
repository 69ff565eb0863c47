"""What several commands share: finding the course, the options for output and isolation."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.cli.settings import Format, Settings
from grader.errors import UserError

if TYPE_CHECKING:
    from grader.catalogue import Course
    from grader.checks.client import CheckHost
    from grader.model import Exercise

ISOLATION = ("best", "strict", "contained", "portable")

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

format_option: Decorator = click.option(
    "--format",
    "output",
    type=click.Choice([str(form) for form in Format]),
    default=str(Format.TEXT),
    show_default=True,
    help="text is for people, json for programs.",
)

isolation_option: Decorator = click.option(
    "--isolation",
    type=click.Choice(ISOLATION),
    default="best",
    show_default=True,
    help="How strongly the program is shut in; best: the strongest that this machine has.",
)


def open_course(settings: Settings) -> Course:
    """The course that the options, the environment or a ``grader.toml`` name, else the shipped one.

    Raises ``UserError`` if there is none where they point.
    """
    from grader.catalogue import find_course

    course = find_course(settings.course, current_folder(), os.environ)
    if settings.verbose:
        click.echo(f"Course: {course.root}", err=True)
    return course


def current_folder() -> Path:
    """Raises ``UserError`` where somebody removed it under the shell's feet."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise UserError("the current folder is gone: change to another one") from None


def open_host(isolation: str) -> CheckHost:
    """The process that runs the hidden checks. It starts in the background; to be used in a ``with`` statement."""
    from grader.checks.spawn import spawn

    early = spawn(isolation)  # before the next line, which takes longer than all of this
    from grader.checks.client import CheckHost

    return CheckHost(isolation, early=early)


def answer_name(exercise: Exercise) -> str:
    """The name that a learner's file for ``exercise`` has."""
    return exercise.main_file or f"{exercise.id.replace('-', '_')}.py"
