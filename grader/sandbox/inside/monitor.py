"""The traced loop from outside: install it once in a process, then watch any number of runs, one after another."""

from __future__ import annotations

# The C functions: those of the module signal make an enum of each answer, 60 signals and two answers a run.
import _signal  # type: ignore[import-not-found]  # not in typeshed
import asyncio
import asyncio.events
import gc
import signal
import sys
import threading
from typing import Any, Final

from grader.sandbox.inside import patches
from grader.sandbox.inside.clock import VirtualClock
from grader.sandbox.inside.core import Core, ProbeLink, RunConfig
from grader.sandbox.inside.standstill import Standstill

__all__ = ["Monitor", "ProbeLink", "RunConfig", "Standstill"]

_WARMING: Final = """
import asyncio, time

def fail():
    raise ValueError("warming up")

async def part(lock, queue):
    async with lock:
        await asyncio.sleep(1)
        await queue.put(time.monotonic())

async def main():
    lock, queue, event = asyncio.Lock(), asyncio.Queue(), asyncio.Event()
    jobs = [asyncio.create_task(part(lock, queue)) for _ in range(2)]
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.5, future.set_result, 1)
    await future
    await asyncio.gather(*jobs)
    await asyncio.wait({asyncio.create_task(asyncio.sleep(1))})
    async with asyncio.timeout(1):
        await event.wait()

try:
    asyncio.run(main())
except TimeoutError:
    pass
try:
    fail()
except ValueError:
    pass
async def stuck():
    await asyncio.get_running_loop().create_future()
asyncio.run(stuck())
"""


class Monitor:
    """Watches the runs of a process. ``install`` first; then ``begin`` and ``finish`` around each run, from the main
    thread."""

    def __init__(self) -> None:
        self._core = Core()
        self._warnings = patches.WatchedWarnings(self._core)
        self._signals: dict[int, Any] = {}
        self._tracking = 0

    def install(self) -> None:
        """Replace asyncio's loop and the clocks. Once per process, before any learner's program is imported."""
        patches.install(self._core)

    def warm(self) -> None:
        """Run small programs, so that a process forked afterwards finds everything loaded and touches few pages."""
        code = compile(_WARMING, "<warming>", "exec")
        for _ in range(2):
            self.begin(RunConfig("<warming>", virtual_s=100.0), None)
            try:
                exec(code, {"__name__": "__main__"})  # noqa: S102 - the constant above
            except Standstill:
                pass
            finally:
                self.finish()

    @property
    def clock(self) -> VirtualClock:
        """The clock of the present run; its ``now`` is the loop time in seconds."""
        return self._core.clock

    def begin(self, config: RunConfig, probes: ProbeLink | None) -> None:
        """Start a run: an empty trace, the clock at 0, no loop, the default policy."""
        asyncio.events._event_loop_policy = None  # type: ignore[attr-defined]  # the public way warns on 3.14
        asyncio.events._set_running_loop(None)
        self._core.begin(config, probes)
        self._warnings.start()
        self._tracking = sys.get_coroutine_origin_tracking_depth()
        sys.set_coroutine_origin_tracking_depth(1)
        self._signals = {number: _signal.getsignal(number) for number in _HANDLED}
        patches.restart_logging_clock()

    def rewind(self) -> None:
        """Set the clock back to 0, unless threads are at work: the time that loading took does not count."""
        if self._core.clock.alone():
            self._core.clock.now = 0.0

    def finish(self) -> dict[str, object]:
        """End the run and say what was seen, ready for JSON; closes the loops that the program left open."""
        core = self._core
        gc.collect()
        leftovers = self._leftovers()
        judge, recorder = core.judge, core.recorder
        seen: dict[str, object] = {
            "events": recorder.events,
            "tasks": recorder.task_rows(),
            "loop_time": core.clock.now if judge.report is None else judge.report["time"],
            "ending": judge.ending,
            "standstill": judge.report,
            "leftovers": leftovers,
        }
        recorder.stop()
        self._close_loops()
        core.active = False
        core.probes = None
        core.loops = []
        self._warnings.stop()
        sys.set_coroutine_origin_tracking_depth(self._tracking)
        self._restore_signals()
        return seen

    def _leftovers(self) -> dict[str, int]:
        core = self._core
        tasks = [task for loop in core.loops for task in asyncio.tasks.all_tasks(loop)]
        for task in tasks:
            task._log_destroy_pending = False  # type: ignore[attr-defined]  # not in typeshed
        mine = {threading.get_ident(), *core.clock.ignored}
        others = [thread for thread in threading.enumerate() if thread.ident not in mine]
        open_loops = [loop for loop in core.loops if not loop.is_closed()]
        return {"tasks": len(tasks), "threads": len(others), "loops": len(open_loops)}

    def _close_loops(self) -> None:
        for loop in self._core.loops:
            if loop.is_running() and loop._thread_id == threading.get_ident():
                # Only a frame that is still alive can have left it so; it is over now.
                loop._thread_id = None
            if not loop.is_closed() and not loop.is_running():
                loop.close()
        asyncio.events._event_loop_policy = None  # type: ignore[attr-defined]  # as in begin()
        asyncio.events._set_running_loop(None)

    def _restore_signals(self) -> None:
        for number, handler in self._signals.items():
            if _signal.getsignal(number) is not handler and handler is not None:
                signal.signal(number, handler)
        setitimer = getattr(signal, "setitimer", None)
        if setitimer is not None:
            setitimer(signal.ITIMER_REAL, 0)


_HANDLED: Final = tuple(
    number
    for number in signal.valid_signals()
    if number not in (getattr(signal, "SIGKILL", 0), getattr(signal, "SIGSTOP", 0))
)
