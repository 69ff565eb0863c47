"""One warm runner for all tests that run programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from grader.model import Limits, RunReport, Submission
from grader.running import run_program
from grader.sandbox import Runner, open_runner

Run = Callable[[str], RunReport]

LIMITS = Limits(cpu_s=1.0, wall_s=10.0, network=True)


@pytest.fixture(scope="session")
def runner() -> Iterator[Runner]:
    the_runner = open_runner("best")
    yield the_runner
    the_runner.close()


@pytest.fixture(scope="session")
def run(runner: Runner) -> Run:
    """Runs a program in the real sandbox, as ``grader run`` does."""
    return lambda source: run_program(Submission(source, "program.py", "v"), runner, limits=LIMITS)
