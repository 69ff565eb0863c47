"""What the other threads of the process are doing: whether one of them may still act before the clock moves.

A thread that sleeps in ``time.sleep`` is parked on the virtual clock and not looked at here. Of the others, the code object of
the innermost frame tells those that wait for another thread of this process (they cannot act by themselves) from those that
work. Looking is safe and exact as far as the interpreter's lock goes: while this code runs, no other Python code does.
"""

from __future__ import annotations

import concurrent.futures.thread
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
    # notify() releases the waiter's lock: from then on the thread is on its way, even if it has not run yet.
    waiter = local.get("waiter")
    return local.get("timeout") is None and waiter is not None and bool(waiter.locked())


def _waits_for_thread(local: dict[str, Any]) -> bool:
    target = local.get("self")
    timeout = local.get("timeout")
    forever = timeout is None or timeout == -1
    # A thread that is ending leaves the list before those that join it can go on.
    return forever and any(thread is target for thread in threading.enumerate())


def _waits_for_work(local: dict[str, Any]) -> bool:
    queue = local.get("work_queue")
    # The variable does not exist before something was taken from the queue.
    return queue is not None and bool(queue.empty()) and "work_item" not in local


def _code(function: object) -> types.CodeType | None:
    code = getattr(function, "__code__", None)
    return code if isinstance(code, types.CodeType) else None


def _waiting_places() -> dict[types.CodeType, Callable[[dict[str, Any]], bool]]:
    places = {
        _code(threading.Condition.wait): _waits_on_condition,
        # Python 3.13 joins in C, straight from Thread.join; older versions in a method of their own.
        _code(threading.Thread.join): _waits_for_thread,
        _code(getattr(threading.Thread, "_wait_for_tstate_lock", None)): _waits_for_thread,
        _code(getattr(concurrent.futures.thread, "_worker", None)): _waits_for_work,
    }
    return {code: test for code, test in places.items() if code is not None}


def _network_places() -> frozenset[types.CodeType]:
    selects = [_code(getattr(kind, "select", None)) for kind in vars(selectors).values() if isinstance(kind, type)]
    places = [_code(socket.socket.accept), _code(socket.SocketIO.readinto), *selects]
    return frozenset(code for code in places if code is not None)


_WAITING: Final = _waiting_places()
_NETWORK: Final = _network_places()


_OWN_SELECTOR: Final = "grader.sandbox.inside.selector"


def alone() -> bool:
    """Whether this is the only Python thread."""
    return threading.active_count() == 1


def activity(skip: Container[int]) -> Activity:
    """What the threads other than the calling one do, those whose identifiers are in ``skip`` left out."""
    me = threading.get_ident()
    frames = sys._current_frames()
    most = Activity.NONE
    for thread in threading.enumerate():
        if thread.ident is None or thread.ident == me or thread.ident in skip:
            continue
        frame = frames.get(thread.ident)
        most = max(most, Activity.WORKING if frame is None else _activity_in(frame))
    return most


def _activity_in(frame: types.FrameType) -> Activity:
    code = frame.f_code
    if code in _NETWORK:
        # A traced loop polls without waiting in the middle of its work; one that is idle is parked and not looked at.
        caller = frame.f_back
        polling = caller is not None and caller.f_globals.get("__name__") == _OWN_SELECTOR
        return Activity.WORKING if polling else Activity.NETWORK
    test = _WAITING.get(code)
    return Activity.NONE if test is not None and test(dict(frame.f_locals)) else Activity.WORKING
