"""The trace: what happened on the loops of one run, as plain lists, and the keys by which it names tasks and futures.

An event is ``[time, kind, subject, actor, line, data]``. ``time`` is loop time in seconds, ``subject`` the key of the
task (``T1``) or future (``F1``) that the event is about, ``actor`` who did it (a task's key, ``callback NAME``,
``thread NAME`` or ``main program``), ``line`` a line of the learner's file. The keys of ``data``, which is empty where
the table shows none:

=======================  =============================================================================================
kind                     data
=======================  =============================================================================================
loop-created             ``loop`` number of the loop, from 1
loop-implicit            ``loop``: ``get_event_loop()`` made this one because there was none (3.11 to 3.13)
loop-run                 ``loop``, ``entry``: ``run``, ``run_until_complete`` or ``run_forever``, the learner's own
                         call
loop-stop-called         ``loop``, ``running``: whether the loop was running when ``stop()`` was called
loop-stopped             ``loop``
loop-closed              ``loop``
callback-scheduled       ``name``, ``via``: ``call_soon``, ``call_later``, ``call_at`` or ``call_soon_threadsafe``,
                         ``when`` (loop time)
callback-ran             ``name``; the line is the one that scheduled it, where the learner's own code did
callback-raised          ``name``, ``error``
timer-cancelled          ``name``, ``when``
task-created             ``coroutine``
task-resumed             ``first``: whether this is the task's first step
task-suspended           ``wait``: the primitive (see waits.py), ``text``, ``on``: key of the task or future waited
                         for, or null
task-finished            ``how``: ``returned``, ``raised`` or ``cancelled``; ``error`` (``TypeError: ...``) or null
task-lost                (the task was garbage-collected while pending)
cancel-requested         ``via``: ``cancel`` (the learner's call), ``asyncio.run``, ``timeout``, ``TaskGroup``,
                         ``gather``, ``wait_for``,
                         ``await`` (the task that awaits it was cancelled) or ``library``
future-created
future-resolved          ``how``: ``result``, ``exception`` or ``cancelled``
future-resolved-again    ``how``, ``first_actor``, ``first_line``, ``first_time``
blocked                  ``seconds``, ``call``: what stopped the thread that runs the loop
clock                    ``to``: the clock jumps from the event's time to this one, because nothing could happen
                         before
wrong-thread             ``call``: what was called on a running loop from another thread than its own
executor                 ``name`` of the function that a worker thread runs
thread-sleep             ``seconds``
unhandled                ``message``, ``error`` or null: what reached the loop's exception handler
never-awaited            ``name`` of the coroutine function; the line is the one that called it
never-retrieved          ``error``: of a task or future whose exception nobody looked at
deprecated               ``message``
truncated                (frequent kinds are left out from here on)
=======================  =============================================================================================

Recording stops when the run is brought to a standstill: what follows is tidying up and not the program's own behaviour.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

MAIN: Final = "main program"

_FREQUENT: Final = frozenset(
    {
        "callback-scheduled",
        "callback-ran",
        "timer-cancelled",
        "task-resumed",
        "task-suspended",
        "future-created",
        "future-resolved",
        "clock",
        "thread-sleep",
        "blocked",
    }
)
_RESERVE: Final = 0.25
"""The share of ``max_events`` kept for the kinds that are few and tell most, after the frequent ones have filled the
trace."""


@dataclass(slots=True)
class TaskEntry:
    """What the trace knows of a task after the task itself may be gone."""

    key: str
    number: int
    name: str
    coroutine: str
    line: int | None
    started: bool = False
    finished: bool = False

    @property
    def shown(self) -> str:
        """``Task-1:main`` for a task that Python named, else the learner's own name for it."""
        return f"{self.name}:{self.coroutine}" if self.name.startswith("Task-") else self.name


@dataclass(slots=True)
class FutureEntry:
    """What the trace knows of a future that the learner's code made; ``first``: who resolved it, its line and time."""

    key: str
    line: int | None
    first: tuple[str, int | None, float] | None = None


@dataclass(slots=True)
class Recorder:
    """Collects the events of one run. ``reset`` makes it ready for another one."""

    now: Callable[[], float]
    filename: str = ""
    boundary: types.CodeType | None = None
    """The code of a handle's run: the learner's frames outside it started the loop and did not call what runs now."""
    active: bool = False
    max_events: int = 0
    events: list[list[Any]] = field(default_factory=list)
    tasks: dict[str, TaskEntry] = field(default_factory=dict)
    futures: int = 0
    loops: int = 0
    task_names: int = 0
    hashes: int = 0
    truncated: bool = False

    def reset(self, filename: str, max_events: int) -> None:
        """Forget everything and record again; ``filename`` is that of the learner's code objects."""
        self.filename = filename
        self.max_events = max_events
        self.events = []
        self.tasks = {}
        self.futures = self.loops = self.task_names = self.hashes = 0
        self.truncated = False
        self.active = True

    def stop(self) -> None:
        """Record nothing more."""
        self.active = False

    def emit(
        self, kind: str, subject: str | None, actor: str | None, line: int | None, data: dict[str, Any] | None = None
    ) -> None:
        """Add an event at the present loop time."""
        if not self.active:
            return
        count = len(self.events)
        if count >= self.max_events:
            if not self.truncated:
                self.truncated = True
                self.events.append([self.now(), "truncated", None, None, None, {}])
            if kind in _FREQUENT or count >= self.max_events * (1 + _RESERVE):
                return
        self.events.append([self.now(), kind, subject, actor, line, data if data is not None else {}])

    def new_task(self, name: str, coroutine: str, line: int | None) -> TaskEntry:
        """The entry of a new task, with the next key."""
        number = len(self.tasks) + 1
        entry = TaskEntry(f"T{number}", number, name, coroutine, line)
        self.tasks[entry.key] = entry
        return entry

    def new_future(self, line: int | None) -> FutureEntry:
        """The entry of a new future, with the next key."""
        self.futures += 1
        return FutureEntry(f"F{self.futures}", line)

    def next_task_name(self) -> str:
        """``Task-1``, ``Task-2``, ... as CPython names them, but from 1 in every run."""
        self.task_names += 1
        return f"Task-{self.task_names}"

    def next_hash(self) -> int:
        """A hash for a task or future: by number and not by address, so that sets of them have the same order in every
        run."""
        self.hashes += 1
        return self.hashes

    def is_learners(self, frame: types.FrameType) -> bool:
        """Whether the frame runs the learner's own code."""
        return frame.f_code.co_filename == self.filename

    def line_of(self, frame: types.FrameType | None) -> int | None:
        """The learner's line that ``frame`` or the nearest frame outside it executes, as far as the present callback
        goes."""
        name, boundary = self.filename, self.boundary
        while frame is not None:
            code = frame.f_code
            if code.co_filename == name:
                return frame.f_lineno
            if code is boundary:
                return None
            frame = frame.f_back
        return None

    def call_of(self, frame: types.FrameType) -> str:
        """The name of the function that the learner's code called to get to ``frame``."""
        name = frame.f_code.co_name
        outer: types.FrameType | None = frame
        while outer is not None:
            if self.is_learners(outer):
                return name
            name = outer.f_code.co_name
            outer = outer.f_back
        # Handed over as it is, to an executor for instance.
        return frame.f_code.co_name

    def task_rows(self) -> list[list[Any]]:
        """The tasks as the observation carries them."""
        return [[entry.key, entry.shown, entry.coroutine, entry.line] for entry in self.tasks.values()]
