"""What the commands for courses share: the course, the workers, progress, being interrupted."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from grader.cli.common import Decorator, current_folder
from grader.cli.settings import Settings
from grader.errors import UserError

if TYPE_CHECKING:
    from grader.catalogue import Course
    from grader.course.environment import Environment
    from grader.course.pool import Pool

out_argument: Decorator = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))

jobs_option: Decorator = click.option(
    "--jobs", type=click.IntRange(1, 1024), metavar="N", help="Grade in N processes; as many as cores if not given."
)
cluster_option: Decorator = click.option(
    "--cluster", metavar="ADDRESS", help="Grade on the Dask cluster whose scheduler is at ADDRESS."
)


def say(text: str) -> None:
    """Tell the person at the keyboard something beside what the command is asked for. It may hold a learner's text."""
    from grader.reports.text import safe

    for line in text.splitlines() or [""]:
        click.echo(safe(line, getattr(sys.stderr, "encoding", None) or "utf-8"), err=True)


def course_for(settings: Settings, source: Path | None = None) -> Course:
    """The course to grade with, named on standard error. It is never looked for in ``source`` or below.

    Raises ``UserError`` if there is none where the options point.
    """
    from grader.catalogue import find_course

    here = current_folder()
    explicit = here / settings.course if settings.course is not None else None
    course = find_course(explicit, _outside(here, source), _absolute_paths(here))
    say(f"Course: {course.root} ({len(course.ids())} exercises)")
    return course


def _outside(here: Path, source: Path | None) -> Path:
    """Where the search begins: a learner may have handed in a ``grader.toml``."""
    if source is None:
        return here
    submissions = source.resolve()
    return submissions.parent if here.resolve().is_relative_to(submissions) else here


def _absolute_paths(here: Path) -> dict[str, str]:
    from grader.catalogue.course import COURSE_VARIABLE

    named = os.environ.get(COURSE_VARIABLE)
    return {COURSE_VARIABLE: str(here / named)} if named else {}


@contextmanager
def workers(course: Course, isolation: str, jobs: int | None, cluster: str | None, needed: int) -> Iterator[Pool]:
    """Workers to grade with: a cluster's, or as many processes here as there is work for."""
    from grader.course.bench import BenchSpec
    from grader.course.items import CourseRef
    from grader.course.pool import LocalPool

    pool: Pool
    spec = BenchSpec(CourseRef.of(course), isolation)
    if cluster is not None:
        from grader.course.cluster import open_cluster

        pool = open_cluster(cluster, spec)
    else:
        pool = LocalPool(spec, max(1, min(jobs or core_count(), needed)))
    try:
        _tell_isolation(pool.environment())
        yield pool
    finally:
        pool.close()


def _tell_isolation(environment: Environment) -> None:
    if environment.level == "strict":
        say(f"Isolation: strict. Python {environment.python}")
        return
    why = {
        "contained": "programs share one process space, and only rules on files keep them apart",
        "portable": "programs run with your own rights, and can read your files, the checks and other submissions",
    }
    say(
        f"WARNING: the isolation is only `{environment.level}`: "
        f"{why.get(environment.level, 'nothing is known about it')}.\n"
        "WARNING: `grader doctor` says what is missing for `strict`, and how to get it."
    )


@contextmanager
def interruptible() -> Iterator[None]:
    """A request to end (SIGTERM) is treated like a Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def core_count() -> int:
    """How many processes can work at once here."""
    from grader.course.pool import core_count as count

    return count()


def same_command() -> str:
    """The command line that was given, for going on with it."""
    import shlex

    return shlex.join(["grader", *sys.argv[1:]])


def check_folders(source: Path, out: Path) -> None:
    """``UserError`` if results would be written among the submissions, where they would be read as work."""
    if source.is_dir() and out.resolve().is_relative_to(source.resolve()):
        raise UserError(f"--out {out} lies in the folder of the submissions: name a folder outside {source}")


JSON_FORMAT: Final = 1


def print_json(data: dict[str, Any]) -> None:
    import json

    click.echo(json.dumps({"format": JSON_FORMAT, **data}, indent=2))
