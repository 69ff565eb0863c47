"""Where the program stood when a check had waited long enough for it."""

from __future__ import annotations

from dataclasses import replace

from grader.feedback import facts, syntax
from grader.feedback.context import Context
from grader.feedback.ranking import runs_of
from grader.feedback.rules import everyone_waits
from grader.feedback.suppliers import supplier
from grader.model import Diagnosis, EventKind, TraceEvent, Wait

_OWN_LIMITS = ("timeout", "timeout_at", "wait_for")


def where_it_stood(context: Context, found: Diagnosis) -> Diagnosis:
    """The diagnosis of a result with the line on which the program waited until the check gave up.

    As it is where no time limit of the check's own ended a wait of the learner's.
    """
    check = next((result for result in context.failed if result.id == found.check), None)
    if check is None or _has_limits(context):
        return found
    for run in runs_of(check):
        if run is None or (stood := _wait_given_up(of := replace(context, check=check, run=run))) is None:
            continue
        since, until, wait = stood
        need = everyone_waits.NEEDS.get(wait.primitive, "something")
        known = supplier(of, wait)
        place = context.place(wait.line)
        if place is not None:
            return replace(
                found,
                where=place,
                why=f"Line {wait.line} began to wait for {need}{of.when(since)}, and it was still waiting"
                f"{of.when(until)}, when the check gave up." + (f" {known.says}" if known is not None else ""),
                next=f"What has to happen for line {wait.line} to go on, and who sees to it?",
            )
    return found


def _has_limits(context: Context) -> bool:
    """Whether the learner's own code may have called a wait off; a ``main`` that tries it out is not checked."""
    calls = syntax.calls(context.source.tree, *_OWN_LIMITS)
    functions = (syntax.enclosing_function(context.source.tree, call.lineno) for call in calls)
    return any(function is None or function.name != "main" for function in functions)


def _wait_given_up(context: Context) -> tuple[float, float, Wait] | None:
    """Since when, until when and for what a task waited on a line of the learner's that a time limit called off."""
    last: dict[str | None, TraceEvent] = {}
    for event in context.trace.of(EventKind.TASK_SUSPENDED, EventKind.CANCEL_REQUESTED):
        if event.kind is EventKind.TASK_SUSPENDED:
            last[event.subject] = event
        elif facts.text(event, "via") == "timeout" and (begun := last.get(event.subject)) is not None:
            if begun.line is None or event.subject is None:
                return None
            wait = Wait(event.subject, "", begun.line, facts.text(begun, "wait"), facts.text(begun, "text"))
            return begun.time, event.time, wait
    return None
