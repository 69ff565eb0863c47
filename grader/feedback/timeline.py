"""From the trace of a run to what its tasks were doing over loop time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from grader.feedback import facts
from grader.model import Ending, EventKind, Observation, Span, SpanState, TaskEnding, TaskLine, Timeline, TraceEvent

_EVERYDAY = frozenset(
    {EventKind.TASK_RESUMED, EventKind.TASK_SUSPENDED, EventKind.CLOCK, EventKind.CALLBACK_RAN, EventKind.TRUNCATED}
)
"""Kinds that an endless program goes on producing, so that they do not say how much of it is worth showing."""
_OF_TASKS = frozenset(kind for kind in EventKind if kind.startswith("task-")) | {EventKind.BLOCKED}
_INSTANTS_LOOKED_AT = 40
_ROUNDS_SHOWN = 6
"""Of a program that never ends: distinct instants shown after the last one at which something new happened."""


def build_timeline(observation: Observation) -> Timeline | None:
    """The tasks of a run as they were created, without the helper tasks of asyncio; ``None`` if it had none."""
    trace = observation.trace
    end, clipped = _end(observation)
    rows: dict[str, _Row] = {}
    for event in trace.events:
        if event.time <= end and not (clipped and event.kind is EventKind.TASK_FINISHED and event.time >= end):
            _follow(rows, event)
    shown = [(key, row) for key, row in rows.items() if not facts.is_helper(trace, key)]
    if not shown:
        return None
    return Timeline(end, tuple(TaskLine(trace.name(key), row.close(end), row.ending) for key, row in shown))


@dataclass(slots=True)
class _Row:
    """The spans of one task, as they come to be known."""

    state: SpanState
    since: float
    spans: list[Span] = field(default_factory=list)
    ending: TaskEnding = TaskEnding.PENDING
    over: bool = False

    def change(self, state: SpanState, time: float) -> None:
        """Leave the present state at ``time``. Of states that took no time only a run is worth keeping."""
        if time > self.since or self.state is SpanState.RUNNING:
            self._add(Span(self.state, self.since, max(time, self.since)))
        self.state, self.since = state, max(time, self.since)

    def _add(self, span: Span) -> None:
        last = self.spans[-1] if self.spans else None
        if last is not None and last.state is span.state and last.end >= span.start:
            self.spans[-1] = Span(last.state, last.start, span.end)
        else:
            self.spans.append(span)

    def finish(self, ending: TaskEnding, time: float) -> None:
        self.change(self.state, time)
        self.ending, self.over = ending, True

    def close(self, end: float) -> tuple[Span, ...]:
        if not self.over:
            self.change(self.state, end)
        return tuple(Span(s.state, s.start, min(s.end, end)) for s in self.spans)


def _follow(rows: dict[str, _Row], event: TraceEvent) -> None:
    key = event.subject
    if event.kind is EventKind.TASK_CREATED and key is not None:
        rows.setdefault(key, _Row(SpanState.CREATED, event.time))
        return
    if event.kind is EventKind.BLOCKED:
        row = rows.get(key or "") or rows.get(event.actor or "")
        if row is not None:
            _block(row, event)
        return
    row = rows.get(key or "")
    if row is None or row.over:
        return
    if event.kind is EventKind.TASK_RESUMED:
        row.change(SpanState.RUNNING, event.time)
    elif event.kind is EventKind.TASK_SUSPENDED:
        row.change(SpanState.SLEEPING if facts.waits_for_sleep(event) else SpanState.WAITING, event.time)
    elif event.kind is EventKind.TASK_FINISHED:
        row.finish(facts.outcome(event), event.time)
    elif event.kind is EventKind.TASK_LOST:
        row.finish(TaskEnding.PENDING, event.time)


def _block(row: _Row, event: TraceEvent) -> None:
    row.change(SpanState.BLOCKING, event.time)
    row.change(SpanState.RUNNING, event.time + facts.blocked_seconds(event))


def _end(observation: Observation) -> tuple[float, bool]:
    """The last instant to show, and whether the run went on after it."""
    events = observation.trace.events
    truncated = next((e.time for e in events if e.kind is EventKind.TRUNCATED), None)
    if observation.ending is not Ending.NEVER_ENDS:
        return (truncated, True) if truncated is not None else (_known_end(observation), False)
    times = sorted({e.time for e in events})
    if not times:
        return 0.0, True
    news = [e.time for e in _early(events, times) if e.kind not in _EVERYDAY]
    at = times.index(max(news, default=times[0]))
    return times[min(at + _ROUNDS_SHOWN, len(times) - 1)], True


def _early(events: Iterable[TraceEvent], times: list[float]) -> list[TraceEvent]:
    horizon = times[min(_INSTANTS_LOOKED_AT, len(times)) - 1]
    return [e for e in events if e.time <= horizon]


def _until(event: TraceEvent) -> float:
    return event.time + (facts.blocked_seconds(event) if event.kind is EventKind.BLOCKED else 0.0)


def _known_end(observation: Observation) -> float:
    """When the last task was over; what threads did after that is not the tasks' own."""
    last = max((_until(e) for e in observation.trace.events if e.kind in _OF_TASKS), default=0.0)
    return max(last, observation.standstill.time) if observation.standstill is not None else last
