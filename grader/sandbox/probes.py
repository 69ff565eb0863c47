"""The trusted side of probes: which calls there were, when, and what each one returns.

The clock here is the reference while probes are pending. The learner's process may claim a later time (its own timers
ran) but never an earlier one, and it learns a result only when its time has come.
"""

from __future__ import annotations

import heapq
import math
import secrets
from collections.abc import Callable, Iterable
from typing import Any, Final

from grader.model import Opaque, ProbeEvent, ProbeSpec
from grader.sandbox import protocol

_MAX_EVENTS: Final = 5_000

Results = Callable[[str, int], Any]
"""Gives the result of a call of a probe: the probe's name and the number of the call, from 0."""


def random_result(name: str, call: int) -> str:
    """A result that cannot be guessed."""
    return f"{name}-{call}-{secrets.token_hex(8)}"


class ProbeDesk:
    """Answers the probe messages of one run."""

    def __init__(self, specs: Iterable[ProbeSpec], results: Results = random_result) -> None:
        self._specs = {spec.name: spec for spec in specs}
        self._results = results
        self._made = dict.fromkeys(self._specs, 0)
        self._open: dict[int, tuple[str, int]] = {}
        self._due: list[tuple[float, int]] = []
        self._outcomes: dict[int, dict[str, Any]] = {}
        self._events: list[ProbeEvent] = []
        self._clock = 0.0

    @property
    def events(self) -> tuple[ProbeEvent, ...]:
        """What happened to probes so far, in the order in which it was told here."""
        return tuple(self._events)

    def handle(self, message: dict[str, Any]) -> dict[str, Any] | None:
        """The answer to a message of the run, ``None`` where none is due; ``ProtocolError`` if it makes no sense."""
        if len(self._events) > _MAX_EVENTS:
            raise protocol.ProtocolError("too many calls of probes")
        try:
            match message["op"]:
                case "enter":
                    self._clock = max(self._clock, _time(message["now"]))
                    return self._enter(_text(message["probe"]), _whole(message["call"]), message["args"])
                case "cancelled":
                    self._clock = max(self._clock, _time(message["now"]))
                    self._cancel(_whole(message["call"]))
                    return None
                case "idle":
                    return self._idle(message["now"], message["next"])
        except (KeyError, TypeError, ValueError) as error:
            raise protocol.ProtocolError(f"a malformed message: {type(error).__name__}") from None
        raise protocol.ProtocolError("an unknown message")

    def _enter(self, name: str, call: int, args: list[Any]) -> dict[str, Any] | None:
        spec = self._specs[name]
        if call in self._open or call in self._outcomes:
            raise protocol.ProtocolError("a probe's call was announced twice")
        number = self._made[name]
        self._made[name] += 1
        given = tuple(protocol.decode(form, _opaque) for form in _listed(args))
        self._events.append(ProbeEvent(self._clock, "enter", name, number, given))
        outcome = self._outcome(spec, number)
        if spec.sync:
            self._outcomes[call] = outcome
            self._events.append(ProbeEvent(self._clock, "leave", name, number))
            return {"op": "outcome", "outcome": outcome}
        self._open[call] = (name, number)
        self._outcomes[call] = outcome
        delay = _nth(spec.delays, number, 0.0)
        if math.isfinite(delay):
            heapq.heappush(self._due, (self._clock + delay, call))
        return None

    def _outcome(self, spec: ProbeSpec, number: int) -> dict[str, Any]:
        error = _nth(spec.raises, number, None)
        if error is not None:
            return {"raise": error, "message": f"{spec.name} failed"}
        value = spec.results[number] if number < len(spec.results) else self._results(spec.name, number)
        return {"value": protocol.encode(value)}

    def _cancel(self, call: int) -> None:
        if call in self._open:
            name, number = self._open.pop(call)
            self._events.append(ProbeEvent(self._clock, "cancelled", name, number))

    def _idle(self, now: float, next_timer: float | None) -> dict[str, Any]:
        """Move the clock to whatever comes first, a probe or a timer of the program, and say what is due then."""
        self._clock = max(self._clock, _time(now))
        while self._due and self._due[0][1] not in self._open:
            heapq.heappop(self._due)
        timer = math.inf if next_timer is None else _time(next_timer)
        target = min(self._due[0][0] if self._due else math.inf, timer)
        if math.isinf(target):
            return {"op": "time", "time": self._clock, "finish": [], "stuck": True}
        self._clock = max(self._clock, target)
        finish = []
        while self._due and self._due[0][0] <= self._clock:
            _, call = heapq.heappop(self._due)
            if call in self._open:
                name, number = self._open.pop(call)
                self._events.append(ProbeEvent(self._clock, "leave", name, number))
                finish.append([call, self._outcomes[call]])
        return {"op": "time", "time": self._clock, "finish": finish, "stuck": False}


def _nth(values: tuple[Any, ...], number: int, default: Any) -> Any:
    return values[min(number, len(values) - 1)] if values else default


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError
    return value


def _listed(value: object) -> list[Any]:
    if type(value) is not list:
        raise TypeError
    return value


def _text(value: object) -> str:
    if type(value) is not str:
        raise TypeError
    return value


def _time(value: object) -> float:
    if type(value) not in (int, float):
        raise TypeError
    number = float(value)  # type: ignore[arg-type]  # a number, as tested
    if not math.isfinite(number) or number < 0:
        raise ValueError
    return number


def _opaque(tag: str, content: Any) -> object:
    return make_opaque(tag, content)


def make_opaque(tag: str, content: Any) -> Opaque:
    """The opaque value of a form with tag ``o``; anything else is not something that a program may send."""
    if tag != "o" or type(content) is not list or [type(part) for part in content] != [str, str]:
        raise protocol.ProtocolError("not an opaque value")
    return Opaque(content[0][:200], content[1][: protocol.MAX_REPR])
