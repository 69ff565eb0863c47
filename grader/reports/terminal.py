"""A report for people, on a terminal or in a pipe.

The layout is made of plain lines first, each a list of pieces with a role; colour is put on last and never carries
anything that the words and signs do not say. Every text that a learner or an author wrote passes through
``grader.reports.text``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.model import (
    CheckResult,
    CheckStatus,
    Diagnosis,
    ErrorInfo,
    Frame,
    Observation,
    Place,
    Report,
    Status,
)
from grader.reports import difference, timeline_text
from grader.reports.text import Glyphs, code, cut, glyphs_for, own_frames, pad, prose, safe, show_invisible, width, wrap

if TYPE_CHECKING:
    from rich.console import Console

Piece = tuple[str, str]
"""A text and its role, which is the name of a style."""
Line = list[Piece]

_WIDEST = 120
_WIDEST_PROSE = 96
"""Longer lines are hard to read."""
_NARROWEST = 40
_INDENT = "  "
_MOST_OUTPUT_LINES = 12
_MOST_FRAMES = 6
_MOST_INNER = 3
_ALWAYS_MARKED = frozenset({"syntax-error", "open-gaps"})
_TELL_ERROR_STREAM = frozenset({"wrong-value", "wrong-output", "raised", "not-loadable"})
"""Diagnoses that do not already say what asyncio would write there."""

STYLES = {
    "": "",
    "title": "bold",
    "rule": "dim",
    "passed": "green",
    "failed": "bold red",
    "quiet": "dim",
    "label": "bold cyan",
    "code": "",
    "mark": "bold yellow",
    "wrong": "red",
    "right": "green",
    "ungraded": "bold yellow",
}

_STATUS_WORDS = {
    CheckStatus.PASSED: "passed",
    CheckStatus.FAILED: "failed",
    CheckStatus.NOT_REACHED: "not reached",
    CheckStatus.MISSING: "no result",
    CheckStatus.SKIPPED: "skipped",
    CheckStatus.UNGRADED: "not graded",
}


def print_report(report: Report, console: Console, *, verbose: bool = False) -> None:
    """Print a report. The console decides colour, width and, by its encoding, whether Unicode signs are used."""
    from rich.text import Text

    for line in layout(report, console.width, console.encoding, verbose=verbose):
        text = Text.assemble(*((piece, STYLES[role]) for piece, role in line), no_wrap=True, overflow="ignore")
        console.print(text, soft_wrap=True)


def plain(report: Report, columns: int = 80, encoding: str = "utf-8", *, verbose: bool = False) -> str:
    """The same report as text without colour, ``columns`` wide, in signs that ``encoding`` has."""
    lines = (
        "".join(piece for piece, _ in line).rstrip() for line in layout(report, columns, encoding, verbose=verbose)
    )
    return "\n".join(lines) + "\n"


def layout(report: Report, columns: int, encoding: str, *, verbose: bool = False) -> list[Line]:
    """The lines of a report, each with its pieces and their roles."""
    page = _Page(max(min(columns, _WIDEST), _NARROWEST), encoding, glyphs_for(encoding), verbose)
    return list(page.report(report))


@dataclass(frozen=True, slots=True)
class _Page:
    """Where the report is laid out: ``columns`` wide, in signs that ``encoding`` has."""

    columns: int
    encoding: str
    glyphs: Glyphs
    verbose: bool

    @property
    def prose_columns(self) -> int:
        return min(self.columns, _WIDEST_PROSE)

    def safe(self, text: str) -> str:
        return safe(text, self.encoding)

    def prose(self, text: str) -> str:
        return prose(text, self.encoding, self.glyphs)

    # ------------------------------------------------------------------------------------------- the whole

    def report(self, report: Report) -> Iterator[Line]:
        yield from self.header(report)
        if report.status is Status.UNGRADED:
            yield from self.ungraded(report)
        yield from self.checks(report)
        for diagnosis in report.diagnoses:
            yield []
            yield from self.diagnosis(diagnosis, report)
        if report.remarks:
            yield []
            for remark in report.remarks:
                yield from self.paragraph("", remark, "")
        if self.verbose:
            yield from self.details(report)

    def header(self, report: Report) -> Iterator[Line]:
        title = f"{self.safe(report.title)} ({self.safe(report.exercise)})"
        score = self.verdict(report)
        role = {Status.PASSED: "passed", Status.FAILED: "failed", Status.UNGRADED: "ungraded"}[report.status]
        title = cut(title, max(self.columns - width(score) - 3, 10), self.glyphs)
        gap = " " * max(self.columns - width(title) - width(score), 1)
        yield [(title, "title"), (gap, ""), (score, role)]
        yield [(self.glyphs.rule * self.columns, "rule")]

    def verdict(self, report: Report) -> str:
        if report.status is Status.UNGRADED:
            return "not graded"
        return f"{report.status.value}, {points(report.score)} of {points(report.max_score)} points"

    def ungraded(self, report: Report) -> Iterator[Line]:
        reason = self.prose((report.reason or "the grader could not finish").strip().rstrip("."))
        yield from self.paragraph("", f"This submission could not be graded: {reason}.", "ungraded")
        yield from self.paragraph(
            "", "That is a fault of the grader or of this machine, not of your work, and it costs you nothing.", ""
        )
        yield []

    def checks(self, report: Report) -> Iterator[Line]:
        words = max((len(_STATUS_WORDS[check.status]) for check in report.checks), default=0)
        tallies = [f"{points(check.score)}/{points(check.max_score)}" for check in report.checks]
        tally = max(map(len, tallies), default=0)
        for check, tallied in zip(report.checks, tallies, strict=True):
            role = _role(check.status)
            mark = self.mark(check.status)
            room = self.columns - len(_INDENT) - width(mark) - words - tally - 5
            first, *others = wrap(self.safe(check.title), room) or [""]
            start = f"{_INDENT}{mark} {pad(_STATUS_WORDS[check.status], words)}  "
            yield [(start, role), (f"{pad(first, room)}  ", ""), (tallied.rjust(tally), "quiet")]
            yield from ([(" " * width(start), ""), (line, "")] for line in others)

    def mark(self, status: CheckStatus) -> str:
        if status is CheckStatus.PASSED:
            return self.glyphs.passed
        return self.glyphs.failed if status in {CheckStatus.FAILED, CheckStatus.MISSING} else self.glyphs.not_reached

    # ------------------------------------------------------------------------------------------- the diagnosis

    def diagnosis(self, diagnosis: Diagnosis, report: Report) -> Iterator[Line]:
        check = next((c for c in report.checks if c.id == diagnosis.check), None)
        if check is not None:
            heading = f"{self.glyphs.left_quote}{self.safe(check.title)}{self.glyphs.right_quote} {_because(check)}"
            yield from ([(line, "title")] for line in wrap(heading, self.columns))
            yield []
        yield from self.paragraph("WHAT", diagnosis.what, "label")
        yield from self.where(diagnosis, report)
        yield from self.paragraph("WHY", diagnosis.why, "label")
        yield from self.paragraph("NEXT", diagnosis.next, "label")
        if check is not None and not check.hidden_inputs:
            yield from self.evidence(check, diagnosis)

    def paragraph(self, label: str, text: str, role: str) -> Iterator[Line]:
        """A labelled paragraph, its lines flush; nothing at all where there is no text."""
        start = f"{_INDENT}{label:<7}" if label else _INDENT
        lines = [
            line
            for part in text.strip().splitlines()
            for line in wrap(self.prose(part), self.prose_columns - len(start)) or [""]
        ]
        for number, line in enumerate(lines):
            yield [(start if number == 0 else " " * len(start), role), (line, "" if label else role)]

    def where(self, diagnosis: Diagnosis, report: Report) -> Iterator[Line]:
        place = diagnosis.where
        if place is None:
            return
        # A caret under the first word says no more than the line itself, but for what nobody would look for there.
        whole_line = diagnosis.slug not in _ALWAYS_MARKED and not place.text[: place.column].strip()
        column = None if whole_line else place.column
        file = f" of {self.safe(report.file)}" if report.file else ""
        yield [(f"{_INDENT}{'WHERE':<7}", "label"), (f"line {place.line}{file}", "")]
        yield from self.source(place.line, place.text, column, None, " " * 9)

    def source(self, line: int, text: str, column: int | None, end: int | None, start: str) -> Iterator[Line]:
        """A line of the program with its number, and a caret below if a column is known."""
        body = text.lstrip()
        shift = len(text) - len(body)
        number = f"{start}{line} | "
        room = self.columns - width(number)
        before = code(body[: max((column or 0) - shift, 0)], self.encoding)
        shown = code(body, self.encoding)
        lead = ""
        if width(shown) > room and width(before) > room // 2:
            skipped = width(before) - room // 2
            shown, before, lead = shown[skipped:], before[skipped:], self.glyphs.ellipsis
        yield [(number, "quiet"), (cut(lead + shown, room, self.glyphs), "code")]
        if column is not None:
            length = 1 if end is None or end <= column else width(code(text[column:end], self.encoding))
            caret = " " * width(lead + before) + self.glyphs.caret * max(min(length, room - width(lead + before)), 1)
            yield [(f"{' ' * (width(number) - 2)}| ", "quiet"), (caret, "mark")]

    # ------------------------------------------------------------------------------------------- what was seen

    def evidence(self, check: CheckResult, diagnosis: Diagnosis) -> Iterator[Line]:
        run = _run_to_show(check)
        if check.comparison is not None and (run is None or not run.ending.is_standstill):
            yield []
            yield from self.comparison(check)
        if run is None:
            return
        if run.error is not None and diagnosis.slug != "wrong-value":
            yield from self.error(run.error, diagnosis.where)
        yield from self.printed("printed", run.stdout, run, check)
        if self.verbose or diagnosis.slug in _TELL_ERROR_STREAM:
            yield from self.printed("wrote to standard error", own_frames(run.stderr), run, check)
        if run.timeline is not None and run.timeline.tasks and run.timeline.end > 0:
            yield []
            yield [(f"{_INDENT}What your tasks did, by the clock of the event loop:", "quiet")]
            for line in timeline_text.draw(run.timeline, self.columns - len(_INDENT), self.glyphs, self.encoding):
                yield [(f"{_INDENT}{line}", "")]

    def comparison(self, check: CheckResult) -> Iterator[Line]:
        if check.comparison is None:
            return
        rows = difference.show(check.comparison, self.columns - len(_INDENT), self.glyphs, self.encoding)
        label = max(width(name) for name, _ in rows)
        for name, text in rows:
            role = "wrong" if name.startswith(("your", "-")) else "right" if name.startswith(("expected", "+")) else ""
            yield [(f"{_INDENT}{pad(name, label)}{'  ' if label else ''}", "quiet"), (text, role or "mark")]

    def error(self, error: ErrorInfo, told: Place | None) -> Iterator[Line]:
        """The learner's own frames; nothing if the one place that matters is shown already."""
        if len(error.frames) > 1 or (error.frames and (told is None or told.line != error.line)):
            yield []
            yield [(f"{_INDENT}The way there, through your own code:", "quiet")]
            frames = error.frames
            if len(frames) > _MOST_FRAMES:
                frames = (*frames[: _MOST_FRAMES // 2], *frames[-_MOST_FRAMES // 2 :])
            for index, frame in enumerate(frames):
                if index == _MOST_FRAMES // 2 and len(error.frames) > _MOST_FRAMES:
                    yield [(f"{_INDENT}  {self.glyphs.ellipsis} {len(error.frames) - _MOST_FRAMES} more", "quiet")]
                yield from self.frame(frame, error if frame is error.frames[-1] else None)
        yield from self.inner(error)

    def frame(self, frame: Frame, error: ErrorInfo | None) -> Iterator[Line]:
        name = "" if frame.function.startswith("<") else f" in {self.safe(frame.function)}"
        yield [(cut(f"{_INDENT}  line {frame.line}{name}", self.columns, self.glyphs), "")]
        if not frame.text.strip():
            return
        column, end = (error.column, error.end_column) if error is not None else (None, None)
        if frame.text == frame.text.lstrip():
            # Without the line's indentation nothing says where its columns begin.
            column, end = None, None
        yield from self.source(
            frame.line, frame.text, _characters(frame.text, column), _characters(frame.text, end), " " * 6
        )

    def inner(self, error: ErrorInfo) -> Iterator[Line]:
        if not error.inner:
            return
        yield []
        yield [(f"{_INDENT}Inside the group:", "quiet")]
        for one in error.inner[:_MOST_INNER]:
            line = f" (line {one.line})" if one.line is not None else ""
            text = f"{_INDENT}  {self.safe(one.type)}: {self.safe(one.message)}{line}"
            yield [(cut(text, self.columns, self.glyphs), "")]
        if len(error.inner) > _MOST_INNER:
            yield [(f"{_INDENT}  {self.glyphs.ellipsis} {len(error.inner) - _MOST_INNER} more", "quiet")]

    def printed(self, verb: str, text: str, run: Observation, check: CheckResult) -> Iterator[Line]:
        """A stream of the program; invisible characters are shown where the check compares something."""
        if not text:
            return
        lines = text.removesuffix("\n").split("\n")
        most = len(lines) if self.verbose else _MOST_OUTPUT_LINES
        yield []
        yield [(f"{_INDENT}Your program {verb}:", "quiet")]
        for line in lines[:most]:
            exact = check.comparison is not None
            shown = show_invisible(line, self.glyphs, self.encoding) if exact else code(line, self.encoding)
            yield [(f"{_INDENT}  | ", "quiet"), (cut(shown, self.columns - 6, self.glyphs), "code")]
        if len(lines) > most:
            yield [(f"{_INDENT}  {self.glyphs.ellipsis} {len(lines) - most} more lines", "quiet")]
        if run.truncated:
            yield [(f"{_INDENT}  {self.glyphs.ellipsis} and more, which was cut off", "quiet")]

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
        label = min(max(width(self.safe(name)) for name, _ in facts), self.columns // 3)
        for name, text in facts:
            start = f"{_INDENT}{pad(cut(self.safe(name), label, self.glyphs), label)}  "
            for number, line in enumerate(wrap(self.prose(text), self.columns - width(start)) or [""]):
                yield [(start if number == 0 else " " * width(start), "quiet"), (line, "")]


def points(value: float) -> str:
    """``2``, ``0.5``: points without a needless ``.0``."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _role(status: CheckStatus) -> str:
    if status is CheckStatus.PASSED:
        return "passed"
    return "failed" if status in {CheckStatus.FAILED, CheckStatus.MISSING} else "quiet"


def _because(check: CheckResult) -> str:
    return "did not pass" if check.status is CheckStatus.FAILED else "has no result"


def _characters(text: str, utf8_offset: int | None) -> int | None:
    """Tracebacks count columns in UTF-8."""
    if utf8_offset is None:
        return None
    return len(text.encode("utf-8", "surrogatepass")[: max(utf8_offset, 0)].decode("utf-8", "ignore"))


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
