"""Tasks that could run side by side were made or awaited one after another."""

from __future__ import annotations

import ast
from collections import defaultdict
from itertools import pairwise

from grader.feedback import facts, plain_awaits, syntax
from grader.feedback.context import Context, seconds
from grader.feedback.one_by_one import HeldUp, held_up, independent
from grader.model import Diagnosis, Ending, EventKind, Observation, TraceEvent

SLUG = "sequential-await"
_FEWEST = 2
_TOLERANCE = 1e-6
"""Seconds of loop time: sums of floats are not exact."""


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending not in {Ending.RETURNED, Ending.EXITED} or any(context.trace.of(EventKind.BLOCKED)):
        return None
    return _tasks(context) or _probes(context) or plain_awaits.explain(context, SLUG)


def side_by_side(run: Observation) -> bool:
    """Whether calls of probes overlapped, or there were too few of them to tell."""
    calls = _calls(run)
    return len(calls) < _FEWEST or any(later[0] < earlier[1] - _TOLERANCE for earlier, later in pairwise(calls))


def _calls(run: Observation) -> list[tuple[float, float]]:
    """When each call of a probe began and ended, of those that took time and are over."""
    leaves = {(e.probe, e.call): e.time for e in run.probes if e.kind == "leave"}
    over = [(e.time, leaves[e.probe, e.call]) for e in run.probes if e.kind == "enter" and (e.probe, e.call) in leaves]
    # What takes no time, such as a probe that only notes that it was called, says nothing about overlapping.
    return [(start, end) for start, end in over if end - start > _TOLERANCE]


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
        if len({e.actor for e in events}) > 1:
            continue  # made by several tasks, each of which may have to wait for its turn
        ends = [done[str(e.subject)].time for e in events if e.subject in done]
        if len(events) < _FEWEST or len(ends) < len(events):
            continue
        waited = _awaited_at(context, events[0])
        if not independent(context, waited, [line]):
            continue
        lasted = [end - e.time for e, end in zip(events, ends, strict=True)]
        if min(lasted) > _TOLERANCE and all(
            b.time >= end - _TOLERANCE for end, (_, b) in zip(ends, pairwise(events), strict=False)
        ):
            times = _times(context, ends[-1] - events[0].time, max(lasted), together=True)
            return context.say(
                SLUG,
                what=f"Your {len(events)} tasks ran one after another{times}.",
                where=context.place(waited or line),
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
    waits = [e for e in context.trace.of(EventKind.TASK_SUSPENDED) if e.line is not None]
    direct = [e for e in waits if facts.text(e, "on") == made.subject]
    grouped = [
        e for e in waits if e.subject == made.actor and e.time >= made.time and facts.text(e, "wait") in _TOGETHER
    ]
    return next((e.line for e in (*direct, *grouped)), None)


_TOGETHER = frozenset({"TaskGroup", "gather", "wait"})


def _probes(context: Context) -> Diagnosis | None:
    """The same by what the trusted side saw: each call of a probe entered only when the one before had left."""
    calls, kinds = _calls(context.seen), [e.kind for e in context.seen.probes]
    if len(calls) < _FEWEST or kinds.count("leave") < kinds.count("enter") or side_by_side(context.seen):
        return None
    held = held_up(context, calls)
    if held is None:
        return None
    total, longest = calls[-1][1] - calls[0][0], max(end - start for start, end in calls)
    times = _times(context, total, longest, together=held.always)
    one = "The second one" if held.number == _FEWEST else f"Number {held.number}"
    return context.say(
        SLUG,
        what=f"The {len(calls)} operations ran one after another{times}.",
        where=context.place(held.line),
        why=f"{one} began{context.when(calls[held.number - 1][0])}, when the one before had ended. {_reason(held)}",
        ask=_question(held),
    )


_LOCKS = frozenset({"Lock", "Semaphore", "Condition"})


def _reason(held: HeldUp) -> str:
    if held.kind in _LOCKS:
        return f"Line {held.line} lets one through at a time: the next one waits there until it is its turn."
    if held.kind == "TaskGroup":
        return (
            f"The block that begins on line {held.line} is left only when all tasks of its group are done; what comes "
            "after it, a next turn of the loop too, happens after that."
        )
    return f"Line {held.line} waits to the end before the program goes on to what comes next."


def _question(held: HeldUp) -> str:
    if held.kind in _LOCKS:
        return "Which of the operations must not overlap, and which do only because they pass the same place?"
    if held.kind == "TaskGroup":
        return "How many groups does your program make, and how many tasks are in a group when its block is left?"
    return "What must exist for each operation, so that it can be under way while the program goes on?"


def _times(context: Context, total: float, longest: float, *, together: bool) -> str:
    if context.hidden:
        return ""
    return f": {seconds(total)} in all" + (f". Side by side they would take {seconds(longest)}" if together else "")
