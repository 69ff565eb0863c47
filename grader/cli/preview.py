"""``grader preview``."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.common import isolation_option, open_course, open_host
from grader.cli.settings import ExitCode, Settings


@click.command("preview")
@click.argument("exercise", metavar="EXERCISE")
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), metavar="PATH", help="Write one HTML page to PATH."
)
@isolation_option
@click.pass_obj
def command(settings: Settings, exercise: str, html: Path | None, isolation: str) -> int:
    """Show what a learner will see of an exercise: the task, the hints, and the feedback on each known answer.

    \b
    Examples:
      grader preview two-tasks
      grader preview two-tasks --html two-tasks.html
    """
    from grader.authoring.lab import Lab
    from grader.authoring.preview import preview, print_shown, print_task, to_html

    with open_host(isolation) as host:
        found = open_course(settings).get(exercise)
        if html is not None:
            from grader.authoring.writing import write_text

            write_text(html, to_html(found, list(preview(found, Lab(host)))))
            click.echo(f"Written: {html}")
            return ExitCode.OK
        from grader.cli.terminal import open_console

        console = open_console(settings.color)
        print_task(found, console)
        for shown in preview(found, Lab(host)):
            print_shown(shown, console, verbose=settings.verbose)
    return ExitCode.OK
