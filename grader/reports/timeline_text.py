"""A timeline of tasks drawn with characters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from grader.model import SpanState, TaskEnding, TaskLine, Timeline
from grader.reports.text import Glyphs, cut, pad, safe, width

_MOST_TASKS = 12
_LONGEST_NAME = 24
_NARROWEST = 20
_STATE_WORDS = {
    SpanState.RUNNING: "ran",
    SpanState.SLEEPING: "sleeping",
    SpanState.WAITING: "waiting",
    SpanState.BLOCKING: "blocked the loop",
    SpanState.CREATED: "created, not started",
}
_ENDING_WORDS = {
    TaskEnding.DONE: "done",
    TaskEnding.ERROR: "error",
    TaskEnding.CANCELLED: "cancelled",
    TaskEnding.PENDING: "still pending",
}


EXPECTED: Final = "Under way in a program that passes:"


def draw(
    timeline: Timeline, columns: int, glyphs: Glyphs, encoding: str, expected: Timeline | None = None
) -> list[str]:
    """The lines of the drawing: a scale, a row for each task, and a legend of the signs that occur.

    The rows of ``expected`` come below, under a line of their own and on the same scale.
    """
    tasks = timeline.tasks[:_MOST_TASKS]
    others = expected.tasks[:_MOST_TASKS] if expected is not None else ()
    longest = min(_LONGEST_NAME, columns // 3)
    names = [cut(safe(task.name, encoding), longest, glyphs) for task in (*tasks, *others)]
    label = max(map(width, names), default=0)
    end = max(timeline.end, expected.end) if expected is not None else timeline.end
    canvas = _Canvas(max(columns - label - 2, _NARROWEST), end, glyphs)
    rows = [
        f"{pad(name, label)}  {canvas.row(task)}".rstrip() for name, task in zip(names, (*tasks, *others), strict=True)
    ]
    below = [EXPECTED, *rows[len(tasks) :]] if others else []
    rows = rows[: len(tasks)]
    if len(timeline.tasks) > len(tasks):
        rows.append(f"{glyphs.ellipsis} and {len(timeline.tasks) - len(tasks)} more tasks")
    return [f"{' ' * label}  {canvas.scale()}", *rows, *below, *_legend(canvas.used, columns)]


@dataclass(slots=True)
class _Canvas:
    """Turns loop time into columns, and notes which signs were drawn."""

    columns: int
    end: float
    glyphs: Glyphs
    used: dict[str, str] = field(default_factory=dict)

    def scale(self) -> str:
        if self.end <= 0:
            return "0s"
        right = f"{self.end:.3f}".rstrip("0").rstrip(".") + "s"
        return "0s" + right.rjust(self.columns - 2)

    def row(self, task: TaskLine) -> str:
        """Long states first, so that a run that took no time is never painted over; the ending last."""
        cells = [" "] * self.columns
        for span in sorted(task.spans, key=lambda s: s.state is SpanState.RUNNING):
            first = self._column(span.start)
            last = max(self._column(span.end) - 1, first)
            sign = self._sign(span.state)
            if span.end > span.start or span.state is SpanState.RUNNING:
                cells[first : last + 1] = [sign] * (last + 1 - first)
        over = max((span.end for span in task.spans), default=0.0)
        cells[self._column(over)] = self._ending(task.ending)
        return "".join(cells)

    def _column(self, time: float) -> int:
        if self.end <= 0:
            return 0
        # Sums of floats fall short of the instant that they mean: 0.1 * 3 must land where 0.3 does.
        share = min(max(time, 0.0) / self.end, 1.0)
        return int(share * (self.columns - 1) + 1e-6)

    def _sign(self, state: SpanState) -> str:
        sign = {
            SpanState.RUNNING: self.glyphs.ran,
            SpanState.SLEEPING: self.glyphs.sleeping,
            SpanState.WAITING: self.glyphs.waiting,
            SpanState.BLOCKING: self.glyphs.blocking,
            SpanState.CREATED: self.glyphs.created,
        }[state]
        self.used[_STATE_WORDS[state]] = sign
        return sign

    def _ending(self, ending: TaskEnding) -> str:
        sign = {
            TaskEnding.DONE: self.glyphs.done,
            TaskEnding.ERROR: self.glyphs.error,
            TaskEnding.CANCELLED: self.glyphs.cancelled,
            TaskEnding.PENDING: self.glyphs.pending,
        }[ending]
        self.used[_ENDING_WORDS[ending]] = sign
        return sign


def _legend(used: dict[str, str], columns: int) -> list[str]:
    order = [*_STATE_WORDS.values(), *_ENDING_WORDS.values()]
    lines = [""]
    for words in (f"{used[name]} {name}" for name in order if name in used):
        candidate = f"{lines[-1]}   {words}" if lines[-1] else words
        if lines[-1] and width(candidate) > columns:
            lines.append(words)
        else:
            lines[-1] = candidate
    return lines
