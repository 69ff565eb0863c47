"""``grader report``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.settings import ExitCode
from grader.errors import UserError

if TYPE_CHECKING:
    from grader.reports.formats.common import Options, Tally
    from grader.reports.gradebook import Gradebook

FORMATS = (
    "html",
    "json",
    "jsonl",
    "csv",
    "junit",
    "gradescope",
    "classroom50",
    "github-classroom",
    "canvas",
    "moodle",
    "exercism",
    "dodona",
    "prairielearn",
)


_STANDARD_OUTPUT = Path("-")


@click.command("report")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="html", show_default=True, help="The form to write."
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The file or folder to write to; - for standard output.",
)
@click.option("--anonymous", is_flag=True, help="Pseudonyms in place of names; nothing that leads back to a person.")
@click.option("--exercise", "exercises", multiple=True, metavar="ID", help="Only this exercise; may be given again.")
@click.option("--learner", metavar="NAME", help="Only this learner: an id, a name or an e-mail address.")
@click.option("--published", is_flag=True, help="The grades are out: show what learners may see after that.")
@click.option("--per-work", is_flag=True, help="csv: a row for each work, with details, not one for each learner.")
@click.option(
    "--assignment",
    "assignments",
    multiple=True,
    metavar="EXERCISE=NUMBER",
    help="canvas: the id of the assignment for an exercise; may be given again.",
)
@click.option(
    "--worksheet",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PATH",
    help="moodle: the grading worksheet from Moodle, to be filled in.",
)
@click.option("--classroom", default="", metavar="NAME", help="classroom50: the name of the classroom.")
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    folder: Path,
    form: str,
    output: Path | None,
    anonymous: bool,
    exercises: tuple[str, ...],
    learner: str | None,
    published: bool,
    per_work: bool,
    assignments: tuple[str, ...],
    worksheet: Path | None,
    classroom: str,
) -> int:
    """Make a report of what 'grader grade' stored in DIR, as a web page or in the form of another system.

    Forms that are one file go to standard output if no --output is given, the others to a folder in DIR/reports.

    \b
    Examples:
      grader report results
      grader report results --format csv --output grades.csv
      grader report results --format canvas --assignment two-tasks=4711 --output canvas.csv
      grader report results --format gradescope --output gradescope
      grader report results --anonymous --output study
    """
    from grader.course.gradebook import open_gradebook
    from grader.reports.formats.common import FormatProblem, Options

    options = Options(
        published=published,
        canvas_ids=_pairs(assignments),
        worksheet=None if worksheet is None else _read(worksheet),
        classroom=classroom,
        per_work=per_work,
        one_learner=learner is not None,
    )
    if anonymous and worksheet is not None:
        raise UserError("a Moodle worksheet holds names, so it cannot be filled in anonymously")
    with open_gradebook(folder) as whole:
        gradebook = _chosen(whole, exercises, learner)
        if anonymous:
            from grader.reports.anonymous import AnonymousGradebook

            gradebook = AnonymousGradebook(gradebook)
        default = folder / "reports" / (f"{form}-anonymous" if anonymous else form)
        try:
            tally, place = _write(gradebook, form, options, output, default)
        except FormatProblem as problem:
            raise UserError(str(problem)) from None
        except BrokenPipeError:
            raise
        except OSError as error:
            raise UserError(f"the report cannot be written: {error.strerror or error}") from None
    _tell(tally, place)
    return ExitCode.OK


def _write(
    gradebook: Gradebook, form: str, options: Options, output: Path | None, default: Path
) -> tuple[Tally, Path | None]:
    from grader.reports.export import is_one_file, to_path, to_stream

    to_standard_output = output == _STANDARD_OUTPUT
    if to_standard_output and not is_one_file(form):
        raise UserError(f"{form} is a folder of files: name one with --output, not `-`")
    if to_standard_output or (output is None and is_one_file(form)):
        return to_stream(gradebook, form, options, sys.stdout), None
    place = output or default
    tally = to_path(gradebook, form, options, place)
    return tally, place / "index.html" if form == "html" and place.is_dir() else place


def _tell(tally: Tally, place: Path | None) -> None:
    """What was written, and what could not be, for the person; standard output may hold the report itself."""
    if place is not None:
        click.echo(f"Written: {place}", err=True)
    click.echo(f"{_count(tally.learners, 'learner')}, {_count(tally.written, 'grade')}.", err=True)
    if tally.ungraded:
        click.echo(f"Ungraded, so without a grade here: {_count(tally.ungraded, 'work')}.", err=True)
    if tally.missing:
        click.echo(f"Not handed in, so without a grade here: {_count(tally.missing, 'work')}.", err=True)
    for note, often in tally.notes.items():
        click.echo(note if often == 1 else f"{note} ({often} times)", err=True)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' * (number != 1)}"


def _chosen(whole: Gradebook, exercises: tuple[str, ...], learner: str | None) -> Gradebook:
    if not exercises and learner is None:
        return whole
    from grader.reports.selection import Selection, find_learner

    known = [column.id for column in whole.exercises]
    for name in exercises:
        if name not in known:
            raise UserError(f"these results have no exercise '{name}'; they have: {', '.join(known)}")
    try:
        key = None if learner is None else find_learner(whole, learner).key
    except LookupError as error:
        raise UserError(str(error)) from None
    return Selection(whole, exercises, key)


def _pairs(texts: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for text in texts:
        name, sign, number = text.partition("=")
        if not sign or not name or not number:
            raise UserError(f"--assignment wants EXERCISE=NUMBER, such as two-tasks=4711, not '{text}'")
        pairs[name.strip()] = number.strip()
    return pairs


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise UserError(f"{path} is not UTF-8 text: download the worksheet from Moodle again") from None
