"""Runners of each kind that this machine has, warm for the whole test session."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from grader.errors import SandboxUnavailable
from grader.model import Job, Limits, Observation
from grader.sandbox import FreshRunner, Program, Runner, ZygoteRunner, open_runner

KINDS = ("strict", "portable", "fresh")

Run = Callable[..., Observation]


@pytest.fixture(scope="session")
def _runners() -> Iterator[dict[str, Runner]]:
    runners: dict[str, Runner] = {}
    yield runners
    for runner in runners.values():
        runner.close()


@pytest.fixture(params=KINDS)
def runner(request: pytest.FixtureRequest, _runners: dict[str, Runner]) -> Runner:
    kind = request.param
    if kind not in _runners:
        try:
            _runners[kind] = FreshRunner() if kind == "fresh" else open_runner(kind)
        except SandboxUnavailable as error:
            pytest.skip(f"no {kind} isolation here: {error}")
    return _runners[kind]


@pytest.fixture
def strict(_runners: dict[str, Runner]) -> ZygoteRunner:
    if "strict" not in _runners:
        try:
            _runners["strict"] = open_runner("strict")
        except SandboxUnavailable as error:
            pytest.skip(f"no strict isolation here: {error}")
    runner = _runners["strict"]
    assert isinstance(runner, ZygoteRunner)
    return runner


@pytest.fixture
def call(runner: Runner) -> Run:
    """``call(source, name, *args, limits=...)``: call one function of a program in a session of its own."""

    def run(source: str, name: str, *args: object, limits: Limits | None = None) -> Observation:
        with runner.session(Program(source, "main.py"), limits or Limits()) as session:
            return session.run(Job(call=name, args=args))

    return run
