"""The virtual clock of a run, and the threads that sleep on it.

Time stands still while anything can happen and jumps when nothing can: to the first of all the moments that a parked
thread waits for. A thread is parked while it sleeps in ``time.sleep`` or while the loop that it runs is idle. Whichever
thread parks last moves the clock, so sleeping needs no loop: a program of plain threads, or of none, costs no real time
either. Only one sleeper is woken at a time, in the order of waking times, which makes the order of events the same in
every run.
"""

from __future__ import annotations

import itertools
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from grader.sandbox.inside import threads
from grader.sandbox.inside.threads import Activity

DIGITS: Final = 9
"""The clock moves on a grid of nanoseconds: ten sleeps of 0.1 s end at exactly 1 s, not at 0.9999999999999999."""
_FREE_READS: Final = 1_000
_READ_STEP: Final = 0.0001
_FIRST_PAUSE: Final = 0.0002
_LONGEST_PAUSE: Final = 0.005

real_sleep: Final = time.sleep
real_monotonic: Final = time.monotonic


@dataclass(slots=True)
class Parked:
    """A thread that waits for a moment (loop time; infinity for a loop without timers).

    ``wake`` ends its real waiting. ``quiet`` says that the thread has seen to its sockets and nothing comes from them.
    ``has_work`` tells whether another thread has handed it something since, which it has not seen yet.
    """

    thread: int
    when: float
    order: int
    wake: Callable[[], object]
    quiet: bool = True
    has_work: Callable[[], object] = bool
    woken: bool = False


@dataclass(slots=True)
class VirtualClock:
    """The loop time of a run in seconds, from 0, shared by all its loops and threads.

    ``on_move(old, new)`` is told of every jump. ``jumps`` counts them, ``reads`` how often the program has looked at a
    clock since the last.
    """

    now: float = 0.0
    jumps: int = 0
    reads: int = 0
    on_move: Callable[[float, float], None] = field(default=lambda old, new: None)
    ignored: frozenset[int] = frozenset()
    """Threads that were there before the run and are no part of it."""
    patience: float = 2.0
    """Real seconds after which a working thread is no longer waited for."""
    grace: float = 0.02
    """Real seconds in which bytes sent on this machine arrive."""
    _parked: dict[int, Parked] = field(default_factory=dict)
    _orders: itertools.count[int] = field(default_factory=itertools.count)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def reset(self) -> None:
        """Back to 0, with nobody parked; the threads that exist now are none of the next run's."""
        self.now = 0.0
        self.jumps = self.reads = 0
        self._parked = {}
        self._orders = itertools.count()
        self._lock = threading.Lock()
        me = threading.get_ident()
        self.ignored = frozenset(t.ident for t in threading.enumerate() if t.ident is not None and t.ident != me)

    def read(self) -> float:
        """The time for a program that asks one of the ``time`` functions.

        A program that asks again and again without anything else happening is waiting for time to pass (``while
        perf_counter() < end``): after a thousand questions each one moves the clock a little, so that the wait ends, at
        the same time in every run.
        """
        self.reads += 1
        if self.reads > _FREE_READS:
            self.now = round(self.now + _READ_STEP, DIGITS)
        return self.now

    def move(self, when: float) -> None:
        """Jump to ``when``, if that is later than now."""
        old = self.now
        if when > old:
            self.now = round(when, DIGITS)
            self.jumps += 1
            self.reads = 0
            self.on_move(old, self.now)

    # ------------------------------------------------------------------------------------------------- threads

    def alone(self) -> bool:
        """Whether the calling thread is the only one of the run."""
        return threading.active_count() == 1 + len(self.ignored) and threading.get_ident() not in self.ignored

    def activity(self) -> Activity:
        """What the threads do that are neither the calling one nor parked."""
        return threads.activity(self.ignored | self._parked.keys())

    def park(
        self, when: float, wake: Callable[[], object], *, quiet: bool = True, has_work: Callable[[], object] = bool
    ) -> Parked:
        """Say that the calling thread does nothing before ``when`` unless it is woken; ``unpark`` takes it back."""
        entry = Parked(threading.get_ident(), when, next(self._orders), wake, quiet, has_work)
        self._parked[entry.thread] = entry
        return entry

    def unpark(self, entry: Parked) -> None:
        if self._parked.get(entry.thread) is entry:
            del self._parked[entry.thread]

    def earliest(self) -> float:
        """When the first parked thread wants to go on; infinity if none ever does by itself."""
        return min((entry.when for entry in list(self._parked.values())), default=math.inf)

    def drive(self, own: Parked, tolerated: Activity = Activity.NONE) -> bool:
        """Wake the first parked thread at its time, if no other does more than ``tolerated``. Whether one was woken.

        ``own`` is the calling thread's entry: if it has just been woken, this thread is the one that works now.
        """
        with self._lock:
            waiting = list(self._parked.values())
            if own.woken or self.activity() > tolerated or not all(entry.quiet for entry in waiting):
                return False
            if any(entry.has_work() for entry in waiting):
                return False
            first = min(waiting, key=lambda entry: (entry.when, entry.order))
            if math.isinf(first.when):
                return False
            del self._parked[first.thread]
            first.woken = True
            self.move(first.when)
            first.wake()
            return True

    def sleep(self, seconds: float) -> None:
        """What ``time.sleep`` does: the calling thread goes on ``seconds`` of loop time later."""
        when = round(self.now + seconds, DIGITS)
        if self.alone():
            self.move(when)
            return
        awake = threading.Event()
        entry = self.park(when, awake.set)
        began = real_monotonic()
        pause = _FIRST_PAUSE
        try:
            while not entry.woken:
                waited = real_monotonic() - began
                if waited > self.patience:
                    self.drive(entry, Activity.WORKING)
                else:
                    self.drive(entry, Activity.NETWORK if waited > self.grace else Activity.NONE)
                awake.wait(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
        finally:
            self.unpark(entry)
