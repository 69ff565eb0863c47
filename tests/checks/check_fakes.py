"""Stands in for the sandbox: runners whose runs end as a function of the job says."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from grader.checks.runs import Answer, Beat
from grader.errors import SandboxUnavailable
from grader.model import Check, Ending, Exercise, Isolate, Isolation, Job, Limits, Observation, Submission
from grader.sandbox.program import Program

Behaviour = Callable[[Job, Answer], Observation]


def returns(value: Any = None, **more: Any) -> Observation:
    return Observation(Ending.RETURNED, returned=value, **more)


def echo(job: Job, results: Answer) -> Observation:
    """A program that does what it is told: gives back its one argument, or prints its input."""
    if job.scenario is not None:
        return returns(next(iter(job.kwargs.values()), None))
    if job.call is not None:
        return returns(next(iter(job.args), None))
    return returns(stdout=job.stdin)


def always(observation: Observation) -> Behaviour:
    return lambda job, results: observation


@dataclass
class FakeSession:
    program: Program
    behaviour: Behaviour
    jobs: list[Job]
    heartbeat: Beat | None = None
    closed: bool = False

    def run(self, job: Job, results: Answer) -> Observation:
        self.jobs.append(job)
        if self.heartbeat is not None:
            self.heartbeat()
        return self.behaviour(job, results)

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeRunner:
    behaviour: Behaviour = echo
    jobs: list[Job] = field(default_factory=list)
    last: FakeSession | None = None
    isolation: Isolation = field(default_factory=lambda: Isolation("fake", ("none",)))
    python: str = "3.fake"

    def session(self, program: Program, limits: Limits, isolate: Isolate) -> FakeSession:
        self.jobs.clear()
        self.last = FakeSession(program, self.behaviour, self.jobs)
        return self.last

    def close(self) -> None:
        pass


HEAD = """\
import pytest
from grader.checks import Ending, probe, scenario

@scenario
def give(submission, value):
    return submission.give(value)

"""
"""The beginning of the checks files in these tests: eight lines, the last one empty."""
HEAD_LINES = HEAD.count("\n")


def write_checks(folder: Path, text: str, name: str = "sample_checks.py") -> Path:
    path = folder / name
    path.write_text(HEAD + textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
    return path


def exercise(checks_path: Path, *checks: Check | str, **more: Any) -> Exercise:
    listed = tuple(Check(one, one.replace("_", " ")) if isinstance(one, str) else one for one in checks)
    made = Exercise(
        id="sample-exercise",
        title="Sample",
        chapter="00-samples",
        order=1,
        difficulty=1,
        prompt="",
        starter="",
        gaps=(),
        checks=listed,
        path=checks_path.with_name("sample.yaml"),
        checks_path=checks_path,
        version="v1",
    )
    return replace(made, **more)


def submission(source: str = "") -> Submission:
    return Submission(source, "sample.py", "s1")


def open_fake(level: str) -> FakeRunner:
    return FakeRunner()


def open_nothing(level: str) -> FakeRunner:
    raise SandboxUnavailable(f"{level}: the machine has no such thing")


def open_broken(level: str) -> FakeRunner:
    raise ValueError("broken opener")


def open_dying(level: str) -> FakeRunner:
    os.write(2, b"first line\nlast words\n")
    os._exit(3)
