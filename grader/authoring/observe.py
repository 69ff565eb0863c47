"""What a check can see of a program: for authors who write one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from grader.authoring.lab import Graded, Lab, only
from grader.catalogue import render_fills, render_solution, render_starter
from grader.errors import UserError
from grader.model import ErrorInfo, Exercise, Misconception, Observation, TraceEvent, Variant

_MOST_EVENTS = 200


def observe(exercise: Exercise, check_id: str, program: str, lab: Lab) -> Iterator[str]:
    """The lines that tell what each run of one check showed, in the names that ``Seen`` has for it.

    ``UserError`` if the exercise has no such check.
    """
    known = [check.id for check in exercise.checks]
    if check_id not in known:
        raise UserError(f"{exercise.id} has no check {check_id}; it has: {', '.join(known)}")
    alone = only(exercise, check_id)
    alone = replace(alone, checks=(replace(alone.checks[0], hidden_inputs=False),))
    graded = lab.try_to_grade(alone, program, explain=False)
    yield from _verdict(graded, check_id)
    for number, run in enumerate(graded.runs, 1):
        yield ""
        yield f"run {number} of {len(graded.runs)}"
        yield from (f"  {line}" for line in _run(run))


def _verdict(graded: Graded, check_id: str) -> Iterator[str]:
    [result] = graded.report.checks
    yield f"{check_id}: {result.status.value}" + (f" - {result.message}" if result.message else "")
    if result.comparison is not None:
        yield f"  left   {result.comparison.got}"
        yield f"  right  {result.comparison.expected}"
    if check_id in graded.faults:
        yield f"  the check broke: {graded.faults[check_id]}"
    read = ", ".join(one.value for one in graded.evidence_read.get(check_id, ()))
    yield f"evidence that it read: {read or 'none'}"


def _run(run: Observation) -> Iterator[str]:
    yield f"ending     {run.ending.value}"
    yield f"value      {run.returned!r}"
    if run.error is not None:
        yield f"error      {_error(run.error)}"
    if run.exit_code is not None:
        yield f"exit_code  {run.exit_code}"
    yield f"stdout     {run.stdout!r}"
    yield f"stderr     {run.stderr!r}"
    yield f"loop_time  {run.loop_time:g}"
    if run.standstill is not None:
        for wait in run.standstill.waits:
            yield f"standstill {wait.name} in line {wait.line} waits for {wait.primitive}: {wait.text}"
    for seen in run.probes:
        yield f"probe      {seen.time:g} {seen.probe} call {seen.call}: {seen.kind} {_arguments(seen.args)}".rstrip()
    for task in run.trace.tasks:
        yield f"task       {task.key} {task.name}, made in line {task.created_line}"
    for event in run.trace.events[:_MOST_EVENTS]:
        yield f"trace      {_event(event)}"
    if len(run.trace.events) > _MOST_EVENTS:
        yield f"trace      ... {len(run.trace.events) - _MOST_EVENTS} more"


def _error(error: ErrorInfo) -> str:
    line = f" in line {error.line}" if error.line is not None else ""
    return f"{error.type}: {error.message}{line}"


def _arguments(args: tuple[Any, ...]) -> str:
    return f"({', '.join(map(repr, args))})" if args else ""


def _event(event: TraceEvent) -> str:
    parts = [f"{event.time:g}", event.kind.value, event.subject or ""]
    parts += [f"by {event.actor}" if event.actor else "", f"line {event.line}" if event.line is not None else ""]
    parts += [f"{name}={value!r}" for name, value in event.data.items()]
    return " ".join(filter(None, parts))


def program_of(exercise: Exercise, answer: str | None) -> str:
    """The program of a wrong or accepted answer by its id, or of the starter; without a name, of the solution.

    ``UserError`` if there is none of that name.
    """
    if answer is None or answer == "solution":
        return render_solution(exercise)
    if answer == "starter":
        return render_starter(exercise)
    answers: tuple[Misconception | Variant, ...] = (*exercise.misconceptions, *exercise.accept)
    for one in answers:
        if one.id == answer:
            return render_fills(exercise, one)
    known = ["solution", "starter", *(one.id for one in answers)]
    raise UserError(f"{exercise.id} has no answer {answer}; it has: {', '.join(known)}")
