"""The ``run`` of a check: makes runs of the learner's program and hands them to the check as ``Seen``."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from typing import Any, Final, Protocol

from grader.checks.probes import Handover
from grader.checks.scenarios import Scenario, ScenarioCode
from grader.checks.seen import Seen
from grader.checks.sitting import Sitting
from grader.model import Clock, Ending, Isolate, Isolation, Job, Limits, Observation
from grader.sandbox.program import Program

MAX_RUNS: Final = 1000
"""Runs that the checks of one exercise may make of one submission."""
_STARVED_SHARE: Final = 0.05
"""Below this share of its time without a processor, a run was not held up by the machine."""

Answer = Callable[[str, int], Any]
Beat = Callable[[], None]


class Session(Protocol):
    """What is used of a sandbox's session: the runs of one submission."""

    heartbeat: Beat | None

    def run(self, job: Job, results: Answer) -> Observation: ...

    def close(self) -> None: ...


class Runner(Protocol):
    """What is used of a sandbox's runner."""

    @property
    def isolation(self) -> Isolation: ...

    @property
    def python(self) -> str: ...

    def session(self, program: Program, limits: Limits, isolate: Isolate) -> Session: ...

    def close(self) -> None: ...


class RunUngraded(BaseException):
    """A run failed through no fault of the program. Not an ``Exception``, so that no check can swallow it."""


class Run:
    """Makes runs: ``run(scenario, **arguments)``, ``run.script(...)``, ``run.call("name", ...)``."""

    def __init__(
        self, session: Session, limits: Limits, scenarios: Mapping[str, ScenarioCode], sitting: Sitting, beat: Beat
    ) -> None:
        self._session = session
        self._limits = limits
        self._scenarios = scenarios
        self._sitting = sitting
        self._beat = beat
        self._load_failure: Observation | None = None
        self._runs = 0

    def __call__(self, scenario: Scenario, /, **arguments: Any) -> Seen:
        """Run a scenario of this checks file with the learner's module and these arguments (plain data and probes)."""
        if type(scenario) is not Scenario or scenario.__name__ not in self._scenarios:
            raise TypeError("run(...) takes a function of this checks file that is marked @scenario")
        code = self._scenarios[scenario.__name__]
        code.check_arguments(arguments)
        handover = Handover()
        job = Job(scenario=code.name, scenario_source=code.source, kwargs=handover.plain(arguments))
        return self._make(job, handover)

    def call(self, name: str, /, *args: Any, **kwargs: Any) -> Seen:
        """Call one function of the learner's module, and await it if it is a coroutine function."""
        handover = Handover()
        job = Job(call=name, args=handover.plain(args), kwargs=handover.plain(kwargs))
        return self._make(job, handover)

    def script(
        self,
        stdin: str = "",
        argv: Sequence[str] = (),
        names: Mapping[str, Any] | None = None,
        *,
        debug: bool = False,
    ) -> Seen:
        """Run the file as a program (``__main__``). ``names`` stand ready in it, as a probe for it to call."""
        handover = Handover()
        job = Job(names=handover.plain(dict(names or {})), stdin=stdin, argv=tuple(argv), debug=debug)
        return self._make(job, handover)

    def _make(self, job: Job, handover: Handover) -> Seen:
        observation = self._known_failure(job)
        if observation is None:
            self._sitting.tally.fresh += 1
            observation = self._observe(job, handover)
            if _failed_to_load(observation, job):
                self._load_failure = observation
        else:
            self._sitting.tally.reused += 1
        self._sitting.tally.saw(observation)
        for probe in handover.probes.values():
            probe.saw(observation.probes)
        return Seen(observation, self._sitting)

    def _known_failure(self, job: Job) -> Observation | None:
        """The earlier failure to load the program, where this run could only end in the same way.

        A script is loaded under another name and with names of its own: only a syntax error is sure to come again.
        """
        failure = self._load_failure
        if failure is None:
            return None
        return failure if _loads_module(job) or _is_syntax_error(failure) else None

    def _observe(self, job: Job, handover: Handover) -> Observation:
        self._beat()
        self._runs += 1
        if self._runs > MAX_RUNS:
            raise RunUngraded(f"The checks make more than {MAX_RUNS} runs.")
        observation = self._session.run(job, handover.answer)
        if self._held_up(observation):
            observation = self._session.run(job, handover.answer)
            if self._held_up(observation):
                seconds = f"{self._limits.wall_s:g} seconds"
                raise RunUngraded(
                    f"The program did not finish within {seconds} of real time, twice, and the machine was too busy to "
                    "tell why."
                )
        if observation.ending is Ending.SANDBOX_FAULT:
            raise RunUngraded(f"The sandbox failed: {observation.detail or 'no reason is known'}.")
        return observation

    def _held_up(self, observation: Observation) -> bool:
        """Whether the wall clock cut the run off, and it may be the machine that kept it from its end.

        One that used up its computing time was not, nor one that slept although it could have had a processor.
        """
        share = observation.usage.starved_share
        slept = share is not None and share < _STARVED_SHARE
        return observation.ending is Ending.WALL_LIMIT and observation.usage.cpu_s < self._limits.cpu_s and not slept


def _loads_module(job: Job) -> bool:
    return job.scenario is not None or job.call is not None


def _is_syntax_error(observation: Observation) -> bool:
    return observation.error is not None and observation.error.is_a("SyntaxError")


def _failed_to_load(observation: Observation, job: Job) -> bool:
    """Whether every later run is sure to end in this same way."""
    if observation.ending is Ending.NOT_LOADABLE:
        return _loads_module(job) or _is_syntax_error(observation)
    stopped = observation.stage == "load" and observation.ending not in (Ending.RETURNED, Ending.WALL_LIMIT)
    return stopped and _loads_module(job)


RUN: Final[ContextVar[Run]] = ContextVar("RUN")
"""What the fixture ``run`` gives to the checks that are in progress in this process."""


class Beater:
    """Calls ``beat`` at most once in ``every`` seconds of wall time, however often it is called itself."""

    def __init__(self, beat: Beat, every: float = 1.0, clock: Clock = time.monotonic) -> None:
        self._beat = beat
        self._every = every
        self._clock = clock
        self._next = clock() + every

    def __call__(self) -> None:
        now = self._clock()
        if now >= self._next:
            self._next = now + self._every
            self._beat()
