"""Doing parts of the work in several processes, each with a check host of its own."""

from __future__ import annotations

import concurrent.futures
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, Protocol

from grader.authoring.examine import Part, PartResult, examine
from grader.authoring.lab import OPENER, Lab
from grader.checks.client import CheckHost


class Examiner(Protocol):
    """Examines parts, in any order; ``workers`` at a time."""

    workers: int

    def examine(self, parts: Sequence[Part]) -> Iterator[tuple[int, PartResult]]:
        """The number of each part and its result, as they get done."""
        ...


class OneExaminer:
    """Examines in this process."""

    workers = 1

    def __init__(self, lab: Lab) -> None:
        self._lab = lab

    def examine(self, parts: Sequence[Part]) -> Iterator[tuple[int, PartResult]]:
        for number, part in enumerate(parts):
            yield number, examine(part, self._lab)


class ManyExaminers:
    """Examines in a pool of processes."""

    def __init__(self, pool: concurrent.futures.Executor, workers: int) -> None:
        self._pool = pool
        self.workers = workers

    def examine(self, parts: Sequence[Part]) -> Iterator[tuple[int, PartResult]]:
        futures = {self._pool.submit(_work, part): number for number, part in enumerate(parts)}
        for future in concurrent.futures.as_completed(futures):
            yield futures[future], future.result()


_LAB: Final[ContextVar[Lab]] = ContextVar("LAB")
"""The lab of a worker process."""


def _start_worker(isolation: str) -> None:
    # The host ends with the thread that starts it: here that is the worker's main thread.
    _LAB.set(Lab(CheckHost(isolation, opener=OPENER)))


def _work(part: Part) -> PartResult:
    return examine(part, _LAB.get())


def core_count() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def open_examiner(isolation: str = "best", workers: int | None = None) -> Iterator[Examiner]:
    """Somebody to examine exercises, with as many workers as there are cores. One worker is this process itself."""
    count = workers or core_count()
    if count == 1:
        with CheckHost(isolation, opener=OPENER) as host:
            yield OneExaminer(Lab(host))
        return
    # A fork would copy threads and descriptors of a program that goes on; a new process has none of them.
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(count, context, _start_worker, (isolation,)) as pool:
        try:
            yield ManyExaminers(pool, count)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
