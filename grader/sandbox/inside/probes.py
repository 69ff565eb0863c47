"""Probes as the learner's program meets them: functions whose results, order and time the trusted side holds.

A call announces itself and waits on a future of the running loop. When the loop has nothing else to do it asks the
trusted side, which knows when each probe is to finish, for the time that it is now and for the results that are due.
"""

from __future__ import annotations

import asyncio
import builtins
from collections.abc import Callable
from typing import Any, Final

from grader.sandbox import protocol

# Bound before the monitor puts its own class in place: a probe's future is not part of what the learner's program did.
_Future: Final = asyncio.Future
Send = Callable[[dict[str, Any]], None]
Receive = Callable[[], dict[str, Any]]


class ProbeChannel:
    """The link between the loop, the probes of this run and the trusted side."""

    def __init__(self, send: Send, receive: Receive) -> None:
        self._send = send
        self._receive = receive
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._stuck = False
        self._calls = 0

    def reset(self) -> None:
        """Forget the calls of an earlier run."""
        self._waiting.clear()
        self._stuck = False
        self._calls = 0

    def pending(self) -> bool:
        """Whether the trusted side will still wake somebody up."""
        return bool(self._waiting) and not self._stuck

    def idle(self, now: float, next_timer: float | None) -> float:
        """Nothing can run: ask for the time and the results that are due, hand them out, and return the new time."""
        self._send({"op": "idle", "now": now, "next": next_timer})
        answer = self._receive()
        self._stuck = bool(answer["stuck"])
        for call, outcome in answer["finish"]:
            future = self._waiting.pop(call, None)
            if future is not None and not future.done():
                future.set_result(outcome)
        return float(answer["time"])

    def make(self, spec: dict[str, Any]) -> Callable[..., Any]:
        """The function that stands for a probe in the learner's program."""
        name = str(spec["name"])

        async def probe(*args: Any, **kwargs: Any) -> Any:
            call = self._announce(name, args, kwargs)
            future: asyncio.Future[Any] = _Future(loop=asyncio.get_running_loop())
            self._waiting[call] = future
            self._stuck = False
            try:
                outcome = await future
            except asyncio.CancelledError:
                self._waiting.pop(call, None)
                self._send({"op": "cancelled", "call": call, "now": _now()})
                raise
            return _deliver(outcome)

        def sync_probe(*args: Any, **kwargs: Any) -> Any:
            self._announce(name, args, kwargs)
            return _deliver(self._receive()["outcome"])

        function: Callable[..., Any] = sync_probe if spec["sync"] else probe
        function.__name__ = function.__qualname__ = name
        return function

    def _announce(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> int:
        self._calls += 1
        given = [*args, *kwargs.values()]
        forms = [protocol.encode(arg) for arg in given]
        self._send({"op": "enter", "probe": name, "call": self._calls, "args": forms, "now": _now()})
        return self._calls


def _now() -> float:
    loop = asyncio._get_running_loop()
    return 0.0 if loop is None else loop.time()


def _deliver(outcome: dict[str, Any]) -> Any:
    if "raise" in outcome:
        raise getattr(builtins, outcome["raise"])(outcome["message"])
    return protocol.decode(outcome["value"], _refuse)


def _refuse(tag: str, content: Any) -> object:
    raise protocol.ProtocolError(f"{tag} {content!r} in a probe's result")
