"""Probes: awaitables whose results, order and time are held on the trusted side.

The learner's program cannot know what a probe will answer, so the right answers in the right order at the right
time are the strongest evidence there is that it really awaited them.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from grader.checks.sitting import SITTING, Sitting, Tokens
from grader.model import Evidence, ProbeEvent, ProbeSpec

_Raises = str | type[BaseException] | None


class Outcome(enum.StrEnum):
    """What became of one call of a probe."""

    RETURNED = "returned"
    RAISED = "raised"
    CANCELLED = "cancelled"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a probe: its arguments, and when (loop time) it was entered and left (``None``: never)."""

    args: tuple[Any, ...]
    entered: float
    left: float | None
    outcome: Outcome


class Results(Sequence[Any]):
    """The results of a probe by call, from 0. Each is made when it is first asked for: there is no end."""

    def __init__(self, name: str, fixed: Sequence[Any], tokens: Tokens) -> None:
        self._name = name
        self._fixed = fixed
        self._tokens = tokens
        self._made: list[Any] = []

    def of_call(self, call: int) -> Any:
        if self._fixed:
            return self._fixed[min(call, len(self._fixed) - 1)]
        while len(self._made) <= call:
            self._made.append(self._tokens.make(self._name, len(self._made)))
        return self._made[call]

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            if index.stop is None or index.stop < 0 or (index.start or 0) < 0:
                raise IndexError("results have no end: write results[:n]")
            return [self.of_call(call) for call in range(*index.indices(index.stop))]
        if index < 0:
            raise IndexError("results have no end: count from 0")
        return self.of_call(index)

    def __iter__(self) -> Any:
        raise TypeError("results have no end: write results[:n]")

    def __len__(self) -> int:
        """How many results have been made so far."""
        return len(self._made)


class Probe:
    """A probe: hand it to the learner's code as an argument or under a name, then read here what became of it."""

    def __init__(self, spec: ProbeSpec, fixed: Sequence[Any], sitting: Sitting) -> None:
        self.spec = spec
        self._sitting = sitting
        self._results = Results(spec.name, fixed, sitting.tokens)
        self._events: tuple[ProbeEvent, ...] = ()

    @property
    def name(self) -> str:
        return self.spec.name

    @property
    def result(self) -> Any:
        """What its first call returns: a random text, or the ``result`` that it was made with."""
        self._sitting.tally.evidence.add(Evidence.PROBE)
        return self._results.of_call(0)

    @property
    def results(self) -> Results:
        """What its calls return, by number from 0."""
        self._sitting.tally.evidence.add(Evidence.PROBE)
        return self._results

    def answer(self, call: int) -> Any:
        """What ``call`` (from 0) returns, for the session that serves the calls."""
        return self._results.of_call(call)

    @property
    def calls(self) -> list[Call]:
        """The calls in the last run that it was given to, in the order in which they were entered."""
        self._sitting.tally.read(Evidence.PROBE)
        calls: dict[int, Call] = {}
        for event in self._events:
            if event.kind == "enter":
                calls[event.call] = Call(event.args, event.time, None, Outcome.PENDING)
            elif event.call in calls:
                entered = calls[event.call]
                calls[event.call] = Call(entered.args, entered.entered, event.time, self._outcome(event))
        return list(calls.values())

    def saw(self, events: Iterable[ProbeEvent]) -> None:
        """Keep what a run's trusted log says about this probe."""
        self._events = tuple(event for event in events if event.probe == self.spec.name)

    def _outcome(self, event: ProbeEvent) -> Outcome:
        if event.kind == "cancelled":
            return Outcome.CANCELLED
        raises = self.spec.raises
        return Outcome.RETURNED if raises[min(event.call, len(raises) - 1)] is None else Outcome.RAISED

    def __repr__(self) -> str:
        return f"<probe {self.spec.name}>"


def probe(  # noqa: PLR0913 - each option stands for itself and is given by name
    name: str,
    delay: float = 0.0,
    *,
    delays: Sequence[float] | None = None,
    raises: _Raises | Sequence[_Raises] = None,
    result: Any = None,
    sync: bool = False,
) -> Probe:
    """An awaitable function (with ``sync`` a plain one) for the learner's code to call with any arguments.

    ``delay`` is the loop time in seconds that each call takes; ``delays`` gives it call by call, the last repeated.
    ``raises`` names a built-in exception raised in place of a result, or one (or ``None``) for each call. Without
    ``result`` each call returns a random text of its own. Make probes inside a check: ``RuntimeError`` elsewhere.
    """
    sitting = SITTING.get()
    if sitting is None:
        raise RuntimeError("make probes inside a check or a fixture, not at the top level of the file")
    each = raises if isinstance(raises, Sequence) and not isinstance(raises, str) else (raises,)
    spec = ProbeSpec(
        name=name,
        delays=tuple(map(float, delays)) if delays is not None else (float(delay),),
        raises=tuple(map(_exception_name, each)),
        sync=sync,
    )
    _validate(spec)
    return Probe(spec, () if result is None else (result,), sitting)


def _exception_name(raises: _Raises) -> str | None:
    return raises.__name__ if isinstance(raises, type) else raises


def _validate(spec: ProbeSpec) -> None:
    if not isinstance(spec.name, str) or not spec.name:
        raise TypeError("a probe's name is a text")
    if not spec.delays or not spec.raises:
        raise ValueError("delays and raises need at least one entry")
    if any(not 0 <= delay < float("inf") for delay in spec.delays):
        raise ValueError("a probe's delay is a number of seconds from 0")
    if spec.sync and any(spec.delays):
        raise ValueError("a sync probe takes no loop time")


class Handover:
    """Turns the arguments of one run into plain data and ``ProbeSpec``, and keeps the probes among them by name."""

    def __init__(self) -> None:
        self.probes: dict[str, Probe] = {}

    def plain(self, value: Any) -> Any:
        """``value`` in containers of its own.

        ``TypeError`` if it is not plain data, ``ValueError`` if two probes have one name.
        """
        kind = type(value)
        if kind in _SCALARS:
            return value
        if kind is Probe:
            if self.probes.setdefault(value.name, value) is not value:
                raise ValueError(f"two probes of one run have the name {value.name!r}")
            return value.spec
        if kind is list or kind is tuple:
            return kind(map(self.plain, value))
        if (kind is set or kind is frozenset) and not any(type(item) is Probe for item in value):
            return kind(map(self.plain, value))
        if kind is dict:
            return {self.plain(key): self.plain(item) for key, item in value.items()}
        raise TypeError(f"run(...) can hand over plain data and probes, not a {kind.__name__}")

    def answer(self, name: str, call: int) -> Any:
        """What call number ``call`` (from 0) of the probe named so returns."""
        return self.probes[name].answer(call)


_SCALARS: Final = frozenset({type(None), bool, int, float, complex, str, bytes, bytearray})
