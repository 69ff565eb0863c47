"""The ``grader`` command: global options, the table of commands, the one place where errors end.

A command's module is imported when the command runs, and the heavy libraries when it needs them: ``grader --help``
imports Click and nothing else of weight.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from grader import __version__
from grader.cli.boundary import guarded
from grader.cli.everywhere import general_options, with_general_options

COMMANDS = {
    "start": "Make a folder to practise in, or repair and upgrade one.",
    "watch": "Practise in one screen: your file is checked each time you save it.",
    "check": "Check your answer to an exercise.",
    "show": "Show what an exercise asks and its starter code.",
    "predict": "Answer the question before an exercise.",
    "edit": "Open an exercise in your editor.",
    "hint": "Show a hint, one more each time.",
    "explain": "Explain a mistake that feedback named, with a wrong and a right program.",
    "next": "Go to the next exercise that is not solved, or to any other.",
    "list": "List the exercises, and how far you are.",
    "reset": "Begin an exercise again; a copy of your file is kept.",
    "solution": "Show the solution, after you passed or if you give up.",
    "review": "Show what is due to be done once more, and begin it.",
    "summary": "Show your time, your attempts and your mistakes.",
    "progress": "Take your progress and your answers to another machine.",
    "run": "Run any asyncio program, and show what it did and why it does not end.",
    "demo": "Grade the exercises that ship with it, right and wrong answers, and show the feedback.",
    "grade": "Grade what a class handed in: a folder, an archive of Canvas or Moodle, or one file.",
    "regrade": "Grade again what a changed exercise or grader affects, and show the difference.",
    "report": "Write grades and feedback as web pages, or in the form of another system.",
    "override": "Set a learner's score in an exercise by hand.",
    "bundle": "Make what Gradescope or Classroom 50 needs to grade exercises by itself.",
    "forget": "Delete what the results of a course hold about a learner.",
    "new": "Write the files of a new exercise, to start from.",
    "verify": "Try every gate that an exercise must pass, mutants included.",
    "preview": "Show what a learner will see of an exercise.",
    "doctor": "Say what this machine offers, and how to get what is missing.",
    "schema": "Print the JSON Schema of the exercise format, for editors.",
}
"""Each command with its short help; it lives in the module of that name beside this one, as ``command``."""

_COMPLETE = "_GRADER_COMPLETE"


class LazyGroup(click.Group):
    """A group that imports a command when it is run or asked about, and ends every error in one place."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"grader.cli.{cmd_name}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"grader.cli.{cmd_name}.command is not a Click command")
        return with_general_options(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from grader.catalogue.names import close_match

            close = close_match(name, COMMANDS)
            meant = f" Did you mean '{close}'?" if close else ""
            raise click.UsageError(f"There is no command '{name}'.{meant}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list from the table: Click's own way would import every command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]  # Click's returns when not standalone; this one is never used so
        if _COMPLETE in os.environ:
            super().main(args, prog_name or "grader", complete_var=_COMPLETE)
        arguments = list(sys.argv[1:] if args is None else args)
        sys.exit(guarded(lambda: self._run(arguments, prog_name or "grader", extra), arguments))

    def _run(self, arguments: list[str], name: str, extra: dict[str, Any]) -> int:
        extra.pop("standalone_mode", None)
        with self.make_context(name, arguments, **extra) as context:
            return int(self.invoke(context) or 0)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    params=general_options(),
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Grade Python exercises, first of all asyncio, and explain what happened.

    \b
    Examples:
      grader demo                       see what it does
      grader start practice             make a folder to practise in
      grader watch                      practise there: checks at each save
      grader check hello_stop.py        check your answer, wherever it is

    'grader COMMAND --help' says more about each command. Exit codes: 0 all passed, 1 some work does not pass,
    2 a mistake in the command or in a course, 3 something could not be graded. The options above may also stand
    after the command.
    """


def main() -> NoReturn:
    """The entry point of the ``grader`` command."""
    cli.main()
