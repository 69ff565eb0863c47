"""The exercises that are attacked, and one check host for each level of isolation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attack_files import COURSE, EXERCISES
from attacked import Attacked

from grader.catalogue import load_exercise
from grader.errors import GraderFault
from grader.model import Exercise

LEVELS = ("strict", "contained", "portable")


@pytest.fixture(scope="session")
def exercises() -> dict[str, Exercise]:
    folder = COURSE / "exercises" / "00-attacked"
    return {kind: load_exercise(folder / f"{name}.yaml") for kind, name in EXERCISES.items()}


@pytest.fixture(scope="session", params=LEVELS)
def attacked(request: pytest.FixtureRequest, exercises: dict[str, Exercise]) -> Iterator[Attacked]:
    """A grader of that level, as one worker would have it."""
    try:
        the_attacked = Attacked(request.param, exercises)
    except GraderFault as fault:
        pytest.skip(f"no {request.param} isolation here: {fault}")
    yield the_attacked
    the_attacked.close()
