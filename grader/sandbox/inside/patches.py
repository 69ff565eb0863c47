"""Where the traced loop takes the place of CPython's own: asyncio, the clocks of ``time``, and the warnings.

Everything is replaced once per process, before the learner's program is imported, and stays. Outside a run the
replacements do what the originals do.
"""

from __future__ import annotations

import asyncio
import asyncio.base_events
import asyncio.events
import asyncio.futures
import asyncio.tasks
import concurrent.futures.thread
import gc
import logging
import math
import queue
import sys
import time
import types
import warnings
from collections.abc import Callable
from typing import Any, Final

from grader.sandbox.inside import loop as loops
from grader.sandbox.inside import naming, tasks
from grader.sandbox.inside.clock import real_sleep
from grader.sandbox.inside.core import Core
from grader.sandbox.inside.standstill import LockOwner
from grader.sandbox.inside.trace import TaskEntry

_REALLY_WAITING: Final = ("subprocess", "multiprocessing", "concurrent.futures.process")
"""Modules that sleep while something outside Python goes on."""


def install(core: Core) -> None:
    """Replace what has to be replaced. Once per process."""
    # What is loaded by now stays, and need not be looked at whenever garbage is collected during a run.
    gc.freeze()
    _install_classes(core)
    _install_lock_owners(core)
    _install_sleep(core)
    _install_clocks(core)
    _install_thread_pools()
    _install_warnings(core)


# ------------------------------------------------------------------------------------------------------- asyncio


def _install_classes(core: Core) -> None:
    # The learner sees these classes and their methods in reprs, types and errors; they go by the names of those that
    # they stand for.
    for ours in (tasks.TracedTask, tasks.TracedFuture, loops.TracedHandle, loops.TracedTimerHandle, loops.TracedLoop):
        _take_names(ours)
    task: Any = type("Task", (tasks.TracedTask,), {"traced_core": core, "__module__": "_asyncio"})
    make_future: Any = type(tasks.TracedFuture)
    future = make_future("Future", (tasks.TracedFuture,), {"traced_core": core, "__module__": "_asyncio"})
    handle = type("Handle", (loops.TracedHandle,), {"__module__": "asyncio.events"})
    timer = type("TimerHandle", (loops.TracedTimerHandle, handle), {"__module__": "asyncio.events"})
    base = asyncio.SelectorEventLoop
    space = {"traced_core": core, "traced_future": future, "__module__": base.__module__}
    traced_loop: Any = type(base.__name__, (loops.TracedLoop,), space)
    _rebind(asyncio.tasks, Task=task)
    _rebind(asyncio.futures, Future=future)
    _rebind(asyncio.events, Handle=handle, TimerHandle=timer)
    _install_eager_tasks(task)
    for name in ("asyncio.unix_events", "asyncio.windows_events"):
        if name in sys.modules:
            _install_loop(sys.modules[name], traced_loop)
    core.recorder.boundary = loops.Watching._run.__code__


def _take_names(ours: type) -> None:
    for name, method in vars(ours).items():
        stands_for = next((vars(base)[name] for base in ours.__mro__[1:] if name in vars(base)), None)
        if isinstance(method, types.FunctionType) and stands_for is not None:
            method.__qualname__ = getattr(stands_for, "__qualname__", method.__qualname__)


def _rebind(module: types.ModuleType, **names: Any) -> None:
    """Give names of a module of asyncio, which the package itself also has, new meanings."""
    for name, value in names.items():
        setattr(module, name, value)
        setattr(asyncio, name, value)


def _install_eager_tasks(task: Any) -> None:
    make = getattr(asyncio.tasks, "create_eager_task_factory", None)
    if make is not None:
        _rebind(asyncio.tasks, eager_task_factory=make(task))


def _install_loop(platform: types.ModuleType, traced_loop: Any) -> None:
    """Every class of loops that the platform has, and what its policies make; by what they are, since 3.14 renamed
    some."""
    for name, value in list(vars(platform).items()):
        if not isinstance(value, type):
            continue
        if issubclass(value, asyncio.base_events.BaseEventLoop):
            setattr(platform, name, traced_loop)
            if name in vars(asyncio):
                setattr(asyncio, name, traced_loop)
        elif "_loop_factory" in vars(value):
            value._loop_factory = traced_loop  # type: ignore[attr-defined]  # just seen


