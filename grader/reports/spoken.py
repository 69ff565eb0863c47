"""A report in words alone, for screen readers and Braille: no lines, no signs, the timeline as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from grader.model import Report, SpanState, TaskEnding, TaskLine, Timeline
from grader.reports.page import INDENT, Line, Page
from grader.reports.terminal import layout_on
from grader.reports.text import ASCII, wrap
from grader.reports.timeline_text import EXPECTED

_WORDS: Final = replace(ASCII, passed="", failed="", not_reached="", rule="")
_MOST_TASKS: Final = 12
_DID: Final = {
    SpanState.RUNNING: "ran",
    SpanState.SLEEPING: "slept",
    SpanState.WAITING: "waited",
    SpanState.BLOCKING: "blocked the loop",
    SpanState.CREATED: "had not started",
}
_ENDED: Final = {
    TaskEnding.DONE: "done",
    TaskEnding.ERROR: "ended by an error",
    TaskEnding.CANCELLED: "cancelled",
    TaskEnding.PENDING: "still pending at the end",
}


def layout(report: Report, columns: int, encoding: str, *, verbose: bool = False) -> list[Line]:
    """The lines of a report, each with its pieces and their roles."""
    return layout_on(_SpokenPage(columns, encoding, _WORDS, verbose, report.file), report)


@dataclass(frozen=True, slots=True)
class _SpokenPage(Page):
    """A page whose drawings are words."""

    def heading(self, title: str, verdict: str, role: str) -> Iterator[Line]:
        yield [(f"{title}: ", "title"), (verdict, role)]

    def timeline(self, timeline: Timeline | None, expected: Timeline | None = None) -> Iterator[Line]:
        if timeline is None or not timeline.tasks or max(timeline.end, expected.end if expected else 0) <= 0:
            return
        yield []
        yield [(f"{INDENT}What your tasks did, by the clock of the event loop:", "quiet")]
        for task in timeline.tasks[:_MOST_TASKS]:
            for line in wrap(self.prose(_sentence(task)), self.columns - len(INDENT)):
                yield [(f"{INDENT}{line}", "")]
        if len(timeline.tasks) > _MOST_TASKS:
            yield [(f"{INDENT}and {len(timeline.tasks) - _MOST_TASKS} more tasks.", "")]
        if expected is None:
            return
        yield [(f"{INDENT}{EXPECTED}", "quiet")]
        for task in expected.tasks[:_MOST_TASKS]:
            over = max((span.end for span in task.spans), default=0.0)
            start = min((span.start for span in task.spans), default=0.0)
            for line in wrap(self.prose(f"{task.name}: {_seconds(start)} to {_seconds(over)}."), self.columns - 2):
                yield [(f"{INDENT}{line}", "")]


def _sentence(task: TaskLine) -> str:
    spans = [span for span in task.spans if span.end > span.start]
    did = [f"{_DID[span.state]} from {_seconds(span.start)} to {_seconds(span.end)}" for span in spans]
    over = max((span.end for span in task.spans), default=0.0)
    ending = _ENDED[task.ending] + ("" if task.ending is TaskEnding.PENDING else f" at {_seconds(over)}")
    return f"{task.name}: {', '.join([*did, ending])}."


def _seconds(time: float) -> str:
    return f"{time:.3f}".rstrip("0").rstrip(".") + "s"
