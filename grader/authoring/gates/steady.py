"""Gates on results that must be the same whenever, wherever and in whatever order the checks run."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

from grader.authoring.lab import Graded, Lab, only, without_requires
from grader.authoring.subject import Subject
from grader.catalogue.positions import Loc
from grader.errors import Problem
from grader.model import Exercise
from grader.reports.json_report import comparable, report_to_json

REPEATS: Final = 20
_ORDERS: Final = 5
_BURNERS_PER_CORE: Final = 2


def same_in_any_order(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """The solution earns full marks with the checks in reverse."""
    if not lab.grade(subject.exercise, subject.solution).earned_all:
        return  # said by ``solution_passes``
    reverse = _reordered(subject.exercise, subject.exercise.checks[::-1])
    yield from _failed_checks(subject, lab.grade(reverse, subject.solution), "with the checks in reverse order")


def same_in_many_orders(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """Every check says the same of every program, in orders drawn at random."""
    plain = without_requires(subject.exercise)
    for number in range(_ORDERS):
        checks = list(plain.checks)
        random.Random(number).shuffle(checks)  # noqa: S311 - the same orders each time
        for _, what, program in _programs(subject):
            expected, got = lab.grade(plain, program), lab.grade(_reordered(plain, tuple(checks)), program)
            for check in plain.checks:
                # Of a file that cannot be loaded, only the first check says so; the others are not reached.
                if (check.id in expected.not_passed()) is not (check.id in got.not_passed()):
                    message = (
                        f"`{check.id}` depends on the order of the checks, on {what}: keep no state between checks"
                    )
                    yield subject.at_check(check.id, message)
                    return


def _reordered(exercise: Exercise, checks: tuple[Any, ...]) -> Exercise:
    return without_requires(replace(exercise, checks=checks))


def same_alone(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """The solution passes each check when it is the only one."""
    if not lab.grade(subject.exercise, subject.solution).earned_all:
        return  # said by ``solution_passes``
    for check in subject.exercise.checks:
        yield from _failed_checks(subject, lab.grade(only(subject.exercise, check.id), subject.solution), "alone")


def _failed_checks(subject: Subject, graded: Graded, when: str) -> Iterator[Problem]:
    for check_id in graded.not_passed():
        message = (
            f"the solution does not pass `{check_id}` {when}: it needs what another check did; make it stand alone"
        )
        yield subject.at_check(check_id, message)


def same_again(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """Every program gets the same report in twenty runs."""
    for loc, what, program in _programs(subject):
        first = _comparable(lab.grade(subject.exercise, program))
        for number in range(2, REPEATS + 1):
            again = _comparable(lab.grade_anew(subject.exercise, program))
            if again != first:
                message = f"{what} gets another report in run {number} ({_difference(first, again)}): {_STEADY}"
                yield subject.at(loc, message)
                break


def same_under_load(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """Every program gets the same report on a busy machine."""
    calm = [_comparable(lab.grade(subject.exercise, program)) for _, _, program in _programs(subject)]
    with _load():
        for expected, (loc, what, program) in zip(calm, _programs(subject), strict=True):
            busy = _comparable(lab.grade_anew(subject.exercise, program))
            if busy != expected:
                message = f"{what} gets another report on a busy machine ({_difference(expected, busy)}): {_STEADY}"
                yield subject.at(loc, message)


_STEADY: Final = "let nothing depend on real time, on chance without a seed, or on the order of a set"


def _programs(subject: Subject) -> Iterator[tuple[Loc, str, str]]:
    yield ("starter",), "the starter", subject.starter
    yield ("gaps",), "the solution", subject.solution
    for number, variant, program in subject.variants:
        yield ("accept", number), f"the accepted answer `{variant.id}`", program
    for number, wrong, program in subject.wrong_answers:
        yield ("misconceptions", number), f"the wrong answer `{wrong.id}`", program


def _comparable(graded: Graded) -> dict[str, Any]:
    return comparable(report_to_json(graded.report))


def _difference(one: dict[str, Any], other: dict[str, Any]) -> str:
    """Where two reports differ first."""
    if one["checks"] != other["checks"]:
        for first, second in zip(one["checks"], other["checks"], strict=True):
            for key in first:
                if first[key] != second[key]:
                    return f"`{key}` of `{first['id']}`"
    return next((f"`{key}`" for key in one if one[key] != other[key]), "nothing")


@contextmanager
def _load() -> Iterator[None]:
    """Keeps every core busy with twice the work that it can do."""
    import os

    count = _BURNERS_PER_CORE * (os.cpu_count() or 1)
    burners = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()
