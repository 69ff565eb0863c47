"""``grader predict``."""

from __future__ import annotations

import sys

import click

from grader.cli.practising import need_desk, open_look, show
from grader.cli.prose import say
from grader.cli.settings import ExitCode, Settings


@click.command("predict")
@click.argument("exercise", metavar="[EXERCISE]", required=False)
@click.option("--answer", metavar="TEXT", help="Your answer; without it you are asked.")
@click.pass_obj
def command(settings: Settings, exercise: str | None, answer: str | None) -> int:
    """Answer the question that the current exercise begins with, or the one named: not every exercise has one.

    \b
    Examples:
      grader predict
      grader predict call-soon-fifo --answer "c a b"
    """
    desk = need_desk(settings)
    found = desk.exercise(exercise)
    console, look = open_look(settings)
    question = found.predict
    if question is None:
        say(f"{found.id} begins without a question.")
        return ExitCode.OK
    show(console, look.question(question))
    if answer is None and sys.stdin.isatty():
        answer = str(click.prompt("Your answer"))
    if answer is not None:
        show(console, look.answered(question, is_right=desk.predict(found, question, answer)))
    else:
        say(f"\nTo answer: grader predict {found.id} --answer TEXT")
    return ExitCode.OK
