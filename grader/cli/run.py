"""``grader run``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.common import format_option, isolation_option
from grader.cli.settings import ExitCode, Format, Settings

if TYPE_CHECKING:
    from grader.model import RunReport


@click.command("run", context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.argument("arguments", nargs=-1, metavar="[ARGUMENT]...")
@click.option("--stdin", type=click.Path(path_type=Path), metavar="PATH", help="Give the program this file as input.")
@format_option
@isolation_option
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917 - Click hands each option over as an argument
    settings: Settings, file: Path, arguments: tuple[str, ...], stdin: Path | None, output: str, isolation: str
) -> int:
    """Run any asyncio program and show what it did: its output, its tasks over time, and why it does not end.

    No exercise is needed. The program runs shut in, on the traced loop: time passes only on the loop's own clock, and a
    program that would wait for ever is ended at once, with the reason. Options for the grader stand before FILE.

    \b
    Examples:
      grader run program.py
      grader run --format json program.py
      grader run --stdin input.txt program.py 3 fast

    Exit codes: 0 the program ended by itself without an error, 1 it did not, 2 a mistake in the command, 3 it could not
    be run.
    """
    from grader.running import run_program
    from grader.sandbox import open_runner
    from grader.submission import read_submission

    submission = read_submission(file)
    given = read_submission(stdin).source if stdin is not None else ""
    runner = open_runner(isolation)
    try:
        report = run_program(submission, runner, stdin=given, arguments=arguments)
    finally:
        runner.close()
    _write(report, settings, output)
    return ExitCode.OK if report.ended_well else ExitCode.NOT_PASSED


def _write(report: RunReport, settings: Settings, output: str) -> None:
    if output == Format.JSON:
        import json

        from grader.reports.run_json import run_report_to_json

        click.echo(json.dumps(run_report_to_json(report), indent=2))
        return
    from grader.cli.terminal import open_console
    from grader.reports.run_text import print_run

    print_run(report, open_console(settings.color), verbose=settings.verbose)
