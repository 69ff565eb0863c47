"""What the parts of the traced loop share: the run's settings, its clock, its trace and who is acting at the moment."""

from __future__ import annotations

import asyncio.events
import functools
import gc
import threading
import types
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from grader.sandbox.inside.clock import VirtualClock
from grader.sandbox.inside.standstill import Judge
from grader.sandbox.inside.trace import MAIN, Recorder, TaskEntry

_COLLECTED_JUMPS: Final = 30
"""At this many first jumps of the clock garbage is collected, so that a task that nobody keeps is lost in every run
alike."""


class ProbeLink(Protocol):
    """The run's connection to the trusted side, which holds the results and times of probes."""

    def pending(self) -> bool:
        """Whether a probe has been called and not yet answered."""

    def idle(self, now: float, next_timer: float | None) -> float:
        """Nothing else happens before ``next_timer`` (loop time): resolve what is due and return the new loop time."""


@dataclass(frozen=True, slots=True)
class RunConfig:
    """How to watch one run.

    ``filename`` is that of the learner's code objects. ``virtual_s`` is the horizon in seconds of loop time;
    ``max_turns`` the turns that a loop may take at one instant, ``max_jumps`` how often the clock may jump;
    ``max_events`` caps the trace. ``io_grace_s`` (real seconds) is how long bytes may take to arrive before the clock
    jumps, ``io_cap_s`` how long a working thread or a far socket is waited for. ``epoch`` is ``time.time()`` at the
    start: fixed, so that what a program prints is the same in every run.
    """

    filename: str
    virtual_s: float
    max_turns: int = 20_000
    max_events: int = 2_000
    io_grace_s: float = 0.02
    io_cap_s: float = 2.0
    max_jumps: int = 10_000
    epoch: float = 1_767_225_600.0


@dataclass(slots=True, eq=False)
class Core:
    """The state of the present run. There is one in a process; ``Monitor`` owns it and the patched parts of asyncio
    hold it."""

    clock: VirtualClock = field(default_factory=VirtualClock)
    recorder: Recorder = field(init=False)
    judge: Judge = field(init=False)
    config: RunConfig = field(default_factory=lambda: RunConfig("", 0.0))
    probes: ProbeLink | None = None
    active: bool = False
    loops: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        clock = self.clock
        self.recorder = Recorder(lambda: clock.now)
        self.judge = Judge(self.recorder, clock)
        clock.on_move = self._moved

    def begin(self, config: RunConfig, probes: ProbeLink | None) -> None:
        """Start a run on a clean slate."""
        self.config = config
        self.probes = probes
        self.loops = []
        self.clock.reset()
        self.clock.patience = config.io_cap_s
        self.clock.grace = config.io_grace_s
        self.recorder.reset(config.filename, config.max_events)
        self.judge.reset(config.virtual_s, config.max_turns, config.max_jumps)
        self.active = True

    def _moved(self, old: float, new: float) -> None:
        recorder = self.recorder
        if recorder.active and len(recorder.events) < recorder.max_events:
            recorder.events.append([old, "clock", None, None, None, {"to": new}])

    def collect_garbage(self) -> None:
        """Collect garbage, as long as the run is young."""
        if self.clock.jumps < _COLLECTED_JUMPS:
            gc.collect()

    def running_loop(self) -> Any:
        """The traced loop that runs in this thread, or ``None``."""
        loop = asyncio.events._get_running_loop()
        return loop if loop is not None and hasattr(loop, "traced_acting") else None

    @staticmethod
    def in_main_thread() -> bool:
        return threading.current_thread() is threading.main_thread()

    def actor(self) -> str:
        """Who is acting in this thread."""
        loop = asyncio.events._get_running_loop()
        acting = getattr(loop, "traced_acting", None)
        if acting is not None:
            return acting.key if isinstance(acting, TaskEntry) else f"callback {acting.traced_name()}"
        if self.in_main_thread():
            return MAIN
        return f"thread {threading.current_thread().name}"

    def is_learners_function(self, callback: Any) -> bool:
        """Whether a callback is a function or method from the learner's file, also inside a ``partial``."""
        while isinstance(callback, functools.partial):
            callback = callback.func
        code = getattr(callback, "__code__", None)
        return code is not None and getattr(code, "co_filename", None) == self.recorder.filename

    def line_of(self, frame: types.FrameType | None) -> int | None:
        """The learner's line that led to ``frame``; where only asyncio's code runs, the line that scheduled it or made
        its task."""
        line = self.recorder.line_of(frame)
        if line is None:
            acting = getattr(asyncio.events._get_running_loop(), "traced_acting", None)
            line = acting.line if isinstance(acting, TaskEntry) else getattr(acting, "traced_line", None)
        return line

    def note(
        self, kind: str, frame: types.FrameType | None, data: dict[str, Any] | None = None, subject: str | None = None
    ) -> None:
        """Record an event of the present actor, at the learner's line that led to ``frame``."""
        if self.recorder.active:
            self.recorder.emit(kind, subject, self.actor(), self.line_of(frame), data)
