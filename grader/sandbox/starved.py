"""Telling a program that waits of its own accord from one that the machine keeps waiting.

The Linux kernel counts for every thread how long it was ready to run and had no processor (the second figure of
``/proc/PID/task/TID/schedstat``, in nanoseconds: Documentation/scheduler/sched-stats in its sources). A program that
reaches the end of its real time, has hardly computed and was hardly ever ready to, was asleep because it chose to be.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")


def runnable_without_processor(pid: int, proc: Path = PROC) -> float | None:
    """Seconds that the threads of this process, of process ``pid`` and of all below it have waited for a processor.

    They are counted from the start of each thread that lives now. ``None`` where the system does not tell.
    """
    try:
        own = _delay(proc / str(os.getpid()) / "schedstat")
        return own + sum(_delay(thread / "schedstat") for thread in _threads(pid, proc))
    except (OSError, ValueError, IndexError):
        return None


def _threads(pid: int, proc: Path) -> Iterator[Path]:
    """The threads of a process and of all processes below it, but for those that end while they are looked for."""
    todo = [pid]
    while todo:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            for thread in (proc / str(todo.pop()) / "task").iterdir():
                with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                    todo += map(int, (thread / "children").read_text(encoding="ascii").split())
                    if (thread / "schedstat").exists():
                        yield thread


def _delay(schedstat: Path) -> float:
    return int(schedstat.read_text(encoding="ascii").split()[1]) / 1e9
