"""A timeline of tasks as an SVG picture, to stand inside an HTML page."""

from __future__ import annotations

from html import escape

from grader.model import SpanState, TaskEnding, TaskLine, Timeline
from grader.reports.text import safe
from grader.reports.timeline_text import EXPECTED

_LABEL = 170
_PLOT = 560
_ROW = 26
_TOP = 30
_MARGIN = 16
_MOST_TASKS = 40
_LONGEST_NAME = 22
_STATES = {
    SpanState.RUNNING: ("ran", "ran"),
    SpanState.SLEEPING: ("sleeping", "sleeping"),
    SpanState.WAITING: ("waiting", "waiting"),
    SpanState.BLOCKING: ("blocking", "blocked the loop"),
    SpanState.CREATED: ("created", "created, not started"),
}
_ENDINGS = {
    TaskEnding.DONE: ("●", "done"),
    TaskEnding.ERROR: ("!", "error"),
    TaskEnding.CANCELLED: ("✕", "cancelled"),
    TaskEnding.PENDING: ("?", "still pending"),
}
STYLE = (
    ".timeline{font:13px system-ui,sans-serif;fill:currentColor}"
    ".timeline .ran{fill:currentColor}"
    ".timeline .sleeping{fill:none;stroke:currentColor;stroke-dasharray:2 4}"
    ".timeline .waiting{fill:none;stroke:currentColor}"
    ".timeline .blocking{fill:#c2410c}"
    ".timeline .created{fill:none;stroke:currentColor;stroke-dasharray:8 4}"
    ".timeline .grid{stroke:currentColor;stroke-opacity:.25}"
)


def draw_svg(timeline: Timeline, expected: Timeline | None = None) -> str:
    """The picture as one ``<svg>`` element. Names are escaped; each bar says in words what it stands for.

    The rows of ``expected`` come below, under a line of their own and on the same scale.
    """
    tasks = timeline.tasks[:_MOST_TASKS]
    more = len(timeline.tasks) - len(tasks)
    others = expected.tasks[:_MOST_TASKS] if expected is not None else ()
    end = max(timeline.end, expected.end) if expected is not None else timeline.end
    below = _TOP + _ROW * (len(tasks) + bool(more))
    height = below + _ROW * (len(others) + bool(others)) + _MARGIN
    width = _LABEL + _PLOT + 2 * _MARGIN
    parts = [
        f'<svg class="timeline" xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}">',
        f"<title>{escape(_summary(timeline))}</title>",
        f"<style>{STYLE}</style>",
        *_scale(end, height),
    ]
    for number, task in enumerate(tasks):
        parts += _row(task, end, _TOP + number * _ROW)
    if more:
        parts.append(f'<text x="0" y="{_TOP + len(tasks) * _ROW + 14}">and {more} more tasks</text>')
    if others:
        parts.append(f'<text x="0" y="{below + 16}">{EXPECTED}</text>')
    for number, task in enumerate(others, start=1):
        parts += _row(task, end, below + number * _ROW)
    return "\n".join([*parts, "</svg>"])


def _summary(timeline: Timeline) -> str:
    count = len(timeline.tasks)
    return f"{count} task{'s' * (count != 1)} in {_seconds(timeline.end)} of loop time"


def _scale(end: float, height: int) -> list[str]:
    parts = []
    for share in (0.0, 0.5, 1.0) if end > 0 else (0.0,):
        x = _LABEL + share * _PLOT
        parts.append(f'<line class="grid" x1="{x:g}" y1="{_TOP - 8}" x2="{x:g}" y2="{height - _MARGIN}"/>')
        parts.append(f'<text x="{x:g}" y="{_TOP - 14}" text-anchor="middle">{_seconds(end * share)}</text>')
    return parts


def _row(task: TaskLine, end: float, top: int) -> list[str]:
    name = safe(task.name)
    shown = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
    parts = [f"<g><title>{escape(name)}</title>", f'<text x="0" y="{top + 14}">{escape(shown)}</text>']
    for span in sorted(task.spans, key=lambda s: s.state is SpanState.RUNNING):
        css, words = _STATES[span.state]
        x, x2 = _x(span.start, end), _x(span.end, end)
        lasted = f"{words}, {_seconds(span.start)} to {_seconds(span.end)}"
        parts.append(
            f'<rect class="{css}" x="{x:.1f}" y="{top + 3}" width="{max(x2 - x, 3):.1f}" height="14">'
            f"<title>{lasted}</title></rect>"
        )
    sign, words = _ENDINGS[task.ending]
    over = max((span.end for span in task.spans), default=0.0)
    parts.append(f'<text x="{_x(over, end) + 6:.1f}" y="{top + 15}">{sign}<title>{words}</title></text></g>')
    return parts


def _x(time: float, end: float) -> float:
    share = min(max(time / end, 0.0), 1.0) if end > 0 else 0.0
    return _LABEL + share * _PLOT


def _seconds(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") + "s"
