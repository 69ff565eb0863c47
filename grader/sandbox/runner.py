"""Running jobs in the sandbox: runners hold a warm zygote (or nothing, where there is no fork), sessions a learner's
process.

A session gives its process the program once and sends it one job at a time. Time limits are kept here, outside: the CPU
clock of the process is read through the zygote, and what overstays is killed with everything it made.
"""

from __future__ import annotations

import contextlib
import select
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Any, Final, Protocol, Self

from grader.errors import GraderFault
from grader.model import Clock, Ending, Isolate, Isolation, Job, Limits, Observation, ProbeSpec, Usage
from grader.sandbox import protocol
from grader.sandbox.child import Child
from grader.sandbox.observe import observe
from grader.sandbox.probes import ProbeDesk, Results, random_result
from grader.sandbox.program import Program

_HEARTBEAT_S: Final = 1.0
_MIN_SLICE_S: Final = 0.02
_ANSWER_S: Final = 1.0
_MAX_MESSAGES: Final = 20_000
_MAX_RECEIVED: Final = 2 * protocol.MAX_FRAME
"""Bytes that one run may send in all: what it says to probes is kept in memory until the report is written."""


class Runner(Protocol):
    """Makes sessions. One session at a time is open."""

    isolation: Isolation
    python: str

    def session(self, program: Program, limits: Limits, isolate: Isolate = Isolate.SUBMISSION) -> Session:
        """A session for one submission; its process starts with the first job."""
        ...

    def close(self) -> None:
        """End every process of this runner."""
        ...


class _Stopped(Exception):  # noqa: N818 - not an error: how a run was ended from outside
    """The run cannot go on; ``ending`` says why. ``starved_share`` is that of ``Usage``."""

    def __init__(self, ending: Ending, detail: str | None = None, starved_share: float | None = None) -> None:
        super().__init__(ending)
        self.ending = ending
        self.detail = detail
        self.starved_share = starved_share


