"""What one run of a program showed, for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from grader.model import Ending, RunReport, Standstill, Wait
from grader.reports.page import INDENT, Line, Page, as_text, new_page, show
from grader.reports.text import cut, tidy_stderr

if TYPE_CHECKING:
    from rich.console import Console

_MOST_WAITS = 8
_ENDINGS = {
    Ending.RETURNED: "ended by itself",
    Ending.RAISED: "ended in an exception",
    Ending.EXITED: "ended by itself",
    Ending.NOT_LOADABLE: "cannot be run",
    Ending.DEADLOCK: "could not end: nothing can wake it",
    Ending.NEVER_ENDS: "would never end",
    Ending.BUSY_LOOP: "could not end: it spins",
    Ending.WAITING_ON_NETWORK: "could not end: it waits for the network",
    Ending.WAITING_ON_SIGNAL: "could not end: it waits for a signal",
    Ending.WAITING_ON_INPUT: "could not end: it waits for input",
    Ending.CPU_LIMIT: "ended: it computed for too long",
    Ending.WALL_LIMIT: "ended: it took too long",
    Ending.OUT_OF_MEMORY: "ended: it needs too much memory",
    Ending.OUTPUT_LIMIT: "ended: it printed too much",
    Ending.CRASHED: "crashed",
    Ending.KILLED: "was killed",
    Ending.PROTOCOL_VIOLATION: "ended: its results cannot be read",
    Ending.SANDBOX_FAULT: "could not be run",
}


def print_run(report: RunReport, console: Console, *, verbose: bool = False) -> None:
    """Print what a run showed. The console decides colour, width and whether Unicode signs are used."""
    show(_lines(report, console.width, console.encoding, verbose=verbose), console)


def plain_run(report: RunReport, columns: int = 80, encoding: str = "utf-8", *, verbose: bool = False) -> str:
    """The same as text without colour."""
    return as_text(_lines(report, columns, encoding, verbose=verbose))


def _lines(report: RunReport, columns: int, encoding: str, *, verbose: bool) -> Iterator[Line]:
    page = new_page(columns, encoding, verbose=verbose, file=report.file)
    run = report.run
    yield from page.heading(page.safe(report.file), _verdict(report), "passed" if report.ended_well else "failed")
    if report.diagnosis is not None:
        yield from page.explanation(report.diagnosis)
        if run.error is not None:
            yield from page.error(run.error, report.diagnosis.where)
    yield from _skipping_first_blank(page.printed("printed", run.stdout, run, exact=False), report)
    yield from page.printed("wrote to standard error", tidy_stderr(run.stderr), run, exact=False)
    if run.standstill is not None:
        yield from _waits(page, run.standstill)
    yield from page.timeline(run.timeline)
    yield from page.warnings(report.warnings, cost_nothing=False)
    if verbose:
        used = run.usage
        yield []
        level = ", ".join((report.isolation.level, *report.isolation.guarantees))
        yield [(cut(f"{INDENT}isolation: {level}", page.columns, page.glyphs), "quiet")]
        yield [(f"{INDENT}{used.cpu_s * 1000:.0f} ms CPU, {used.wall_s * 1000:.0f} ms, {used.peak_mb:.0f} MB", "quiet")]


def _skipping_first_blank(lines: Iterator[Line], report: RunReport) -> Iterator[Line]:
    """Without the empty line at the beginning, where nothing but the heading stands above it."""
    for number, line in enumerate(lines):
        if number or line or report.diagnosis is not None:
            yield line


def _verdict(report: RunReport) -> str:
    run = report.run
    words = _ENDINGS[run.ending]
    if run.ending is Ending.RAISED and run.error is not None:
        return f"{words}: {run.error.type}"
    if run.ending is Ending.EXITED and run.exit_code:
        return f"ended itself with exit code {run.exit_code}"
    if run.ending in {Ending.RETURNED, Ending.EXITED, Ending.DEADLOCK} and run.loop_time > 0:
        return f"{words}, {run.loop_time:.3f}".rstrip("0").rstrip(".") + "s of loop time"
    return words


def _waits(page: Page, standstill: Standstill) -> Iterator[Line]:
    """What every pending task waits for."""
    waits = standstill.waits
    if standstill.entry_waits is not None and not waits:
        waits = (standstill.entry_waits,)
    if not waits:
        return
    yield []
    yield [(f"{INDENT}What still waits, and for what:", "quiet")]
    for wait in waits[:_MOST_WAITS]:
        line = f"line {wait.line}" if wait.line is not None else ""
        text = ", ".join(part for part in (line, page.safe(_told(wait))) if part)
        yield [(cut(f"{INDENT}  {page.safe(wait.name) or 'the main program'}: {text}", page.columns, page.glyphs), "")]
    if len(waits) > _MOST_WAITS:
        yield [(f"{INDENT}  {page.glyphs.ellipsis} {len(waits) - _MOST_WAITS} more", "quiet")]


def _told(wait: Wait) -> str:
    return wait.text or wait.primitive
