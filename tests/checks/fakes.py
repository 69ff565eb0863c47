"""Stands in for the sandbox: a runner whose runs end as a function of the job says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from grader.checks.runs import Answer, Beat
from grader.model import Check, Ending, Exercise, Isolate, Isolation, Job, Limits, Observation, Submission
from grader.sandbox.program import Program

Behaviour = Callable[[Job, Answer | None], Observation]


def returns(value: Any = None, **more: Any) -> Observation:
    return Observation(Ending.RETURNED, returned=value, **more)


def echo(job: Job, results: Answer | None) -> Observation:
    """A program that does what it is told: gives back its arguments, prints its input."""
    if job.scenario is not None:
        return returns(dict(job.kwargs) if len(job.kwargs) != 1 else next(iter(job.kwargs.values())))
    if job.call is not None:
        return returns(list(job.args))
    return returns(stdout=job.stdin)


@dataclass
class FakeSession:
    program: Program
    behaviour: Behaviour
    jobs: list[Job]
    heartbeat: Beat | None = None
    closed: bool = False

    def run(self, job: Job, results: Answer | None = None) -> Observation:
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
    sessions: list[FakeSession] = field(default_factory=list)
    isolation: Isolation = field(default_factory=lambda: Isolation("fake", ("none",)))
    python: str = "3.fake"

    def session(self, program: Program, limits: Limits, isolate: Isolate) -> FakeSession:
        session = FakeSession(program, self.behaviour, self.jobs)
        self.sessions[:] = [session]
        return session

    def close(self) -> None:
        pass


def exercise(checks_path: Path, *checks: Check | str, **more: Any) -> Exercise:
    listed = tuple(Check(one, one.replace("_", " ")) if isinstance(one, str) else one for one in checks)
    made = Exercise(
        id="sample",
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


def submission(source: str = "", **more: Any) -> Submission:
    return Submission(source, "sample.py", "s1", **more)


def open_fake(level: str) -> FakeRunner:
    """What a host process opens in the tests; the submission's text says how its runs behave."""
    return FakeRunner(_by_text)


def _by_text(job: Job, results: Answer | None) -> Observation:
    return echo(job, results)


EXTRA: Mapping[str, Any] = {}
