"""``grader verify``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from grader.cli.common import current_folder, format_option, isolation_option, open_course
from grader.cli.settings import ExitCode, Format, Settings
from grader.errors import UserError

if TYPE_CHECKING:
    from grader.authoring.findings import Verification
    from grader.authoring.verify import Progress, Scope
    from grader.catalogue import Course


@click.command("verify")
@click.argument("exercises", nargs=-1, metavar="[EXERCISE]...")
@click.option("--thorough", is_flag=True, help="Also repeats, random orders, a busy machine and other Pythons found.")
@click.option("--gate", "gates", multiple=True, metavar="NAME", help="Try only this gate; may be given several times.")
@click.option("--gates", "list_gates", is_flag=True, help="List the gates, and try nothing.")
@click.option("--observe", metavar="CHECK", help="Show what this check sees of the solution, and try nothing.")
@click.option("--answer", metavar="ID", help="With --observe: of this wrong or accepted answer, or of 'starter'.")
@click.option("--write", is_flag=True, help="First write the solutions as the exercises render them.")
@click.option("--python", "pythons", multiple=True, metavar="PATH", help="With --thorough: another Python to try.")
@click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N", help="Work in N processes; as many as cores if not given."
)
@format_option
@isolation_option
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917 - Click hands over each option by its name
    settings: Settings,
    exercises: tuple[str, ...],
    thorough: bool,
    gates: tuple[str, ...],
    list_gates: bool,
    observe: str | None,
    answer: str | None,
    write: bool,
    pythons: tuple[str, ...],
    jobs: int | None,
    output: str,
    isolation: str,
) -> int:
    """Try every gate that an exercise must pass, mutants of its solution included.

    Without EXERCISE, all exercises of the course. Each problem is shown with file, line, column and the way to mend it.

    \b
    Examples:
      grader verify two-tasks
      grader verify exercises/03-tasks/two-tasks.yaml --observe test_returns_both_results
      grader verify --thorough
      grader verify --format json

    Exit codes: 0 every gate is passed, 2 an exercise has problems, 3 something could not be found out.
    """
    from grader.authoring.verify import Scope

    if list_gates:
        _list_gates()
        return ExitCode.OK
    course = open_course(settings)
    if write:
        _write_solutions(course, exercises)
    if observe is not None:
        return _observe(course, exercises, observe, answer, isolation)
    scope = Scope(thorough, gates)
    results, remarks = _verify(course, exercises, scope, pythons, jobs, isolation)
    _write(results, remarks, Format(output))
    return exit_code(results)


def _verify(  # noqa: PLR0913, PLR0917 - each of them is a choice of its own
    course: Course,
    exercises: tuple[str, ...],
    scope: Scope,
    pythons: tuple[str, ...],
    jobs: int | None,
    isolation: str,
) -> tuple[tuple[Verification, ...], tuple[str, ...]]:
    from grader.authoring.interpreters import find_interpreters, verify_elsewhere
    from grader.authoring.pool import open_examiner
    from grader.authoring.verify import verify

    scope.check()
    with open_examiner(isolation, jobs) as examiner, _progress() as progress:
        results = verify(course, exercises, examiner, scope, progress)
    if not scope.thorough:
        return results, ()
    found, remarks = find_interpreters(pythons)
    return verify_elsewhere(results, course.root, isolation, found), remarks


def exit_code(results: Iterable[Verification]) -> ExitCode:
    """What could not be found out outweighs what is wrong: the author may be able to do nothing about it."""
    every = list(results)
    if any(one.ungraded for one in every):
        return ExitCode.FAULT
    return ExitCode.USAGE if any(one.findings for one in every) else ExitCode.OK


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("Verifying"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _write(results: tuple[Verification, ...], remarks: tuple[str, ...], output: Format) -> None:
    if output is Format.JSON:
        import json

        from grader.authoring.report import to_json

        click.echo(json.dumps(to_json(results, remarks), indent=2))
        return
    from grader.authoring.report import to_text

    for line in to_text(results, current_folder(), remarks):
        click.echo(line)


def _list_gates() -> None:
    from grader.authoring.gates import FORMAT, GATES, MUTANTS

    rows = [(FORMAT, "The files can be read, and their parts agree.")]
    rows += [(gate.name, gate.what + (" (--thorough)" if gate.thorough else "")) for gate in GATES]
    rows.append((MUTANTS, "Every mutant of the solution is caught, or accepted by name."))
    width = max(len(name) for name, _ in rows)
    for name, what in rows:
        click.echo(f"{name:{width}}  {what}")


def _write_solutions(course: Course, exercises: tuple[str, ...]) -> None:
    from grader.authoring.writing import write_text
    from grader.catalogue import render_solution

    for name in exercises or course.ids():
        exercise = course.get(name)
        path = course.solution_path(exercise)
        if not path.exists() or path.read_text(encoding="utf-8") != render_solution(exercise):
            write_text(path, render_solution(exercise))
            click.echo(f"Written: {path}", err=True)


def _observe(course: Course, exercises: tuple[str, ...], check: str, answer: str | None, isolation: str) -> ExitCode:
    from grader.authoring.lab import Lab
    from grader.authoring.observe import observe, program_of
    from grader.cli.common import open_host

    if len(exercises) != 1:
        raise UserError("--observe needs one exercise: `grader verify EXERCISE --observe CHECK`")
    exercise = course.get(exercises[0])
    with open_host(isolation) as host:
        for line in observe(exercise, check, program_of(exercise, answer), Lab(host)):
            click.echo(line)
    return ExitCode.OK
