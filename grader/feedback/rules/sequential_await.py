"""Tasks that could run side by side were made or awaited one after another."""

from __future__ import annotations

import ast
from collections import defaultdict
from itertools import pairwise

from grader.feedback import facts, plain_awaits, syntax
from grader.feedback.context import Context, seconds
from grader.model import Diagnosis, Ending, EventKind, TraceEvent

SLUG = "sequential-await"
_FEWEST = 2
_TOLERANCE = 1e-6
"""Seconds of loop time: sums of floats are not exact."""


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending not in {Ending.RETURNED, Ending.EXITED} or any(context.trace.of(EventKind.BLOCKED)):
        return None
    return _tasks(context) or _probes(context) or plain_awaits.explain(context, SLUG)


def _tasks(context: Context) -> Diagnosis | None:
    made: dict[int, list[TraceEvent]] = defaultdict(list)
    for event in facts.creations(context.trace).values():
        if event.line is not None:
            made[event.line].append(event)
    done = facts.finishes(context.trace)
    if not context.graded:
        _join_lines(context, made)
    for line, events in sorted(made.items()):
        if len(syntax.calls(context.source.tree, "create_task", "ensure_future", line=line)) > 1:
            continue  # two calls on one line: the second may need what the first gives
        ends = [done[str(e.subject)].time for e in events if e.subject in done]
        if len(events) < _FEWEST or len(ends) < len(events):
            continue
        lasted = [end - e.time for e, end in zip(events, ends, strict=True)]
        if min(lasted) > _TOLERANCE and all(
            b.time >= end - _TOLERANCE for end, (_, b) in zip(ends, pairwise(events), strict=False)
        ):
            times = _times(context, ends[-1] - events[0].time, max(lasted))
            return context.say(
                SLUG,
                what=f"Your {len(events)} tasks ran one after another{times}.",
                where=context.place(_awaited_at(context, events[0]) or line),
                why="A task can begin only when it has been created. Here the second one was "
                f"created{context.when(events[1].time)}, the moment when the first had finished, because the "
                "program waits for each task before it creates the next.",
                ask="How many of your tasks exist while the first one is still at work? What has to happen before "
                "the first wait?",
            )
    return None


def _join_lines(context: Context, made: dict[int, list[TraceEvent]]) -> None:
    """Put tasks of one coroutine that different lines of one task make into one row, if the lines are independent."""
    rows: dict[tuple[str | None, str], list[TraceEvent]] = defaultdict(list)
    for event in sorted((e for events in made.values() for e in events), key=lambda e: e.time):
        rows[event.actor, facts.text(event, "coroutine")].append(event)
    for events in rows.values():
        lines = {e.line for e in events if e.line is not None}
        if len(lines) == len(events) and not _depends(context, lines):
            for line in lines - {events[0].line}:
                made.pop(line, None)
            made[events[0].line or 0] = events


def _depends(context: Context, lines: set[int]) -> bool:
    """Whether a call of these lines uses a name that the lines since the first of them have bound."""
    first = min(lines)
    bound: set[str] = set()
    for node in syntax.nodes(context.source.tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and first <= node.lineno < max(lines):
            bound.add(node.id)
    arguments = {
        n.id
        for line in lines - {first}
        for call in syntax.calls(context.source.tree, "create_task", "ensure_future", line=line)
        for n in ast.walk(call)
        if isinstance(n, ast.Name)
    }
    return bool(bound & arguments)


def _awaited_at(context: Context, made: TraceEvent) -> int | None:
    """Where the program waited for the task before it made the next."""
    waits = [e for e in context.trace.of(EventKind.TASK_SUSPENDED) if facts.text(e, "on") == made.subject]
    return next((e.line for e in waits if e.line is not None), None)


def _probes(context: Context) -> Diagnosis | None:
    """The same by what the trusted side saw: each call of a probe entered only when the one before had left."""
    enters = [e for e in context.seen.probes if e.kind == "enter"]
    leaves = {(e.probe, e.call): e.time for e in context.seen.probes if e.kind == "leave"}
    over = [(e.time, leaves[e.probe, e.call]) for e in enters if (e.probe, e.call) in leaves]
    # What takes no time, such as a probe that only notes that it was called, says nothing about overlapping.
    calls = [(start, end) for start, end in over if end - start > _TOLERANCE]
    if len(calls) < _FEWEST or len(over) < len(enters):
        return None
    if not all(later[0] >= earlier[1] - _TOLERANCE for earlier, later in pairwise(calls)):
        return None
    total, longest = calls[-1][1] - calls[0][0], max(end - start for start, end in calls)
    times = _times(context, total, longest)
    return context.say(
        SLUG,
        what=f"The {len(calls)} operations ran one after another{times}.",
        where=context.place(_suspended_line(context)),
        why=f"The second one began{context.when(calls[1][0])}, when the first had ended. `await` on a coroutine runs "
        "it to its end before the next line; nothing else of this task happens meanwhile.",
        ask="What must exist for each operation, so that all of them can be under way before you wait for the first?",
    )


def _times(context: Context, total: float, longest: float) -> str:
    if context.hidden:
        return ""
    return f": {seconds(total)} in all. Side by side they would take {seconds(longest)}"


def _suspended_line(context: Context) -> int | None:
    return next((e.line for e in context.trace.of(EventKind.TASK_SUSPENDED) if e.line is not None), None)
