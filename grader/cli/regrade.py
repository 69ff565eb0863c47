"""``grader regrade``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.common import format_option, isolation_option
from grader.cli.coursework import (
    cluster_option,
    core_count,
    course_for,
    interruptible,
    jobs_option,
    out_argument,
    print_json,
    same_command,
    say,
    workers,
)
from grader.cli.settings import ExitCode, Format, Settings

if TYPE_CHECKING:
    from grader.course.regrade import Regraded
    from grader.course.store import Database


@click.command("regrade")
@out_argument
@click.option("--apply", "applied", is_flag=True, help="Let the new results count.")
@jobs_option
@cluster_option
@format_option
@isolation_option
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917 - Click hands over each option by its name
    settings: Settings,
    folder: Path,
    applied: bool,
    jobs: int | None,
    cluster: str | None,
    output: str,
    isolation: str,
) -> int:
    """Grade again what a changed exercise, check or grader affects, and show whose score would change.

    DIR is what 'grader grade' was given with --out. Nothing counts before --apply; then the results from before are
    kept as history. Scores set by hand stay as they are.

    \b
    Examples:
      grader regrade results
      grader regrade results --apply

    Exit codes: 0 done, 2 a mistake in the command or in the course, 3 something could not be graded, 130 interrupted.
    """
    from grader.course.store import alone_in, open_database

    open_database(folder).close()  # before a lock is made where no results are
    with interruptible(), alone_in(folder), open_database(folder) as database:
        try:
            regraded = _regrade(settings, database, (isolation, jobs, cluster))
        except KeyboardInterrupt:
            say(f"\nStopped. What was graded is kept, and nothing was applied. To go on:\n  {same_command()}")
            return ExitCode.INTERRUPTED
        _write(regraded, database, Format(output), applied=applied)
        if applied:
            from grader.course.regrade import apply

            apply(database, regraded)
    return ExitCode.FAULT if regraded.ungraded else ExitCode.OK


def _regrade(settings: Settings, database: Database, how: tuple[str, int | None, str | None]) -> Regraded:
    from grader.cli.grading_progress import watching
    from grader.course.regrade import regrade

    course = course_for(settings)
    before = database.note("course")
    if before not in (None, str(course.root)):
        say(f"These results were made with the course in {before}.")
    with workers(course, *how, needed=core_count()) as pool, watching(plain=settings.plain) as (watcher, _):
        return regrade(database, pool, course, watcher)


def _write(regraded: Regraded, database: Database, output: Format, *, applied: bool) -> None:
    from grader.course.regrade import to_json, to_text
    from grader.reports.text import safe

    if output is Format.JSON:
        print_json(to_json(regraded, database, applied=applied))
        return
    for line in to_text(regraded, database, applied=applied):
        click.echo(safe(line, getattr(sys.stdout, "encoding", None) or "utf-8"))
