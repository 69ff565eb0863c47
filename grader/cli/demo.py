"""``grader demo``."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from grader.cli.common import format_option, isolation_option, open_course, open_host
from grader.cli.settings import ExitCode, Format, Settings

if TYPE_CHECKING:
    from rich.console import Console

    from grader.catalogue import Course
    from grader.checks.client import CheckHost
    from grader.cli.demo_cases import Case, Kind
    from grader.model import Exercise, Report

SHOWN = (
    ("hello-stop", "no-stop"),
    ("complete-it", "future-never-set"),
    ("two-tasks", "sequential-await"),
    ("create-then-await", "blocking-call"),
)
"""Whose feedback is shown in full: of each exercise, the first wrong answer with that slug."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One graded program; ``surprises`` is empty if its verdict is the expected one."""

    case: Case
    report: Report
    surprises: tuple[str, ...]


@click.command("demo")
@click.argument("names", nargs=-1, metavar="[EXERCISE]...")
@click.option("--all", "everything", is_flag=True, help="Show the feedback on every program.")
@format_option
@isolation_option
@click.pass_obj
def command(settings: Settings, names: tuple[str, ...], everything: bool, output: str, isolation: str) -> int:
    """Grade the exercises of the course, or those named, as learners would answer them, and show what feedback looks
    like.

    Grades each solution, each untouched starter, each known wrong answer and each other right answer, in the way every
    answer is graded. Exit code 0 only if every verdict is the expected one.

    \b
    Examples:
      grader demo
      grader demo hello-stop two-tasks --all
      grader demo --format json
    """
    started = time.perf_counter()
    with open_host(isolation) as host:
        course = open_course(settings)
        exercises = [course.get(name) for name in names] or course.load_all()
        if output == Format.JSON:
            outcomes = [outcome for exercise in exercises for outcome in graded(exercise, course, host)]
            _write_json(outcomes)
        else:
            outcomes = _show(exercises, course, host, settings, everything)
            click.echo(summary(outcomes, time.perf_counter() - started))
    return ExitCode.NOT_PASSED if any(outcome.surprises for outcome in outcomes) else ExitCode.OK


def graded(exercise: Exercise, course: Course, host: CheckHost) -> Iterator[Outcome]:
    """Grades every program that the exercise comes with; none if it needs a later Python."""
    from grader.catalogue import python_allows
    from grader.cli.demo_cases import cases, surprises
    from grader.grade import grade

    if not python_allows(exercise.python):
        return
    for case in cases(exercise, course):
        report = grade(exercise, case.submission, runner=host)
        yield Outcome(case, report, surprises(case, report))


def summary(outcomes: list[Outcome], seconds: float) -> str:
    """The last lines: how many programs of which kind, and whether the verdicts are the expected ones."""
    from grader.cli.demo_cases import Kind

    wrong = [outcome for outcome in outcomes if outcome.surprises]
    counts = {kind: sum(outcome.case.kind is kind for outcome in outcomes) for kind in Kind}
    kinds = ", ".join(f"{_plural(count, kind)}" for kind, count in counts.items())
    verdict = "every verdict is the expected one" if not wrong else f"{len(wrong)} verdicts are not the expected ones"
    return f"{len(outcomes)} programs graded in {seconds:.1f} s ({kinds}): {verdict}."


def _plural(count: int, kind: Kind) -> str:
    return f"{count} {kind}" if count == 1 else f"{count} {kind}s"


def _show(
    exercises: Sequence[Exercise], course: Course, host: CheckHost, settings: Settings, everything: bool
) -> list[Outcome]:
    from grader.cli.terminal import open_console

    console = open_console(settings.color)
    width = max(len("exercise"), *(len(exercise.id) for exercise in exercises))
    console.print(f"{'exercise':{width}}  {_columns('solution', 'starter', 'wrong answers', 'accepted')}")
    outcomes: list[Outcome] = []
    for exercise in exercises:
        of_one = list(graded(exercise, course, host))
        console.print(f"{exercise.id:{width}}  {_row(of_one, exercise)}")
        for outcome in of_one:
            for surprise in outcome.surprises:
                console.print(f"{'':{width}}  {outcome.case.kind} {outcome.case.id}: {surprise}")
        outcomes += of_one
    console.print()
    for outcome in outcomes if everything else characteristic(outcomes):
        _show_feedback(outcome, console, settings)
    return outcomes


def characteristic(outcomes: list[Outcome]) -> list[Outcome]:
    """The outcomes to show in full, in the order of ``SHOWN``; what the course does not have is left out."""
    found: dict[tuple[str, str], Outcome] = {}
    for outcome in outcomes:
        wrong = outcome.case.misconception
        if wrong is not None and wrong.slug is not None:
            found.setdefault((outcome.case.exercise.id, wrong.slug), outcome)
    return [found[key] for key in SHOWN if key in found]


def _row(outcomes: list[Outcome], exercise: Exercise) -> str:
    from grader.cli.demo_cases import Kind

    if not outcomes:
        return f"needs Python {exercise.python}"
    cells = []
    for kind in Kind:
        of_kind = [outcome for outcome in outcomes if outcome.case.kind is kind]
        good = sum(not outcome.surprises for outcome in of_kind)
        if kind in (Kind.SOLUTION, Kind.STARTER):
            cells.append("ok" if good == len(of_kind) else "NOT OK")
        else:
            cells.append(f"{good} of {len(of_kind)}" if of_kind else "-")
    return _columns(*cells)


def _columns(solution: str, starter: str, wrong: str, accepted: str) -> str:
    return f"{solution:10}{starter:9}{wrong:15}{accepted}"


def _show_feedback(outcome: Outcome, console: Console, settings: Settings) -> None:
    from rich.rule import Rule
    from rich.syntax import Syntax
    from rich.text import Text

    from grader.reports.terminal import print_report

    case = outcome.case
    console.print(Rule(Text(" ".join(filter(None, (case.exercise.id, str(case.kind), case.id)))), align="left"))
    console.print(
        Syntax(
            case.submission.source.rstrip("\n"),
            "python",
            theme="ansi_dark",
            background_color="default",
            line_numbers=True,
        )
    )
    console.print()
    print_report(outcome.report, console, verbose=settings.verbose)
    console.print()


def _write_json(outcomes: list[Outcome]) -> None:
    import json

    from grader.reports.json_report import report_to_json

    rows: list[dict[str, Any]] = [
        {
            "exercise": outcome.case.exercise.id,
            "kind": str(outcome.case.kind),
            "id": outcome.case.id,
            "expected": not outcome.surprises,
            "surprises": list(outcome.surprises),
            "report": report_to_json(outcome.report),
        }
        for outcome in outcomes
    ]
    click.echo(json.dumps(rows, indent=2))
