"""The traced event loop: CPython's own selector loop on the virtual clock, which records what the learner's code does
with it."""

from __future__ import annotations

import asyncio
import asyncio.base_events
import asyncio.events
import selectors
import sys
import threading
import types
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor
from contextvars import Context
from typing import Any, ClassVar, Final, TypeVar, TypeVarTuple

from grader.sandbox.inside import naming, tasks, waits
from grader.sandbox.inside.clock import real_monotonic
from grader.sandbox.inside.core import Core
from grader.sandbox.inside.selector import VirtualSelector
from grader.sandbox.inside.standstill import Standstill, find_entry
from grader.sandbox.inside.trace import TaskEntry

_T = TypeVar("_T")
_Ts = TypeVarTuple("_Ts")

_RUN_UNTIL_COMPLETE_DONE: Final = getattr(asyncio.base_events, "_run_until_complete_cb", None)
_RUN_HANDLE: Final[Callable[[Any], None]] = asyncio.events.Handle._run
_LOST: Final = "Task was destroyed but it is pending!"
_NEVER_RETRIEVED: Final = "exception was never retrieved"
_IN_CALLBACK: Final = "Exception in callback"


class Watching:
    """What is added to both kinds of handles; the line and name are set where the learner's own code scheduled the
    callback."""

    __slots__ = ()

    traced_line: int | None = None
    traced_via: str | None = None
    _callback: Any
    _loop: Any

    def traced_name(self) -> str:
        return naming.callback_name(self._callback)

    def _run(self) -> None:
        loop = self._loop
        core: Core = loop.traced_core
        outer = loop.traced_acting
        callback = self._callback
        entry = _entry_of_step(callback)
        if entry is None:
            loop.traced_acting = self
            if core.active and (self.traced_via is not None or core.is_learners_function(callback)):
                core.recorder.emit("callback-ran", None, core.actor(), self.traced_line, {"name": self.traced_name()})
        else:
            loop.traced_acting = entry
            tasks.step_begins(core, entry)
        try:
            _RUN_HANDLE(self)
        finally:
            if entry is not None:
                tasks.step_ends(core, callback.__self__, entry)
            loop.traced_acting = outer


def _entry_of_step(callback: Any) -> TaskEntry | None:
    """The entry of the task that this callback resumes, if it does: a C object that is no public method of the task."""
    entry = getattr(getattr(callback, "__self__", None), "_trace_entry", None)
    if type(entry) is not TaskEntry or type(callback) is types.MethodType:
        return None
    return None if hasattr(waits.TASK_TYPE, getattr(callback, "__name__", "a step has no name")) else entry


class TracedHandle(Watching, asyncio.events.Handle):
    """A handle that tells the trace when it runs."""


class TracedTimerHandle(Watching, asyncio.events.TimerHandle):
    """A timer that tells the trace when it runs and when the learner's code cancels it."""

    def cancel(self) -> None:
        core: Core = self._loop.traced_core
        frame = sys._getframe(1)
        if core.active and not self._cancelled and core.recorder.is_learners(frame):
            core.note("timer-cancelled", frame, {"name": self.traced_name(), "when": self.when()})
        super().cancel()


