"""The selector that a traced loop asks for events: it decides when time may jump and when the program can never go on.

The order of looking matters. Who could still wake the loop is found out *before* the last poll: a thread may post a
callback and end between the two, and looking in the other order would take that for a deadlock.
"""

from __future__ import annotations

import math
import os
import selectors
import signal
import socket
import stat
import sys
from collections.abc import Mapping
from typing import Any, Final

from grader.sandbox.inside.clock import Parked, real_monotonic
from grader.sandbox.inside.core import Core
from grader.sandbox.inside.threads import Activity

_STEPS_A_TURN: Final = 6
"""Many tasks that all look again and again fill each turn: they may take this many steps for each turn allowed."""
_FIRST_PAUSE: Final = 0.0002
_LONGEST_PAUSE: Final = 0.01
_CONFIRMING_GRACES: Final = 3
"""A run is ended only after this many times the grace brought nothing: a wrong verdict costs more than 60 ms."""

Events = list[tuple[selectors.SelectorKey, int]]


class VirtualSelector(selectors.BaseSelector):
    """A real selector that a traced loop never blocks in while only virtual time would pass."""

    def __init__(self, real: selectors.BaseSelector, core: Core) -> None:
        self.real = real
        self.loop: Any = None
        self._core = core
        self._turns = 0
        self._steps = 0
        self._instant = -1.0

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self.real.register(fileobj, events, data)

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return self.real.unregister(fileobj)

    def modify(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self.real.modify(fileobj, events, data)

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        return self.real.get_map()

    def get_key(self, fileobj: Any) -> selectors.SelectorKey:
        return self.real.get_key(fileobj)

    def close(self) -> None:
        self.real.close()

    def select(self, timeout: float | None = None) -> Events:
        """Events that are there, or none when it is time for the next timer; raises ``Standstill`` when neither will
        ever be."""
        core = self._core
        if not core.active:
            return self.real.select(timeout)
        if core.judge.hopeless:
            core.judge.stop("deadlock", self.loop, sys._getframe())
        idle = timeout is None or timeout > 0
        events = _Idle(self, core).wait() if idle else self.real.select(0)
        now = core.clock.now
        if now != self._instant or (events and not all(self.is_own_pipe(key) for key, _ in events)):
            self._instant = now
            self._turns = self._steps = 0
        else:
            self._count_turn(core)
        return events

    def _count_turn(self, core: Core) -> None:
        self._turns += 1
        self._steps += len(self.loop._ready)
        if self._turns > core.judge.max_turns or self._steps > core.judge.max_turns * _STEPS_A_TURN:
            self._turns = self._steps = 0
            if core.clock.alone() or core.clock.activity() is not Activity.WORKING:
                core.judge.stop("busy-loop", self.loop, sys._getframe())

    def is_own_pipe(self, key: selectors.SelectorKey) -> bool:
        """Whether this is the pipe by which other threads and signals wake the loop."""
        return key.fileobj is getattr(self.loop, "_ssock", None)

    def watched(self) -> list[selectors.SelectorKey]:
        """What the program waits for outside the loop: sockets, pipes, child processes."""
        if len(self.real.get_map()) <= 1:
            return []
        return [key for key in self.real.get_map().values() if not self.is_own_pipe(key)]


class _Idle:
    """One time that the loop has nothing to do."""

    def __init__(self, selector: VirtualSelector, core: Core) -> None:
        self._selector = selector
        self._core = core
        self._loop = selector.loop
        self._real = selector.real
        self._began = 0.0
        self._pause = _FIRST_PAUSE
        self._graces = 0

    def wait(self) -> Events:
        core = self._core
        core.collect_garbage()
        watched = self._selector.watched()
        if not watched and core.clock.alone():
            events = self._real.select(0)
            # Collecting garbage runs finalizers, and those may schedule callbacks.
            if not events and not self._loop._ready:
                self._jump_alone()
            return events
        return self._wait_for_others(watched)

    def _next_timer(self) -> float:
        scheduled = self._loop._scheduled
        return scheduled[0]._when if scheduled else math.inf

    def _jump_alone(self) -> None:
        timer = self._next_timer()
        if self._ask_probes(timer):
            return
        if math.isinf(timer):
            if self._itimer():
                self._real.select(self._core.config.io_grace_s)
                return
            self._give_up(network=False)
        self._core.clock.move(timer)
        self._check_clock()

    def _check_clock(self) -> None:
        self._core.judge.check_clock(self._loop, sys._getframe())

    def _probes_pending(self) -> bool:
        return self._core.probes is not None and self._core.probes.pending()

    def _ask_probes(self, timer: float) -> bool:
        """Let the trusted side move the clock, if it holds unanswered probes. Whether something can go on now."""
        probes, clock = self._core.probes, self._core.clock
        if probes is None or not probes.pending():
            return False
        now = probes.idle(clock.now, None if math.isinf(timer) else timer)
        moved = now > clock.now
        clock.move(now)
        self._check_clock()
        return moved or bool(self._loop._ready)

    def _wait_for_others(self, watched: list[selectors.SelectorKey]) -> Events:
        """Wait in real time for threads, child processes and sockets, until one acts or the clock may jump."""
        self._began = real_monotonic()
        timer = self._next_timer()
        clock = self._core.clock
        working = any(_is_working(key) for key in watched)
        entry = clock.park(
            timer,
            self._loop._write_to_self,
            quiet=not watched and not self._probes_pending(),
            has_work=lambda: self._loop._ready,
        )
        try:
            while not entry.woken:
                activity = max(clock.activity(), Activity.WORKING if working else Activity.NONE)
                events = self._real.select(0) or self._pause_for(activity, entry, watched)
                if events or self._loop._ready:
                    return events
        finally:
            clock.unpark(entry)
        self._check_clock()
        # Whoever woke this loop wrote to its pipe; what else has come may be seen on the next turn as well.
        return self._real.select(0)

    def _pause_for(self, activity: Activity, entry: Parked, watched: list[selectors.SelectorKey]) -> Events:
        """One step of waiting: ends with events, with nothing yet or with ``entry`` woken, or raises ``Standstill``."""
        if self._loop._ready or entry.woken:
            return []
        earliest = self._core.clock.earliest()
        impatient = real_monotonic() - self._began > self._core.config.io_cap_s
        if activity is Activity.WORKING and not (impatient and earliest < math.inf):
            self._pause = min(2 * self._pause, _LONGEST_PAUSE)
            return self._real.select(self._pause)
        if (watched or activity is Activity.NETWORK) and self._graces == 0:
            self._graces = 1
            return self._real.select(self._core.config.io_grace_s)
        if self._ask_probes(earliest):
            entry.woken = True
            return []
        entry.quiet = True
        if earliest < math.inf:
            self._core.clock.drive(entry, activity)
            # While probes are pending no other thread may move the clock: only this one can ask what they do next.
            entry.quiet = not self._probes_pending()
            return []
        return self._last_chance(activity, entry, watched)

    def _last_chance(self, activity: Activity, entry: Parked, watched: list[selectors.SelectorKey]) -> Events:
        """No timer anywhere: wait a little longer, then give up."""
        real_time = self._itimer() or any(_is_far(key) for key in watched)
        impatient = real_monotonic() - self._began > self._core.config.io_cap_s
        if self._graces < _CONFIRMING_GRACES or (real_time and not impatient) or self._itimer():
            self._graces += 1
            return self._real.select(self._core.config.io_grace_s)
        # From here on no other thread can wake this one, but one may have done so just before.
        self._core.clock.unpark(entry)
        if not entry.woken:
            self._give_up(network=bool(watched) or activity is Activity.NETWORK)
        return []

    def _itimer(self) -> bool:
        """Whether the program has asked the system for a signal at a time to come."""
        getitimer = getattr(signal, "getitimer", None)
        return getitimer is not None and getitimer(signal.ITIMER_REAL)[0] > 0

    def _give_up(self, *, network: bool) -> None:
        signals = bool(getattr(self._loop, "_signal_handlers", None))
        ending = "waiting-on-network" if network else "waiting-on-signal" if signals else "deadlock"
        self._core.judge.stop(ending, self._loop, sys._getframe())


def _file_number(key: selectors.SelectorKey) -> int:
    return key.fd


def _is_working(key: selectors.SelectorKey) -> bool:
    """Whether this stands for work that takes real time: a child process, not a socket or pipe."""
    try:
        mode = os.fstat(_file_number(key)).st_mode
    except OSError:
        # Windows cannot ask this of a socket, and only sockets can be watched there.
        return False
    return not (stat.S_ISSOCK(mode) or stat.S_ISFIFO(mode) or stat.S_ISCHR(mode))


def _is_far(key: selectors.SelectorKey) -> bool:
    """Whether this is a connection to another machine, or one that is still being made."""
    try:
        copy = socket.socket(fileno=os.dup(_file_number(key)))
    except OSError:
        return False
    with copy:
        try:
            if copy.family == getattr(socket, "AF_UNIX", None):
                return False
            if copy.type == socket.SOCK_DGRAM or copy.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                return False
            return not str(copy.getpeername()[0]).startswith(("127.", "::1"))
        except OSError:
            return True
