"""Gates on the checks themselves: that they never break, what they rest on, what they leave room for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from grader.authoring.feeding import FEEDS, fed_program
from grader.authoring.lab import Graded, Lab, without_requires
from grader.authoring.subject import Subject
from grader.catalogue.positions import Loc
from grader.errors import Problem
from grader.model import Evidence

_MARGIN: Final = 10
_AT_LINE: Final = re.compile(r"at line (\d+) of the checks file")


def checks_never_break(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """Every check, fed with anything that a program may do, fails instead of breaking."""
    exercise = without_requires(subject.exercise)
    said: set[tuple[str, str]] = set()
    programs = {name: fed_program(name) for name in FEEDS}
    programs |= {"the solution": subject.solution, "the starter": subject.starter}
    for name, program in programs.items():
        graded = lab.grade(exercise, program, explain=name not in FEEDS)
        for check_id, fault in graded.faults.items():
            if (check_id, fault.partition(":")[0]) not in said:
                said.add((check_id, fault.partition(":")[0]))
                yield broken_check(subject, graded, check_id, name)


def broken_check(subject: Subject, graded: Graded, check_id: str, cause: str) -> Problem:
    """A check that broke on a program, which ``cause`` describes."""
    text = next(check.message or "" for check in graded.report.checks if check.id == check_id)
    line = _AT_LINE.search(text)
    message = (
        f"`{check_id}` breaks ({graded.faults[check_id]}) on {cause}: compare whole values, or assert first "
        "what the next line relies on"
    )
    return subject.at_check(check_id, message, int(line[1]) if line is not None else None)


def points_rest_on_evidence(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """Points rest on what the check says that they rest on, and on more than the trace unless a reason is given."""
    graded = lab.grade(subject.exercise, subject.solution)
    for check in subject.exercise.checks:
        read = graded.evidence_read.get(check.id, ())
        loc = subject.check_loc(check.id)
        if check.points and not read:
            yield subject.at(loc, f"`{check.id}` reads nothing of what a run showed: assert something about it")
        elif check.points and set(read) == {Evidence.TRACE} and check.evidence is not Evidence.TRACE:
            advice = "use a probe or a value, or say `evidence: trace` and the `reason`"
            message = f"`{check.id}` rests on the trace alone: {advice}"
            yield subject.at(loc, message)
        elif read and check.evidence not in read:
            names = " and ".join(f"`{one.value}`" for one in read)
            message = f"`{check.id}` says `evidence: {check.evidence.value}`, but reads {names}: say what it rests on"
            yield subject.at((*loc, "evidence"), message)


def limits_leave_room(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """The solution needs a tenth of each limit at most."""
    small = dict(_shares(subject, lab.grade(subject.exercise, subject.solution)))
    if any(factor * _MARGIN > 1 for factor in small.values()):
        # A machine that was busy for a moment is no reason to refuse an exercise.
        again = _shares(subject, lab.grade_anew(subject.exercise, subject.solution))
        small = {name: min(factor, again.get(name, 0.0)) for name, factor in small.items()}
    for name, factor in small.items():
        if factor * _MARGIN > 1:
            loc: Loc = ("limits", name)
            message = (
                f"the solution uses {factor:.0%} of `{name}`: leave room for slow machines, ten times what it needs"
            )
            yield subject.at(loc, message)


_EMPTY_PROCESS_MB: Final = 20.0
"""What the interpreter itself takes, with asyncio loaded."""


def _shares(subject: Subject, graded: Graded) -> Mapping[str, float]:
    """How much of each limit the hungriest run used."""
    limits, runs = subject.exercise.limits, graded.runs
    if not runs:
        return {}
    room_mb = max(limits.memory_mb - _EMPTY_PROCESS_MB, 1.0)
    return {
        "cpu_s": max(run.usage.cpu_s for run in runs) / limits.cpu_s,
        "wall_s": max(run.usage.wall_s for run in runs) / limits.wall_s,
        "memory_mb": max(max(run.usage.peak_mb - _EMPTY_PROCESS_MB, 0.0) for run in runs) / room_mb,
        "output_kb": max(len(run.stdout.encode()) + len(run.stderr.encode()) for run in runs)
        / (limits.output_kb << 10),
        "virtual_s": max(run.loop_time for run in runs) / limits.virtual_s,
    }