class _Locked:
    """Stands in for the attribute ``_locked`` of ``asyncio.Lock`` and notes who takes a lock, in ``async with`` too."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def __get__(self, lock: Any, owner: type | None = None) -> Any:
        return self if lock is None else lock.__dict__["_locked"]

    def __set__(self, lock: Any, value: bool) -> None:
        lock.__dict__["_locked"] = value
        lock.__dict__["_held_by"] = self._owner() if value and self._core.active else None

    def _owner(self) -> LockOwner | None:
        acting = getattr(asyncio.events._get_running_loop(), "traced_acting", None)
        if not isinstance(acting, TaskEntry):
            return None
        return LockOwner(acting.key, self._core.recorder.line_of(sys._getframe(2)))


def _install_lock_owners(core: Core) -> None:
    asyncio.Lock._locked = _Locked(core)  # type: ignore[attr-defined]  # every release of CPython sets it so


# ---------------------------------------------------------------------------------------------------------- time


def _install_sleep(core: Core) -> None:
    clock = core.clock

    def sleep(seconds: float, /) -> None:
        caller = sys._getframe(1)
        real = caller.f_globals.get("__name__", "").startswith(_REALLY_WAITING)
        if not core.active or real or not isinstance(seconds, (int, float)) or not 0 <= seconds < math.inf:
            # The original also says what is wrong with a negative or strange number of seconds.
            real_sleep(seconds)
            return
        running = core.running_loop()
        if running is not None:
            core.note("blocked", caller, {"seconds": seconds, "call": "time.sleep"})
        elif not core.in_main_thread():
            core.note("thread-sleep", caller, {"seconds": seconds})
        clock.sleep(seconds)
        if core.in_main_thread():
            core.judge.check_clock(running, caller)

    time.sleep = sleep  # type: ignore[assignment]  # the original also takes what has __index__


def _install_clocks(core: Core) -> None:
    clock = core.clock

    def replace(name: str, base: Callable[[], float]) -> None:
        real = getattr(time, name)
        real_ns = getattr(time, f"{name}_ns")

        def seconds() -> float:
            return base() + clock.read() if core.active else real()

        def nanoseconds() -> int:
            return round(base()) * 10**9 + round(clock.read() * 1e9) if core.active else real_ns()

        seconds.__name__ = seconds.__qualname__ = name
        nanoseconds.__name__ = nanoseconds.__qualname__ = f"{name}_ns"
        setattr(time, name, seconds)
        setattr(time, f"{name}_ns", nanoseconds)

    replace("time", lambda: core.config.epoch)
    replace("monotonic", lambda: 0.0)
    replace("perf_counter", lambda: 0.0)
    for name in ("localtime", "gmtime", "ctime"):
        setattr(time, name, _of_now(getattr(time, name)))
    _install_formats()


def _of_now(original: Callable[..., Any]) -> Callable[..., Any]:
    """``original`` with the virtual time in place of the system's where no time is given."""

    def converted(seconds: float | None = None, /) -> Any:
        return original(time.time() if seconds is None else seconds)

    converted.__name__ = converted.__qualname__ = original.__name__
    return converted


def _install_formats() -> None:
    real_strftime, real_asctime = time.strftime, time.asctime

    def strftime(form: str, when: Any = None, /) -> str:
        return real_strftime(form, time.localtime() if when is None else when)

    def asctime(when: Any = None, /) -> str:
        return real_asctime(time.localtime() if when is None else when)

    time.strftime, time.asctime = strftime, asctime


def _install_thread_pools() -> None:
    """Give thread pools the queue written in Python: whether a worker has been handed work can be seen there, in C it
    cannot."""
    own = types.ModuleType("queue")
    own.__dict__.update(vars(queue))
    own.SimpleQueue = queue._PySimpleQueue  # type: ignore[attr-defined]  # not in typeshed
    concurrent.futures.thread.queue = own  # type: ignore[attr-defined]  # the name by which that module knows it


def restart_logging_clock() -> None:
    """Make ``relativeCreated`` of log records count from the start of the run."""
    started: Any = logging._startTime  # type: ignore[attr-defined]  # seconds until 3.12, nanoseconds since
    logging._startTime = time.time_ns() if isinstance(started, int) else time.time()  # type: ignore[attr-defined]  # as above


# ------------------------------------------------------------------------------------------------------ warnings


def _install_warnings(core: Core) -> None:
    original: Callable[[Any], None] = warnings._warn_unawaited_coroutine  # type: ignore[attr-defined]  # CPython calls it

    def warn_unawaited(coroutine: Any) -> None:
        if not core.active:
            original(coroutine)
            return
        origin = coroutine.cr_origin
        place = origin[0] if origin else None
        line = place[1] if place is not None and place[0] == core.recorder.filename else None
        name = naming.coroutine_name(coroutine)
        core.recorder.emit("never-awaited", None, None, line, {"name": name})
        message = f"coroutine '{coroutine.__qualname__}' was never awaited"
        if sys.get_coroutine_origin_tracking_depth() > 1:
            # In debug mode CPython tells the way to the call; the grader's own frames are no part of it.
            way = [frame for frame in reversed(origin or ()) if frame[0] == core.recorder.filename]
            told = "".join(f'  File "{name}", line {number}, in {function}\n' for name, number, function in way)
            message += f"\nCoroutine created at (most recent call last)\n{told}".rstrip() if told else ""
        if place is not None and sys._getframe(1).f_globals.get("__package__") == __package__:
            warnings.warn_explicit(message, RuntimeWarning, place[0], place[1], source=coroutine)
        else:
            warnings.warn(message, category=RuntimeWarning, stacklevel=2, source=coroutine)

    warnings._warn_unawaited_coroutine = warn_unawaited  # type: ignore[attr-defined]  # as above


class WatchedWarnings:
    """Sees every deprecation warning of a run, and shows on stderr only those that CPython would show."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._saved: warnings.catch_warnings[None] | None = None
        self._original: Callable[[Any], None] = warnings._showwarnmsg_impl  # type: ignore[attr-defined]  # keeps the source

    def start(self) -> None:
        self._saved = warnings.catch_warnings()
        self._saved.__enter__()
        warnings.simplefilter("always", DeprecationWarning)
        warnings._showwarnmsg_impl = self._show  # type: ignore[attr-defined]  # as above; restored by catch_warnings

    def stop(self) -> None:
        if self._saved is not None:
            self._saved.__exit__(None, None, None)
            self._saved = None

    def _show(self, warning: Any) -> None:
        if issubclass(warning.category, DeprecationWarning):
            if warning.filename != self._core.recorder.filename:
                return
            message = naming.plain(str(warning.message))
            self._core.recorder.emit("deprecated", None, self._core.actor(), warning.lineno, {"message": message})
        self._original(warning)
