"""One warm runner and one warm host for all tests here; each program is run once, however many tests ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from told_programs import LIMITS

from grader.catalogue import Course, find_course
from grader.checks.client import CheckHost
from grader.model import RunReport, Submission
from grader.running import run_program
from grader.sandbox import Runner, open_runner

Run = Callable[[str], RunReport]


@pytest.fixture(scope="session")
def runner() -> Iterator[Runner]:
    the_runner = open_runner("best")
    yield the_runner
    the_runner.close()


@pytest.fixture(scope="session")
def run(runner: Runner) -> Run:
    """Runs a program in the real sandbox, as ``grader run`` does."""

    @cache
    def report(source: str) -> RunReport:
        return run_program(Submission(source, "program.py", "v"), runner, limits=LIMITS)

    return report


@pytest.fixture(scope="session")
def host() -> Iterator[CheckHost]:
    with CheckHost("best") as the_host:
        yield the_host


@pytest.fixture(scope="session")
def small_course() -> Course:
    return find_course(Path(__file__).parents[1] / "golden/course", Path.cwd(), {})
