"""What a learner will see: the task, and the feedback on the starter, the solution and each known answer."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from grader.authoring.lab import Lab
from grader.catalogue import python_allows, render_fills, render_solution, render_starter
from grader.model import CheckResult, Exercise, Observation, Report, TaskLine, Timeline

if TYPE_CHECKING:
    from markupsafe import Markup
    from rich.console import Console


class Kind(enum.StrEnum):
    """What a previewed program is."""

    STARTER = "starter"
    SOLUTION = "solution"
    WRONG = "wrong answer"
    ACCEPTED = "accepted answer"


@dataclass(frozen=True, slots=True)
class Shown:
    """One program, and the report that a learner gets for it."""

    kind: Kind
    name: str
    source: str
    report: Report

    @property
    def heading(self) -> str:
        return f"{self.kind}: {self.name}" if self.name else str(self.kind)


def preview(exercise: Exercise, lab: Lab) -> Iterator[Shown]:
    """Grade every program that the exercise gives, as a learner's would be."""
    for kind, name, source in _programs(exercise):
        yield Shown(kind, name, source, lab.try_to_grade(exercise, source).report)


def _programs(exercise: Exercise) -> Iterator[tuple[Kind, str, str]]:
    yield Kind.STARTER, "", render_starter(exercise)
    yield Kind.SOLUTION, "", render_solution(exercise)
    for wrong in exercise.misconceptions:
        yield Kind.WRONG, wrong.id, render_fills(exercise, wrong)
    for variant in exercise.accept:
        if variant.python is None or python_allows(variant.python):
            yield Kind.ACCEPTED, variant.id, render_fills(exercise, variant)


# ------------------------------------------------------------------------------------------------------ terminal


def print_task(exercise: Exercise, console: Console) -> None:
    """Print what the learner reads before starting, and all hints."""
    from rich.markdown import Markdown
    from rich.text import Text

    console.print(Text(f"{exercise.title} ({exercise.id})", style="bold"))
    console.print(Text(_facts(exercise), style="dim"))
    console.print()
    console.print(Markdown(exercise.prompt))
    for number, hint in enumerate(exercise.hints, 1):
        console.print()
        console.print(Text(f"Hint {number} of {len(exercise.hints)}", style="bold"))
        console.print(Markdown(hint.text))


def print_shown(shown: Shown, console: Console, *, verbose: bool = False) -> None:
    """Print one program and its report."""
    from rich.rule import Rule
    from rich.syntax import Syntax
    from rich.text import Text

    from grader.reports.terminal import print_report

    console.print()
    console.print(Rule(Text(shown.heading), align="left"))
    source = shown.source.rstrip("\n")
    console.print(Syntax(source, "python", theme="ansi_dark", background_color="default", line_numbers=True))
    console.print()
    print_report(shown.report, console, verbose=verbose)


def _facts(exercise: Exercise) -> str:
    facts = [f"chapter {exercise.chapter}", f"difficulty {exercise.difficulty} of 5"]
    if exercise.minutes:
        facts.append(f"{exercise.minutes} minutes")
    facts.append(f"{exercise.max_score:g} points")
    return ", ".join(facts)


# ------------------------------------------------------------------------------------------------------ HTML


def to_html(exercise: Exercise, programs: list[Shown]) -> str:
    """One page that needs no other file. Whatever an author or a program wrote is data in it."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("grader.authoring", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"markdown": _markdown, "inline": _inline, "points": "{:g}".format}
    page: str = environment.get_template("preview.html.j2").render(
        exercise=exercise,
        facts=_facts(exercise),
        programs=[_page_part(shown) for shown in programs],
    )
    return page


def _markdown(text: str) -> Markup:
    from markdown_it import MarkdownIt
    from markupsafe import Markup

    # Without `html`, tags in the text are shown as text; links to anything but the web are refused by default.
    return Markup(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))  # noqa: S704 - the renderer escapes


def _inline(text: str) -> Markup:
    from markdown_it import MarkdownIt
    from markupsafe import Markup

    return Markup(MarkdownIt("commonmark", {"html": False}).renderInline(text))  # noqa: S704 - the renderer escapes


def _page_part(shown: Shown) -> dict[str, Any]:
    report = shown.report
    marked = {line for diagnosis in report.diagnoses if diagnosis.where is not None for line in diagnosis.where.lines}
    return {
        "heading": shown.heading,
        "kind": shown.kind.name.lower(),
        "status": report.status.value,
        "report": report,
        "lines": [(number, line, number in marked) for number, line in enumerate(shown.source.splitlines(), 1)],
        "evidence": [
            part for diagnosis in report.diagnoses for part in _evidence(report, diagnosis.check) if part is not None
        ],
    }


def _evidence(report: Report, check_id: str | None) -> Iterator[dict[str, Any] | None]:
    """What was seen of the check that a diagnosis is about."""
    check = next((one for one in report.checks if one.id == check_id), None)
    if check is not None and not check.hidden_inputs:
        run = _telling_run(check)
        yield {
            "comparison": check.comparison,
            "stdout": run.stdout if run is not None else "",
            "timeline": _bars(run.timeline) if run is not None and run.timeline is not None else None,
        }


def _telling_run(check: CheckResult) -> Observation | None:
    unfinished = [run for run in check.runs if run.ending.value not in {"returned", "exited"}]
    candidates = unfinished or list(check.runs)
    return candidates[-1] if candidates else None


_WHOLE: Final = 100.0


def _bars(timeline: Timeline) -> dict[str, Any] | None:
    """The rows of a timeline, with starts and lengths in percent of it."""
    if timeline.end <= 0 or not timeline.tasks:
        return None
    return {"end": timeline.end, "tasks": [_bar(task, timeline.end) for task in timeline.tasks]}


def _bar(task: TaskLine, end: float) -> dict[str, Any]:
    spans = [
        {
            "state": span.state.value,
            "left": round(_WHOLE * span.start / end, 2),
            "width": round(_WHOLE * (span.end - span.start) / end, 2),
            "title": f"{span.state.value} from {span.start:g} to {span.end:g} s",
        }
        for span in task.spans
        if span.end > span.start
    ]
    return {"name": task.name, "spans": spans, "ending": task.ending.value}
