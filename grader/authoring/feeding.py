"""A sandbox that can also feed the checks with runs that never happened.

Every check must fail, and never break, whatever a learner's program does: return nothing, return something of another
type, print garbage, end in any way. Writing a program for each would not reach all of that; so a program whose text is
``fed_program(name)`` is not run at all, and each of its runs ends as that feed says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from grader import sandbox
from grader.model import (
    Ending,
    ErrorInfo,
    EventKind,
    Isolate,
    Isolation,
    Job,
    Limits,
    Observation,
    Opaque,
    Standstill,
    Trace,
    TraceEvent,
    Usage,
)
from grader.sandbox.program import Program

_MARK: Final = "# a program that is not run, but fed to the checks: "


def fed_program(name: str) -> str:
    """The text of the program whose runs end as the feed of that name."""
    return f"{_MARK}{name}\n"


_VALUES: Final[Mapping[str, Any]] = {
    "None": None,
    "True": True,
    "0": 0,
    "-1": -1,
    "a huge number": 10**30,
    "not a number": float("nan"),
    "an empty text": "",
    "a text": "text",
    "bytes": b"bytes",
    "an empty list": [],
    "a list of None": [None, None, None],
    "a list of texts": ["a", "b", "c", "d"],
    "a mixed list": [1, "a", None, 2.5, []],
    "a tuple": (1, 2, 3),
    "an empty tuple": (),
    "a dict": {"a": None, 1: []},
    "an empty dict": {},
    "a set": {1, 2},
    "an opaque value": Opaque("Thing", "<Thing object>"),
    "a list of opaque values": [Opaque("Thing", "<Thing object>")] * 3,
    "a dict of opaque values": {"a": Opaque("coroutine", "<coroutine object f>")},
}
"""What a program may return in place of the right value."""

_OUTPUTS: Final = {
    "garbage printed": "gar\x00bage \ufffd\n\n\t= : , ; ()\n",
    "one word printed": "word",
    "blank lines printed": "\n\n\n",
    "numbers printed": "1 2 3\n-1.5e300\n",
}

_ERRORS: Final = {
    Ending.RAISED: ErrorInfo("RuntimeError", "", ("RuntimeError", "Exception", "BaseException", "object")),
    Ending.NOT_LOADABLE: ErrorInfo("NameError", "name 'x' is not defined", ("NameError", "Exception")),
    Ending.OUT_OF_MEMORY: ErrorInfo("MemoryError", "", ("MemoryError", "Exception")),
}

_NOT_FED: Final = frozenset({Ending.RETURNED, Ending.SANDBOX_FAULT, Ending.WALL_LIMIT})
"""A value is fed with the first; the others leave the submission ungraded, whatever the checks say."""


def _feeds() -> Iterator[tuple[str, Observation]]:
    for name, value in _VALUES.items():
        yield f"{name} returned", Observation(Ending.RETURNED, returned=value)
    for name, text in _OUTPUTS.items():
        yield name, Observation(Ending.RETURNED, stdout=text, stderr=text)
    for ending in Ending:
        if ending not in _NOT_FED:
            yield f"the ending {ending.value}", _ended(ending)
    yield "the exit code 3", Observation(Ending.EXITED, exit_code=3)
    group = ErrorInfo("ExceptionGroup", "several", ("ExceptionGroup", "Exception"), inner=(_ERRORS[Ending.RAISED],))
    yield "a group of exceptions", Observation(Ending.RAISED, error=group)
    events = tuple(TraceEvent(0.0, kind) for kind in EventKind)
    yield "a trace of bare events", Observation(Ending.RETURNED, trace=Trace(events), loop_time=1e9)


def _ended(ending: Ending) -> Observation:
    return Observation(
        ending,
        error=_ERRORS.get(ending),
        exit_code=0 if ending is Ending.EXITED else None,
        stage="load" if ending is Ending.NOT_LOADABLE else "run",
        standstill=Standstill(0.0) if ending.is_standstill else None,
        usage=Usage(cpu_s=1e9),
    )


FEEDS: Final = dict(_feeds())
"""Every run that the checks are fed with, by what it shows."""


def open_runner(level: str = "best") -> FeedingRunner:
    """A runner of that isolation level; see ``grader.sandbox.open_runner``."""
    return FeedingRunner(sandbox.open_runner(level))


class FeedingRunner:
    """Runs programs in the sandbox, but for those that are fed."""

    def __init__(self, inner: sandbox.Runner) -> None:
        self._inner = inner

    @property
    def isolation(self) -> Isolation:
        return self._inner.isolation

    @property
    def python(self) -> str:
        return self._inner.python

    def session(self, program: Program, limits: Limits, isolate: Isolate) -> sandbox.Session | FedSession:
        """A session for one program."""
        if program.source.startswith(_MARK):
            return FedSession(FEEDS[program.source.removeprefix(_MARK).rstrip("\n")])
        return self._inner.session(program, limits, isolate)

    def close(self) -> None:
        self._inner.close()


class FedSession:
    """A session whose runs all show the same."""

    def __init__(self, observation: Observation) -> None:
        self._observation = observation
        self.heartbeat: Callable[[], None] | None = None

    def run(self, job: Job, results: Callable[[str, int], Any]) -> Observation:
        return self._observation

    def close(self) -> None:
        """There is nothing to end."""
