"""``grader check``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.common import answer_name, current_folder, format_option, isolation_option, open_course, open_host
from grader.cli.practising import desk_here
from grader.cli.prose import say
from grader.cli.settings import ExitCode, Format, Settings
from grader.errors import CatalogueError, UserError

if TYPE_CHECKING:
    from grader.catalogue import Course
    from grader.model import Exercise, Report, Submission
    from grader.practice.desk import Desk


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to check: an exercise (an id or the path of its YAML file), an answer, or both."""

    exercise: str | None
    file: Path | None


@click.command("check")
@click.argument("targets", nargs=-1, metavar="[EXERCISE|FILE]...")
@click.option("--exercise", metavar="ID", help="The exercise that FILE answers, where the file's name does not say it.")
@format_option
@isolation_option
@click.pass_obj
def command(settings: Settings, targets: tuple[str, ...], exercise: str | None, output: str, isolation: str) -> int:
    """Check your answer to an exercise, or several answers; in a practice folder, that to the current exercise.

    A FILE answers the exercise that it is named after: hello_stop.py answers hello-stop. For an EXERCISE alone that
    file is looked for in the current folder and in the folders inside it.

    \b
    Examples:
      grader check
      grader check hello_stop.py
      grader check my_hello.py --exercise hello-stop
      grader check hello-stop two-tasks
      grader check hello_stop.py --format json

    Exit codes: 0 all passed, 1 some did not pass, 2 a mistake in the command or in the course, 3 something could not
    be graded.
    """
    wanted = [read_target(target, exercise) for target in targets]
    desk = desk_here(settings)
    if not wanted and desk is None:
        raise UserError(
            "say what to check: the file with your answer, such as `grader check hello_stop.py`\n"
            "Or make a folder to practise in, where no name is needed: `grader start`"
        )
    with open_host(isolation) as host:  # gets ready in the background, while everything else is imported and read
        course = desk.course if desk is not None else open_course(settings)
        work = [load(target, course, desk) for target in wanted or [Target(None, None)]]
        from grader.grade import grade

        write = json_writer() if output == Format.JSON else text_writer(settings)
        reports = [grade(one.exercise, one.submission, runner=host) for one in work]
        write(reports)
    if desk is not None:
        _note(desk, work, reports, tell=output == Format.TEXT)
    return exit_code(reports)


@dataclass(frozen=True, slots=True)
class Work:
    """An answer to an exercise; ``own`` if it is the file that the workspace has for it."""

    exercise: Exercise
    submission: Submission
    own: bool = False


def _note(desk: Desk, work: Sequence[Work], reports: Sequence[Report], *, tell: bool) -> None:
    """Write down how the checks went. What one learner's single check leads to is said below its feedback."""
    from grader.practice.advice import after_check

    own = [(one, report) for one, report in zip(work, reports, strict=True) if one.own]
    if len(own) == 1:
        desk.select(own[0][0].exercise)
    for one, report in own:
        record = desk.note_check(one.exercise, one.submission, report)
        if tell and len(own) == 1:
            click.echo()
            for line in after_check(desk, one.exercise, report, record):
                say(line)


def read_target(text: str, exercise: str | None) -> Target:
    """What one argument of the command line means. Raises ``UserError`` for a file that is not there."""
    path = Path(text)
    if path.suffix == ".py" or os.sep in text or path.is_file():
        if path.suffix in (".yaml", ".yml"):
            return Target(text, None)
        if not path.exists():
            raise UserError(f"there is no file {text}")
        return Target(exercise, path)
    if exercise is not None:
        raise UserError(f"there is no file {text}: with --exercise, name the file with your answer")
    return Target(text, None)


def load(target: Target, course: Course, desk: Desk | None) -> Work:
    """The exercise and the answer. Raises ``UserError`` if there is no such exercise or no such file."""
    from grader.submission import read_submission

    if target.file is None:
        if desk is not None:
            exercise = desk.exercise(target.exercise)
            return Work(exercise, desk.answer(exercise), own=True)
        exercise = course.get(_not_a_folder(target.exercise or "", course))
        return Work(exercise, read_submission(find_answer(exercise, current_folder())))
    submission = read_submission(target.file)
    if target.exercise is not None:
        exercise = course.get(target.exercise)
        return Work(exercise, submission, own=desk is not None and _is_same(target.file, desk.file_of(exercise)))
    answered = desk.answered_by(target.file) if desk is not None else None
    if answered is not None:
        return Work(answered, submission, own=True)
    try:
        return Work(course.get(target.file.stem.replace("_", "-")), submission)
    except CatalogueError:
        raise
    except UserError as error:
        raise UserError(f"{error}\nSay which exercise {target.file} answers: --exercise ID") from None


def _is_same(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)


def _not_a_folder(exercise: str, course: Course) -> str:
    if exercise not in course.ids() and Path(exercise).is_dir():
        raise UserError(f"{exercise} is a folder: name the file with your answer")
    return exercise


def find_answer(exercise: Exercise, folder: Path) -> Path:
    """The learner's file for ``exercise``, in ``folder`` or one level below it.

    Raises ``UserError`` if there is none, or more than one.
    """
    name = answer_name(exercise)
    if (folder / name).is_file():
        return Path(name)
    found = sorted(path for path in folder.glob(f"*/{name}") if path.is_file())
    match [path.relative_to(folder) for path in found]:
        case []:
            raise UserError(
                f"there is no {name} here: give the name of your file, `grader check FILE --exercise {exercise.id}`"
            )
        case [path]:
            return path
        case paths:
            raise UserError(f"there is more than one {name}: name the one to check, {' or '.join(map(str, paths))}")


def json_writer() -> Callable[[Iterable[Report]], None]:
    """Writes reports to standard output as one JSON list."""
    import json

    from grader.reports.json_report import report_to_json

    return lambda reports: click.echo(json.dumps([report_to_json(report) for report in reports], indent=2))


def text_writer(settings: Settings) -> Callable[[Iterable[Report]], None]:
    """Writes reports to standard output for people."""
    from grader.cli.terminal import open_console
    from grader.reports import spoken
    from grader.reports.page import show
    from grader.reports.terminal import print_report

    console = open_console(settings.color)

    def write(reports: Iterable[Report]) -> None:
        for number, report in enumerate(reports):
            if number:
                console.print()
            if settings.plain:
                show(spoken.layout(report, console.width, console.encoding, verbose=settings.verbose), console)
            else:
                print_report(report, console, verbose=settings.verbose)

    return write


def exit_code(reports: Iterable[Report]) -> ExitCode:
    """Ungraded work outweighs failed work: it may still pass."""
    from grader.model import Status

    states = {report.status for report in reports}
    if Status.UNGRADED in states:
        return ExitCode.FAULT
    return ExitCode.NOT_PASSED if Status.FAILED in states else ExitCode.OK
