"""Tasks and futures that say what happens to them. Both are CPython's own C classes, with a few methods in front."""

from __future__ import annotations

import asyncio
import asyncio.base_events
import asyncio.coroutines
import asyncio.events
import asyncio.runners
import asyncio.selector_events
import asyncio.taskgroups
import asyncio.timeouts
import sys
import threading
import types
from typing import Any, ClassVar, Final

from grader.sandbox.inside import naming, waits
from grader.sandbox.inside.core import Core
from grader.sandbox.inside.trace import FutureEntry, TaskEntry

_INTERNAL_FILES: Final = frozenset(
    code.co_filename
    for code in (
        asyncio.base_events.BaseEventLoop.run_forever.__code__,
        asyncio.selector_events.BaseSelectorEventLoop.sock_recv.__code__,
    )
) | {
    asyncio.base_events.__file__.replace("base_events", name)
    for name in ("unix_events", "windows_events", "base_subprocess")
}
"""Coroutines from here run as tasks of the loop's own, which are not the program's."""

_ASYNCIO: Final = asyncio.base_events.__file__.removesuffix("base_events.py")

_VIA: Final = {"runners.py": "asyncio.run", "timeouts.py": "timeout", "taskgroups.py": "TaskGroup"}


def _is_internal(code: types.CodeType | None) -> bool:
    """Whether a task that runs this is asyncio's own: the loop's or a private helper that ``communicate()`` uses."""
    if code is None:
        return False
    private = code.co_name.startswith("_") and code.co_filename.startswith(_ASYNCIO)
    return private or code.co_filename in _INTERNAL_FILES


def wrong_thread(core: Core, loop: Any, frame: types.FrameType) -> None:
    """Record a call on a running loop from a thread that is not the loop's own."""
    if loop._thread_id is not None and loop._thread_id != threading.get_ident():
        core.note("wrong-thread", frame, {"call": core.recorder.call_of(frame)})


class TracedTask(asyncio.Task[Any]):
    """A task with an entry in the trace; tasks of asyncio's own have none."""

    traced_core: ClassVar[Core]
    _trace_entry: TaskEntry | None = None
    _cancelling_now = False

    def __init__(self, coro: Any, *, loop: Any = None, name: Any = None, **options: Any) -> None:
        core = self.traced_core
        recorder = core.recorder
        self._hash = recorder.next_hash()
        if name is None and asyncio.coroutines.iscoroutine(coro):
            name = recorder.next_task_name()
        code = naming.coroutine_code(coro)
        if not core.active or _is_internal(code):
            super().__init__(coro, loop=loop, name=name, **options)
        elif options.get("eager_start") and asyncio.events._get_running_loop() is loop:
            self._start_eagerly(coro, loop, name, options)
        else:
            super().__init__(coro, loop=loop, name=name, **options)
            self._enter_trace(coro, sys._getframe(1))
        traceback = self._source_traceback  # type: ignore[attr-defined]  # not in typeshed
        if traceback:
            del traceback[-1]

    def __hash__(self) -> int:
        return self._hash

    def _enter_trace(self, coro: Any, frame: types.FrameType, name: str | None = None) -> TaskEntry:
        core = self.traced_core
        line = core.recorder.line_of(frame)
        entry = core.recorder.new_task(name or self.get_name(), naming.coroutine_name(coro), line)
        self._trace_entry = entry
        core.recorder.emit("task-created", entry.key, core.actor(), line, {"coroutine": entry.coroutine})
        return entry

    def _start_eagerly(self, coro: Any, loop: Any, name: Any, options: dict[str, Any]) -> None:
        # The first step runs inside the constructor, in the middle of a step of the task that creates this one.
        entry = self._enter_trace(coro, sys._getframe(2), str(name))
        acting = loop.traced_acting
        loop.traced_acting = entry
        step_begins(self.traced_core, entry)
        try:
            super().__init__(coro, loop=loop, name=name, **options)
        finally:
            loop.traced_acting = acting
        step_ends(self.traced_core, self, entry)

    def set_name(self, value: object, /) -> None:
        super().set_name(value)
        if self._trace_entry is not None:
            self._trace_entry.name = self.get_name()

    def cancel(self, msg: Any | None = None) -> bool:
        if self._cancelling_now:
            # Tasks that await each other in a circle would cancel each other until the stack is full.
            return False
        core = self.traced_core
        entry = self._trace_entry
        if entry is not None and core.recorder.active and not self.done():
            frame = sys._getframe(1)
            core.note("cancel-requested", frame, {"via": _cancelled_via(core, frame)}, entry.key)
        self._cancelling_now = True
        try:
            return super().cancel(msg)
        finally:
            self._cancelling_now = False