class TracedLoop(asyncio.SelectorEventLoop):
    """The loop that every way to get a loop gives while a ``Monitor`` is installed."""

    traced_core: ClassVar[Core]
    traced_future: ClassVar[type[tasks.TracedFuture]]
    traced_acting: Any = None
    """Who is acting: the entry of a task, the handle of a callback, or ``None`` while the loop does not run."""
    traced_number = 0

    _ready: deque[Any]
    _scheduled: list[Any]
    _thread_id: int | None
    _clock_resolution: float

    def __init__(self, selector: Any = None) -> None:
        core = self.traced_core
        wrapped = VirtualSelector(selector if selector is not None else selectors.DefaultSelector(), core)
        wrapped.loop = self
        super().__init__(wrapped)
        # Timers that lie on the same nanosecond of the clock's grid are due together.
        self._clock_resolution = 1e-9
        if core.active:
            core.recorder.loops += 1
            self.traced_number = core.recorder.loops
            core.loops.append(self)
            frame = sys._getframe(1)
            kind = "loop-implicit" if _is_implicit(core, frame) else "loop-created"
            core.note(kind, frame, {"loop": self.traced_number})

    def time(self) -> float:
        return self.traced_core.clock.now if self.traced_core.active else real_monotonic()

    # ---------------------------------------------------------------------------------------------- scheduling

    def call_soon(
        self, callback: Callable[[*_Ts], object], *args: *_Ts, context: Context | None = None
    ) -> asyncio.Handle:
        frame = sys._getframe(1)
        if self._thread_id is not None and self._thread_id != threading.get_ident():
            tasks.wrong_thread(self.traced_core, self, sys._getframe())
        handle = super().call_soon(callback, *args, context=context)
        _drop_own_frame(handle)
        if frame.f_code.co_filename == self.traced_core.recorder.filename:
            self._scheduled_by_learner(handle, frame, "call_soon", None)
        return handle

    def call_soon_threadsafe(
        self, callback: Callable[[*_Ts], object], *args: *_Ts, context: Context | None = None
    ) -> asyncio.Handle:
        frame = sys._getframe(1)
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        _drop_own_frame(handle)
        if self.traced_core.recorder.is_learners(frame):
            self._scheduled_by_learner(handle, frame, "call_soon_threadsafe", None)
        return handle

    def call_at(
        self, when: float, callback: Callable[[*_Ts], object], *args: *_Ts, context: Context | None = None
    ) -> asyncio.TimerHandle:
        frame = sys._getframe(1)
        via = "call_at"
        if frame.f_code is _CALL_LATER and frame.f_back is not None:
            frame, via = frame.f_back, "call_later"
        tasks.wrong_thread(self.traced_core, self, sys._getframe())
        handle = super().call_at(when, callback, *args, context=context)
        _drop_own_frame(handle)
        if self.traced_core.recorder.is_learners(frame):
            self._scheduled_by_learner(handle, frame, via, when)
        return handle

    def _scheduled_by_learner(self, handle: Any, frame: types.FrameType, via: str, when: float | None) -> None:
        core = self.traced_core
        handle.traced_line = frame.f_lineno
        handle.traced_via = via
        core.note("callback-scheduled", frame, {"name": handle.traced_name(), "via": via, "when": when})

    def create_future(self) -> asyncio.Future[Any]:
        frame = sys._getframe(1)
        if self.traced_core.active and self.traced_core.recorder.is_learners(frame):
            future = self.traced_future(loop=self)
            future.enter_trace(frame)
            return future
        return waits.FUTURE_TYPE(loop=self)

    def run_in_executor(self, executor: Executor | None, func: Callable[[*_Ts], _T], *args: *_Ts) -> asyncio.Future[_T]:
        core = self.traced_core
        core.note("executor", sys._getframe(1), {"name": naming.callback_name(func)})
        return super().run_in_executor(executor, func, *args)

    # ------------------------------------------------------------------------------------------------- running

    def run_forever(self) -> None:
        core = self.traced_core
        frame = sys._getframe(1)
        inner = core.active and _is_tidying(frame)
        if not inner and core.active:
            entry, line, _ = find_entry(core.recorder, sys._getframe())
            core.recorder.emit("loop-run", None, core.actor(), line, {"loop": self.traced_number, "entry": entry})
        try:
            super().run_forever()
        finally:
            if not inner:
                core.recorder.emit("loop-stopped", None, None, None, {"loop": self.traced_number})

    def stop(self) -> None:
        core = self.traced_core
        frame = sys._getframe(1)
        if _RUN_UNTIL_COMPLETE_DONE is None or frame.f_code is not _RUN_UNTIL_COMPLETE_DONE.__code__:
            core.note("loop-stop-called", frame, {"loop": self.traced_number, "running": self.is_running()})
            tasks.wrong_thread(core, self, sys._getframe())
        super().stop()

    def close(self) -> None:
        if not self.is_closed() and not self.is_running():
            self.traced_core.note("loop-closed", sys._getframe(1), {"loop": self.traced_number})
        super().close()

    # -------------------------------------------------------------------------------------------------- errors

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        core = self.traced_core
        if core.active and core.judge.ending is not None:
            # The run is over; what it leaves behind when it is taken apart is not the program's doing.
            return
        self._record_unhandled(context)
        super().call_exception_handler(context)

    def _record_unhandled(self, context: dict[str, Any]) -> None:
        core = self.traced_core
        message = naming.plain(str(context.get("message") or ""))
        error = context.get("exception")
        text = naming.error_text(error) if isinstance(error, BaseException) else None
        owner = context.get("task") or context.get("future")
        entry = getattr(owner, "_trace_entry", None)
        key = None if entry is None else entry.key
        line = None if entry is None else entry.line
        if isinstance(error, Standstill):
            return
        if message == _LOST:
            core.recorder.emit("task-lost", key, None, line)
        elif message.endswith(_NEVER_RETRIEVED):
            core.recorder.emit("never-retrieved", key, None, line, {"error": text})
        elif message.startswith(_IN_CALLBACK) and "handle" in context:
            handle = context["handle"]
            raised = None if error is None else tasks.raised_line(core, error)
            name = naming.callback_name(getattr(handle, "_callback", None))
            core.recorder.emit("callback-raised", None, core.actor(), raised, {"name": name, "error": text})
        else:
            core.recorder.emit("unhandled", key, core.actor(), line, {"message": message, "error": text})


_CALL_LATER: Final = asyncio.base_events.BaseEventLoop.call_later.__code__
_TIDYING: Final = frozenset(
    function.__code__
    for function in (asyncio.Runner.close, getattr(asyncio.runners, "_cancel_all_tasks", None))
    if function is not None
)


def _is_tidying(frame: types.FrameType | None) -> bool:
    """Whether the loop runs once more only because ``asyncio.run`` is closing it: at most run_until_complete lies
    between."""
    for _ in range(3):
        if frame is None or frame.f_code in _TIDYING:
            break
        frame = frame.f_back
    return frame is not None and frame.f_code in _TIDYING


def _is_implicit(core: Core, frame: types.FrameType | None) -> bool:
    """Whether a policy's ``get_event_loop`` makes this loop."""
    while frame is not None and not core.recorder.is_learners(frame):
        if frame.f_code.co_name == "get_event_loop":
            return True
        frame = frame.f_back
    return False


def _drop_own_frame(handle: Any) -> None:
    # In debug mode a handle knows where it was made; the frames of asyncio were taken off already.
    if handle._source_traceback:
        del handle._source_traceback[-1]