class Session:
    """Runs the jobs of one submission.

    ``heartbeat`` is called about once a second (wall time) while a run is waited for. ``clock`` is real time.
    """

    def __init__(self, start: Callable[[], Child], program: Program, limits: Limits, isolate: Isolate) -> None:
        self._start = start
        self._program = program
        self._limits = limits
        self._isolate = isolate
        self._lines = program.source.split("\n")
        self._child: Child | None = None
        self._cpu_before = 0.0
        self.heartbeat: Callable[[], None] | None = None
        self.clock: Clock = time.monotonic

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def run(self, job: Job, results: Results = random_result) -> Observation:
        """Carry out ``job`` and tell what was seen. A fault of the sandbox is an observation too (``SANDBOX_FAULT``).

        ``results(probe, call)`` gives the results of probes beyond those in their ``ProbeSpec``.
        """
        desk = ProbeDesk(_probe_specs(job), results)
        started = self.clock()
        try:
            try:
                observation = self._run(job, desk)
            except _Stopped as stop:
                observation = self._stopped(stop)
        except (GraderFault, OSError) as fault:
            self._discard()
            observation = Observation(Ending.SANDBOX_FAULT, detail=str(fault))
        usage = replace(observation.usage, wall_s=self.clock() - started)
        if self._isolate is Isolate.RUN:
            self._discard()
        return replace(observation, probes=desk.events, usage=usage)

    def close(self) -> None:
        """End the session's process with all that it made."""
        self._discard()

    # ------------------------------------------------------------------------------------------------- one run

    def _run(self, job: Job, desk: ProbeDesk) -> Observation:
        child = self._ready_child()
        if child.speaks_unasked():
            raise _Stopped(Ending.PROTOCOL_VIOLATION, "the process spoke between two runs")
        with contextlib.suppress(BrokenPipeError, ConnectionResetError, TimeoutError):
            # If it died between two runs, reading finds that out and tells how.
            child.send(_job_message(job, self._limits))
        watch = _Watch(self.clock(), self._limits)
        try:
            message = self._converse(child, desk, watch)
            observation = observe(message, self._lines)
        except (protocol.ProtocolError, RecursionError, MemoryError) as error:
            raise _Stopped(Ending.PROTOCOL_VIOLATION, str(error) or type(error).__name__) from None
        # What the process says of its own computing time is at most the time that went by.
        spent = min(observation.usage.cpu_s, self.clock() - watch.started)
        observation = replace(observation, usage=replace(observation.usage, cpu_s=spent))
        observation = self._with_streams(child, observation)
        self._cpu_before += spent
        if message.get("clean") is not True:
            self._discard()
        return observation

    def _converse(self, child: Child, desk: ProbeDesk, watch: _Watch) -> dict[str, Any]:
        """Answer for the probes until the report comes, which is returned."""
        while True:
            message = self._receive(child, watch)
            if message.get("op") == "done":
                return message
            answer = desk.handle(message)
            # One that always has something to say is never waited for.
            self._look(child, watch)
            if answer is not None:
                self._answer(child, answer)

    def _answer(self, child: Child, answer: dict[str, Any]) -> None:
        try:
            child.send(answer, _ANSWER_S)
        except TimeoutError:
            raise _Stopped(
                Ending.PROTOCOL_VIOLATION, "the process does not read the answers that it asks for"
            ) from None
        except (BrokenPipeError, ConnectionResetError):
            raise self._gone(child) from None

    def _ready_child(self) -> Child:
        if self._child is None:
            self._child = self._start()
            self._cpu_before = 0.0
            files = {name: protocol.encode(content) for name, content in self._program.files.items()}
            program = {"op": "load", "source": self._program.source, "filename": self._program.filename, "files": files}
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                self._child.send(program)  # where nobody hears it, reading finds that out and tells why
        return self._child

    def _receive(self, child: Child, watch: _Watch) -> dict[str, Any]:
        """The next message of the child; ``_Stopped`` when a limit is reached or it is gone."""
        size = protocol.HEADER.size
        body = False
        try:
            while True:
                data = child.read(size)
                if data is None:
                    self._wait(child, watch)
                elif body:
                    message = protocol.unpack(data)
                    if child.greeted:
                        return message
                    if message["op"] != "hello":
                        raise _Stopped(Ending.SANDBOX_FAULT, f"the learner's process could not be set up: {message}")
                    child.greeted = True
                    size, body = protocol.HEADER.size, False
                else:
                    size, body = protocol.frame_size(data), True
                    watch.received += size
                    watch.messages += 1
                    if watch.received > _MAX_RECEIVED or watch.messages > _MAX_MESSAGES:
                        raise protocol.ProtocolError("the run sends too much")
        except (EOFError, ConnectionResetError, BrokenPipeError):
            raise self._gone(child) from None

    def _wait(self, child: Child, watch: _Watch) -> None:
        """Wait until the child says something, keeping an eye on its limits."""
        while not _readable(child, max(_MIN_SLICE_S, min(watch.look_at, watch.deadline) - self.clock())):
            self._look(child, watch)

    def _look(self, child: Child, watch: _Watch) -> None:
        """See whether a limit is reached, if it is time to look."""
        now = self.clock()
        if now < min(watch.look_at, watch.deadline):
            return
        if self.heartbeat is not None:
            self.heartbeat()
        starved_s = child.starved_s()
        if now >= watch.deadline:
            raise _Stopped(Ending.WALL_LIMIT, starved_share=watch.starved_share(now, starved_s))
        used = child.cpu_s() - self._cpu_before
        if used >= self._limits.cpu_s:
            raise _Stopped(Ending.CPU_LIMIT)
        watch.look_at = now + min(self._limits.cpu_s - used, _HEARTBEAT_S)
        if watch.first_look is None:
            watch.first_look = (now, starved_s)

    # ------------------------------------------------------------------------------------------------- endings

    def _gone(self, child: Child) -> _Stopped:
        """The child closed its channel without a report: its exit status tells how it ended."""
        exit_ = child.kill()
        if not child.greeted:
            return _Stopped(Ending.SANDBOX_FAULT, f"the learner's process could not be set up ({exit_.describe()})")
        if exit_.cpu_s - self._cpu_before >= self._limits.cpu_s:
            return _Stopped(Ending.CPU_LIMIT)
        return _Stopped(exit_.ending(), exit_.describe())

    def _stopped(self, stop: _Stopped) -> Observation:
        child = self._child
        if child is None:
            return Observation(stop.ending, detail=stop.detail)
        exit_ = child.kill()
        cpu_s = max(0.0, exit_.cpu_s - self._cpu_before)
        usage = Usage(cpu_s=cpu_s, peak_mb=exit_.peak_mb, starved_share=stop.starved_share)
        code = exit_.code if stop.ending is Ending.EXITED else None
        observation = Observation(stop.ending, detail=stop.detail, exit_code=code, usage=usage)
        observation = self._with_streams(child, observation)
        self._discard()
        return observation

    def _with_streams(self, child: Child, observation: Observation) -> Observation:
        limit = self._limits.output_kb << 10
        stdout, stderr = child.new_output(limit)
        full = child.output_is_full(limit)
        ending = Ending.OUTPUT_LIMIT if full and observation.ending is not Ending.RETURNED else observation.ending
        return replace(observation, stdout=stdout, stderr=stderr, truncated=full, ending=ending)

    def _discard(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.close()


class _Watch:
    """What one run has used, and when (``clock`` seconds) to look again and to end it."""

    __slots__ = ("deadline", "first_look", "look_at", "messages", "received", "started")

    def __init__(self, now: float, limits: Limits) -> None:
        self.started = now
        self.deadline = now + limits.wall_s
        self.look_at = now + min(limits.cpu_s, _HEARTBEAT_S)
        self.received = 0
        self.messages = 0
        self.first_look: tuple[float, float | None] | None = None
        """When it was first looked at, and how long it had waited for a processor by then."""

    def starved_share(self, now: float, starved_s: float | None) -> float | None:
        """The share of the time since the first look in which the run was kept waiting; ``None`` if nobody knows."""
        if self.first_look is None or self.first_look[1] is None or starved_s is None:
            return None
        return max(0.0, starved_s - self.first_look[1]) / max(now - self.first_look[0], _MIN_SLICE_S)


def _readable(child: Child, timeout: float) -> bool:
    return bool(select.select([child.channel], [], [], timeout)[0])


def _probe_specs(job: Job) -> list[ProbeSpec]:
    values = (*job.args, *job.kwargs.values(), *job.names.values())
    return [value for value in _flat(values) if isinstance(value, ProbeSpec)]


def _flat(values: Any) -> list[Any]:
    found: list[Any] = []
    for value in values:
        if type(value) in (list, tuple):
            found += _flat(value)
        elif type(value) is dict:
            found += _flat(value.values())
        else:
            found.append(value)
    return found


def _job_message(job: Job, limits: Limits) -> dict[str, Any]:
    return {
        "op": "run",
        "kind": "scenario" if job.scenario is not None else "call" if job.call is not None else "script",
        "source": job.scenario_source,
        "name": job.scenario if job.scenario is not None else job.call,
        "args": [_encode(arg) for arg in job.args],
        "kwargs": _encode_each(job.kwargs),
        "names": _encode_each(job.names),
        "stdin": job.stdin,
        "argv": list(job.argv),
        "debug": job.debug,
        "virtual_s": limits.virtual_s,
    }


def _encode_each(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _encode(value) for name, value in values.items()}


def _encode(value: object) -> Any:
    return protocol.encode(value, _probe_form)


def _probe_form(value: object) -> dict[str, Any] | None:
    if isinstance(value, ProbeSpec):
        return {"$": "p", "v": {"name": value.name, "sync": value.sync}}
    return None
