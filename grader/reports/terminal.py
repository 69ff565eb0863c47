"""A report for people, on a terminal or in a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.model import CheckResult, CheckStatus, Diagnosis, Evidence, Observation, Report, Status
from grader.reports import difference
from grader.reports.page import INDENT, Line, Page, as_text, new_page, show
from grader.reports.text import cut, pad, tidy_stderr, width, wrap

if TYPE_CHECKING:
    from rich.console import Console

_SHOWS_VALUES = frozenset({"wrong-value", "wrong-output", "off-by-one"})
_TELL_ERROR_STREAM = frozenset({"wrong-value", "wrong-output", "raised", "not-loadable"})
"""Diagnoses that do not already say what asyncio would write there."""

_STATUS_WORDS = {
    CheckStatus.PASSED: "passed",
    CheckStatus.FAILED: "failed",
    CheckStatus.NOT_REACHED: "not reached",
    CheckStatus.MISSING: "no result",
    CheckStatus.SKIPPED: "skipped",
    CheckStatus.UNGRADED: "not graded",
}


_NOT_RUN = "not run"
_CANNOT_RUN = frozenset({"syntax-error", "not-python-text"})
"""Diagnoses of a file that Python cannot read: no check has begun, whatever points it costs."""


def print_report(report: Report, console: Console, *, verbose: bool = False) -> None:
    """Print a report. The console decides colour, width and, by its encoding, whether Unicode signs are used."""
    show(layout(report, console.width, console.encoding, verbose=verbose), console)


def plain(report: Report, columns: int = 80, encoding: str = "utf-8", *, verbose: bool = False) -> str:
    """The same report as text without colour, ``columns`` wide, in signs that ``encoding`` has."""
    return as_text(layout(report, columns, encoding, verbose=verbose))


def layout(report: Report, columns: int, encoding: str, *, verbose: bool = False) -> list[Line]:
    """The lines of a report, each with its pieces and their roles."""
    return layout_on(new_page(columns, encoding, verbose=verbose, file=report.file), report)


def layout_on(page: Page, report: Report) -> list[Line]:
    """The lines of a report on a page that the caller made."""
    return list(_Layout(page).report(report))


@dataclass(frozen=True, slots=True)
class _Layout:
    """Lays a report out on a page."""

    page: Page

    def report(self, report: Report) -> Iterator[Line]:
        yield from self.header(report)
        if report.status is Status.UNGRADED:
            yield from self.ungraded(report)
        yield from self.checks(report)
        for diagnosis in report.diagnoses:
            yield []
            yield from self.diagnosis(diagnosis, report)
        yield from self.page.warnings(report.warnings, cost_nothing=True)
        if report.remarks:
            yield []
            for remark in report.remarks:
                yield from self.page.paragraph("", remark, "")
        if self.page.verbose:
            yield from self.details(report)

    def header(self, report: Report) -> Iterator[Line]:
        title = f"{self.page.safe(report.title)} ({self.page.safe(report.exercise)})"
        role = {Status.PASSED: "passed", Status.FAILED: "failed", Status.UNGRADED: "ungraded"}[report.status]
        yield from self.page.heading(title, self.verdict(report), role)

    def verdict(self, report: Report) -> str:
        if report.status is Status.UNGRADED:
            return "not graded"
        return f"{report.status.value}, {points(report.score)} of {points(report.max_score)} points"

    def ungraded(self, report: Report) -> Iterator[Line]:
        reason = self.page.prose((report.reason or "the grader could not finish").strip().rstrip("."))
        yield from self.page.paragraph("", f"This submission could not be graded: {reason}.", "ungraded")
        yield from self.page.paragraph(
            "", "That is a fault of the grader or of this machine, not of your work, and it costs you nothing.", ""
        )
        yield []

    def checks(self, report: Report) -> Iterator[Line]:
        told = [_told(check.status, report) for check in report.checks]
        words = max(map(len, told), default=0)
        tallies = [f"{points(check.score)}/{points(check.max_score)}" for check in report.checks]
        tally = max(map(len, tallies), default=0)
        for check, word, tallied in zip(report.checks, told, tallies, strict=True):
            status = CheckStatus.NOT_REACHED if word == _NOT_RUN else check.status
            role, mark = _role(status), self.mark(status)
            room = self.page.columns - len(INDENT) - width(mark) - words - tally - 5
            first, *others = wrap(self.page.safe(check.title), room) or [""]
            start = f"{INDENT}{mark} {pad(word, words)}  "
            yield [(start, role), (f"{pad(first, room)}  ", ""), (tallied.rjust(tally), "quiet")]
            yield from ([(" " * width(start), ""), (line, "")] for line in others)

    def mark(self, status: CheckStatus) -> str:
        if status is CheckStatus.PASSED:
            return self.page.glyphs.passed
        return (
            self.page.glyphs.failed
            if status in {CheckStatus.FAILED, CheckStatus.MISSING}
            else self.page.glyphs.not_reached
        )

    # ------------------------------------------------------------------------------------------- the diagnosis

    def diagnosis(self, diagnosis: Diagnosis, report: Report) -> Iterator[Line]:
        check = next((c for c in report.checks if c.id == diagnosis.check), None)
        if check is not None:
            glyphs = self.page.glyphs
            heading = f"{glyphs.left_quote}{self.page.safe(check.title)}{glyphs.right_quote} {_because(check)}"
            yield from ([(line, "title")] for line in wrap(heading, self.page.columns))
            yield []
        yield from self.page.explanation(diagnosis)
        if check is not None and not check.hidden_inputs:
            yield from self.evidence(check, diagnosis)

    # ------------------------------------------------------------------------------------------- what was seen

    def evidence(self, check: CheckResult, diagnosis: Diagnosis) -> Iterator[Line]:
        run = _run_to_show(check)
        # What a check counted in the trace says little beside an explanation of it.
        counted = check.evidence is Evidence.TRACE and diagnosis.slug not in _SHOWS_VALUES
        if check.comparison is not None and not counted and (run is None or not run.ending.is_standstill):
            yield []
            yield from self.comparison(check)
        if run is None:
            return
        exact = check.comparison is not None
        if run.error is not None and diagnosis.slug != "wrong-value":
            yield from self.page.error(run.error, diagnosis.where)
        yield from self.page.printed("printed", run.stdout, run, exact=exact)
        if self.page.verbose or diagnosis.slug in _TELL_ERROR_STREAM:
            yield from self.page.printed("wrote to standard error", tidy_stderr(run.stderr), run, exact=exact)
        yield from self.page.timeline(run.timeline, check.expected_timeline)

    def comparison(self, check: CheckResult) -> Iterator[Line]:
        if check.comparison is None:
            return
        rows = difference.show(check.comparison, self.page.columns - len(INDENT), self.page.glyphs, self.page.encoding)
        label = max(width(name) for name, _ in rows)
        for name, text in rows:
            role = "wrong" if name.startswith(("your", "-")) else "right" if name.startswith(("expected", "+")) else ""
            yield [(f"{INDENT}{pad(name, label)}{'  ' if label else ''}", "quiet"), (text, role or "mark")]

    # ------------------------------------------------------------------------------------------- verbose

    def details(self, report: Report) -> Iterator[Line]:
        yield []
        yield [("Details", "title")]
        facts: list[tuple[str, str]] = [
            ("exercise", report.exercise_version),
            ("submission", report.submission_version),
            ("isolation", ", ".join((report.isolation.level, *report.isolation.guarantees))),
            ("grader", f"{report.grader}, Python {report.python}"),
        ]
        facts += [("diagnosis", diagnosis.slug) for diagnosis in report.diagnoses]
        for check in report.checks:
            if check.message and check.message != check.title and check.status is not CheckStatus.PASSED:
                facts.append((check.id, check.message))
            facts += [(check.id, _usage(run, hidden=check.hidden_inputs)) for run in check.runs]
        label = min(max(width(self.page.safe(name)) for name, _ in facts), self.page.columns // 3)
        for name, text in facts:
            start = f"{INDENT}{pad(cut(self.page.safe(name), label, self.page.glyphs), label)}  "
            for number, line in enumerate(wrap(self.page.prose(text), self.page.columns - width(start)) or [""]):
                yield [(start if number == 0 else " " * width(start), "quiet"), (line, "")]


def points(value: float) -> str:
    """``2``, ``0.5``: points without a needless ``.0``."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _told(status: CheckStatus, report: Report) -> str:
    never_ran = any(diagnosis.slug in _CANNOT_RUN for diagnosis in report.diagnoses)
    return _NOT_RUN if never_ran and status is not CheckStatus.PASSED else _STATUS_WORDS[status]


def _role(status: CheckStatus) -> str:
    if status is CheckStatus.PASSED:
        return "passed"
    return "failed" if status in {CheckStatus.FAILED, CheckStatus.MISSING} else "quiet"


def _because(check: CheckResult) -> str:
    return "did not pass" if check.status is CheckStatus.FAILED else "has no result"


def _run_to_show(check: CheckResult) -> Observation | None:
    """The run that a diagnosis speaks of: the last one that ended badly, else the last."""
    bad = [run for run in check.runs if run.error is not None or run.ending.is_standstill]
    return next(reversed(bad or check.runs), None)


def _usage(run: Observation, *, hidden: bool) -> str:
    used = run.usage
    time = "" if hidden else f", {points(run.loop_time)}s of loop time"
    return (
        f"{run.ending.value}{time}, {used.cpu_s * 1000:.0f} ms CPU, {used.wall_s * 1000:.0f} ms, {used.peak_mb:.0f} MB"
    )
