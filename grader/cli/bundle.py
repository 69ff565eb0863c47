"""``grader bundle``."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.common import ISOLATION, open_course
from grader.cli.settings import ExitCode, Settings

_PATH = click.Path(path_type=Path)
_SYSTEMS = ("gradescope", "classroom50")


@click.command("bundle")
@click.argument("system", type=click.Choice(_SYSTEMS), metavar="SYSTEM")
@click.argument("exercises", nargs=-1, required=True, metavar="EXERCISE...")
@click.option("--output", type=_PATH, required=True, metavar="PATH", help="The zip archive or folder to write.")
@click.option("--policy", type=_PATH, metavar="YAML", help="The file with points and with who sees which check when.")
@click.option(
    "--isolation",
    type=click.Choice(ISOLATION),
    default="best",
    show_default=True,
    help="How strongly programs are shut in where the bundle runs; where that cannot be had, nothing is graded.",
)
@click.option("--wheels", type=_PATH, metavar="DIR", help="Put these wheels in, for a system that reaches no index.")
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917 - Click hands over each option by itself
    settings: Settings,
    system: str,
    exercises: tuple[str, ...],
    output: Path,
    policy: Path | None,
    isolation: str,
    wheels: Path | None,
) -> int:
    """Make what another system needs to grade exercises by itself.

    SYSTEM is gradescope (a zip archive to upload as an autograder) or classroom50 (a folder to check in as
    CLASSROOM/autograders/ASSIGNMENT). The bundle holds this grader, the exercises and their checks: keep it from
    learners.

    \b
    Examples:
      grader bundle gradescope hello-stop --output autograder.zip
      grader bundle gradescope hello-stop two-tasks --policy policy.yaml --output autograder.zip
      grader bundle classroom50 hello-stop --output classroom50/spring/autograders/hello-stop

    Exit codes: 0 it was written, 2 a mistake in the command, the course or the policy.
    """
    from grader.course.bundle import BundleOptions, System, make_bundle

    options = BundleOptions(isolation, policy, wheels)
    made = make_bundle(System(system), open_course(settings), exercises, output, options)
    click.echo(f"Wrote {output} for {', '.join(exercise.id for exercise in made)}.", err=True)
    for line in _NEXT[system]:
        click.echo(line, err=True)
    return ExitCode.OK


_NEXT = {
    "gradescope": (
        "Upload it under Configure Autograder, then test it there with a right and a wrong answer.",
        "Choose a base image with Python 3.11 or later, if there is one; else the bundle installs it.",
    ),
    "classroom50": (
        "Check it in as CLASSROOM/autograders/ASSIGNMENT of your classroom50 repository.",
        "Classroom 50 publishes that folder for its runners: whoever knows the address can read the checks.",
    ),
}
