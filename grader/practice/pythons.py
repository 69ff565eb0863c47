"""Exercises that need a later Python than the one that the grader runs with."""

from __future__ import annotations

import sys

from grader.catalogue import python_allows
from grader.model import Exercise


def later_python(exercise: Exercise) -> str | None:
    """The Python that the exercise needs, such as ``3.12``, if this one is too old for it."""
    return None if python_allows(exercise.python) else exercise.python.removeprefix(">=")


def python_note(exercise: Exercise) -> str:
    """What to tell a learner whose Python is too old for the exercise; nothing if it is not."""
    needed = later_python(exercise)
    if needed is None:
        return ""
    here = ".".join(map(str, sys.version_info[:2]))
    return (
        f"Needs Python {needed} or later, and the grader runs with {here} here: it cannot be checked. "
        f"Install the grader with a later Python for it, or leave it out."
    )
