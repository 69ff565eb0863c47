"""What the other threads of the process are doing: whether one of them may still act before the clock moves.

A thread that sleeps in ``time.sleep`` is parked on the virtual clock and not looked at here. Of the others, the code
object of the innermost frame tells those that wait for another thread of this process (they cannot act by themselves)
from those that work. Looking is safe and exact as far as the interpreter's lock goes: while this code runs, no other
Python code does.
"""

from __future__ import annotations

import enum
import selectors
import socket
import sys
import threading
import types
from collections.abc import Callable, Container
from typing import Any, Final


class Activity(enum.IntEnum):
    """The most that any other thread may be doing."""

    NONE = 0
    NETWORK = 1
    """Waiting for a socket: what it waits for comes soon or not at all, so a short real pause is enough."""
    WORKING = 2
    """Computing, or waiting for something that cannot be seen into: only real time tells."""


def _waits_on_condition(local: dict[str, Any]) -> bool:
    # notify() takes the waiter off the list: from then on the thread is on its way, even if it has not run yet.
    waiters = getattr(local.get("self"), "_waiters", ())
    return local.get("timeout") is None and local.get("waiter") in waiters


def _waits_for_thread(local: dict[str, Any]) -> bool:
    target = local.get("self")
    timeout = local.get("timeout")
    forever = timeout is None or timeout == -1
    # A thread that is ending leaves the list before those that join it can go on.
    return forever and any(thread is target for thread in threading.enumerate())


def _code(function: object) -> types.CodeType | None:
    code = getattr(function, "__code__", None)
    return code if isinstance(code, types.CodeType) else None


def _waiting_places() -> dict[types.CodeType, Callable[[dict[str, Any]], bool]]:
    places = {
        _code(threading.Condition.wait): _waits_on_condition,
        # Python 3.13 joins in C, straight from Thread.join; older versions in a method of their own.
        _code(threading.Thread.join): _waits_for_thread,
        _code(getattr(threading.Thread, "_wait_for_tstate_lock", None)): _waits_for_thread,
    }
    return {code: test for code, test in places.items() if code is not None}


def _network_places() -> frozenset[types.CodeType]:
    selects = [_code(getattr(kind, "select", None)) for kind in vars(selectors).values() if isinstance(kind, type)]
    places = [_code(socket.socket.accept), _code(socket.SocketIO.readinto), *selects]
    return frozenset(code for code in places if code is not None)


_WAITING: Final = _waiting_places()
_NETWORK: Final = _network_places()


_BUSY_CALLERS: Final = ("grader.sandbox.inside.selector", "subprocess", "multiprocessing")
"""Who calls ``select`` but does not wait for a socket: a traced loop that polls in the middle of its work (an idle one
is parked and not looked at), and those who wait for a child process."""


def alone() -> bool:
    """Whether this is the only Python thread."""
    return threading.active_count() == 1


def activity(skip: Container[int | None]) -> Activity:
    """What the threads other than the calling one do, those whose identifiers are in ``skip`` left out."""
    me = threading.get_ident()
    frames = sys._current_frames()
    most = Activity.NONE
    for thread in threading.enumerate():
        if thread.ident == me or thread.ident in skip:
            continue
        # A thread that is about to start has no identifier yet.
        frame = None if thread.ident is None else frames.get(thread.ident)
        most = max(most, Activity.WORKING if frame is None else _activity_in(frame))
    return most


def _activity_in(frame: types.FrameType) -> Activity:
    code = frame.f_code
    if code in _NETWORK:
        caller = "" if frame.f_back is None else str(frame.f_back.f_globals.get("__name__"))
        return Activity.WORKING if caller.startswith(_BUSY_CALLERS) else Activity.NETWORK
    test = _WAITING.get(code)
    return Activity.NONE if test is not None and test(dict(frame.f_locals)) else Activity.WORKING