def _cancelled_via(core: Core, frame: types.FrameType) -> str:
    if core.recorder.is_learners(frame):
        return "cancel"
    if frame.f_code is TracedTask.cancel.__code__:
        return "await"
    name = frame.f_code.co_name
    if name == "cancel" and "GatheringFuture" in frame.f_code.co_qualname:
        return "gather"
    if name in ("wait_for", "_cancel_and_wait"):
        return "wait_for"
    return _VIA.get(frame.f_code.co_filename.replace("\\", "/").rpartition("/")[2], "library")


def step_begins(core: Core, entry: TaskEntry) -> None:
    """A task goes on."""
    core.recorder.emit("task-resumed", entry.key, None, None, {"first": not entry.started})
    entry.started = True


def step_ends(core: Core, task: Any, entry: TaskEntry) -> None:
    """A task has stopped at an await, or for good."""
    recorder = core.recorder
    if task.done():
        entry.finished = True
        how, error = _outcome(task)
        line = None if error is None else raised_line(core, error)
        text = None if error is None else naming.error_text(error)
        recorder.emit("task-finished", entry.key, entry.key, line, {"how": how, "error": text})
    elif recorder.active and len(recorder.events) < recorder.max_events:
        line, primitive = waits.quick(task, recorder.filename)
        on = getattr(getattr(waits.target_of(task), "_trace_entry", None), "key", None)
        text = primitive if on is None else f"{primitive} {on}"
        recorder.emit("task-suspended", entry.key, entry.key, line, {"wait": primitive, "text": text, "on": on})


def _outcome(task: Any) -> tuple[str, BaseException | None]:
    if task.cancelled():
        return "cancelled", None
    # Not exception(): asking counts as somebody having looked at it.
    error = task._exception
    return ("returned", None) if error is None else ("raised", error)


def raised_line(core: Core, error: BaseException) -> int | None:
    """The learner's innermost line in an exception's traceback."""
    line = None
    traceback = error.__traceback__
    while traceback is not None:
        if core.recorder.is_learners(traceback.tb_frame):
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


class _FutureMeta(type):
    """Lets every future of asyncio count as an instance of the class that stands in for ``asyncio.Future``."""

    def __instancecheck__(cls, instance: object) -> bool:
        return (
            isinstance(instance, waits.FUTURE_TYPE)
            if "traced_core" in vars(cls)
            else super().__instancecheck__(instance)
        )

    def __subclasscheck__(cls, subclass: type) -> bool:
        return (
            issubclass(subclass, waits.FUTURE_TYPE)
            if "traced_core" in vars(cls)
            else super().__subclasscheck__(subclass)
        )


class TracedFuture(asyncio.Future, metaclass=_FutureMeta):  # type: ignore[type-arg]  # the C class itself is wanted as the base
    """A future that the learner's own code made."""

    traced_core: ClassVar[Core]
    _trace_entry: FutureEntry | None = None

    def __init__(self, *, loop: Any = None) -> None:
        self._hash = self.traced_core.recorder.next_hash()
        super().__init__(loop=loop)
        traceback = self._source_traceback  # type: ignore[attr-defined]  # not in typeshed
        if traceback:
            del traceback[-1]
        frame = sys._getframe(1)
        if self.traced_core.active and self.traced_core.recorder.is_learners(frame):
            self.enter_trace(frame)

    def __hash__(self) -> int:
        return self._hash

    def enter_trace(self, frame: types.FrameType) -> None:
        """Give this future an entry: ``frame``, of the learner's code, made it."""
        core = self.traced_core
        self._trace_entry = entry = core.recorder.new_future(frame.f_lineno)
        core.note("future-created", frame, None, entry.key)

    def _note_resolving(self, how: str) -> None:
        entry, core = self._trace_entry, self.traced_core
        if entry is None or not core.active:
            return
        frame = sys._getframe(2)
        wrong_thread(core, self.get_loop(), sys._getframe(1))
        if not self.done():
            entry.first = (core.actor(), core.line_of(frame), core.clock.now)
            core.note("future-resolved", frame, {"how": how}, entry.key)
        elif how != "cancelled":
            actor, line, time = entry.first or (None, None, None)
            again = {"how": how, "first_actor": actor, "first_line": line, "first_time": time}
            core.note("future-resolved-again", frame, again, entry.key)

    def set_result(self, result: Any, /) -> None:
        self._note_resolving("result")
        super().set_result(result)

    def set_exception(self, exception: Any, /) -> None:
        self._note_resolving("exception")
        super().set_exception(exception)

    def cancel(self, msg: Any | None = None) -> bool:
        self._note_resolving("cancelled")
        return super().cancel(msg)
