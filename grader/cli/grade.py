"""``grader grade``."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.common import format_option, isolation_option
from grader.cli.coursework import (
    check_folders,
    cluster_option,
    course_for,
    interruptible,
    jobs_option,
    print_json,
    same_command,
    say,
    workers,
)
from grader.cli.settings import ExitCode, Format, Settings
from grader.errors import UserError

if TYPE_CHECKING:
    from grader.catalogue import Course
    from grader.course.intake import Intake
    from grader.course.store import Database
    from grader.course.summary import Summary


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for."""

    source: Path
    out: Path
    exercise: str | None
    roster: Path | None
    policy: Path | None
    learner: str | None
    jobs: int | None
    cluster: str | None
    isolation: str


@click.command("grade")
@click.argument("submissions", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Keep the results in DIR.")
@click.option("--exercise", metavar="ID", help="The exercise that everything answers, where names do not tell.")
@click.option("--roster", type=click.Path(path_type=Path), metavar="CSV", help="Who is in the course.")
@click.option("--policy", type=click.Path(path_type=Path), metavar="YAML", help="Points, due dates and other rules.")
@click.option("--learner", metavar="NAME", help="Grade this learner's work alone: a name, an e-mail address or an id.")
@jobs_option
@cluster_option
@format_option
@isolation_option
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917 - Click hands over each option by its name
    settings: Settings,
    submissions: Path,
    out: Path,
    exercise: str | None,
    roster: Path | None,
    policy: Path | None,
    learner: str | None,
    jobs: int | None,
    cluster: str | None,
    output: str,
    isolation: str,
) -> int:
    """Grade what a class handed in: a folder, a zip archive of Canvas or Moodle, or one file.

    Everything is kept in the folder named with --out. Started again with the same one, it grades only what is missing,
    so it can be stopped at any time. 'grader report DIR' makes pages and tables from it, also while grading goes on.

    \b
    Examples:
      grader grade submissions/ --out results
      grader grade canvas.zip --out results --exercise hello-stop --roster class.csv
      grader grade submissions/ --out results --learner "Ada Lovelace"
      grader grade submissions/ --out results --cluster tcp://head:8786

    Exit codes: 0 all passed, or nothing to do; 1 some work does not pass; 2 a mistake in the command or in the course;
    3 something could not be graded; 130 interrupted.
    """
    from grader.course.store import alone_in, open_database

    options = Options(submissions, out, exercise, roster, policy, learner, jobs, cluster, isolation)
    check_folders(submissions, out)
    work = _open(settings, options)  # before anything is written
    with interruptible(), alone_in(out), open_database(out, create=True) as database:
        try:
            summary = _grade(settings, options, work, database)
        except KeyboardInterrupt:
            return _interrupted(database)
    _write(summary, Format(output))
    return exit_code(summary)


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be graded, and by which rules."""

    course: Course
    intake: Intake


def _open(settings: Settings, options: Options) -> Work:
    """``UserError`` or ``CatalogueError`` for whatever cannot be read."""
    from grader.course.gradebook import policy_of
    from grader.course.intake import open_intake
    from grader.course.policy import load_policy
    from grader.course.roster import load_roster

    course = course_for(settings, options.source)
    given = options.policy
    policy = load_policy(given, course.ids()) if given is not None else policy_of(options.out)
    roster = load_roster(options.roster) if options.roster is not None else None
    intake = open_intake(options.source, course, exercise=options.exercise, roster=roster, file_times=policy.file_times)
    return Work(course, intake)


def _grade(settings: Settings, options: Options, work: Work, database: Database) -> Summary:
    from grader.cli.grading_progress import watching
    from grader.course.grading import grade_waiting, scope_of, take_in
    from grader.course.summary import summarize

    if options.policy is not None:
        _keep_policy(options.policy, options.out)
    course = work.course
    database.set_note("course", str(course.root))
    database.set_note("course-title", course.title)
    say(f"Reading {options.source} ({work.intake.kind})")
    source = str(options.source.resolve())
    taken = take_in(database, work.intake, course, source=source, learner=options.learner)
    scope = scope_of(database, course, taken.learner)
    say(f"{taken.works:,} works; {scope.count:,} different submissions to grade")
    environment = None
    with watching(plain=settings.plain) as (watcher, tally):
        if scope.count:
            with workers(course, options.isolation, options.jobs, options.cluster, needed=scope.count) as pool:
                environment = grade_waiting(database, pool, scope, taken.learner, watcher)
    return summarize(
        database,
        environment=environment,
        learner=taken.learner,
        graded_now=tally.done,
        seconds=tally.seconds(),
        unknown=scope.unknown,
    )


def _keep_policy(policy: Path, out: Path) -> None:
    """The reports made from ``out`` follow the policy that lies beside the results."""
    from grader.course.gradebook import POLICY_NAME

    kept = out / POLICY_NAME
    if policy.resolve() == kept.resolve():
        return
    try:
        shutil.copyfile(policy, kept)
    except OSError as error:
        raise UserError(f"{policy} cannot be copied to {kept}: {error.strerror or error}") from None


def _interrupted(database: Database) -> ExitCode:
    from grader.course.store.results import totals

    now = totals(database)
    graded = now.passed + now.failed
    say(f"\nStopped. {graded:,} of {now.works:,} works are graded and kept. To go on:\n  {same_command()}")
    return ExitCode.INTERRUPTED


def _write(summary: Summary, output: Format) -> None:
    from grader.course.summary import to_json, to_text
    from grader.reports.text import safe

    if output is Format.JSON:
        print_json(to_json(summary))
        return
    for line in to_text(summary):
        click.echo(safe(line, getattr(sys.stdout, "encoding", None) or "utf-8"))


def exit_code(summary: Summary) -> ExitCode:
    """Ungraded work outweighs failed work: it may still pass."""
    if summary.totals.ungraded or summary.totals.waiting:
        return ExitCode.FAULT
    return ExitCode.NOT_PASSED if summary.totals.failed else ExitCode.OK
