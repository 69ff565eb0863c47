"""Worker processes on this machine, each supervised by a thread of its own.

``concurrent.futures.ProcessPoolExecutor`` gives up as a whole when one of its processes dies. Here the process that
died is replaced, and only the chunk that it had in hand fails, with ``WorkerDied``.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Final, Protocol

from grader.course.bench import Bench, BenchSpec
from grader.course.environment import Environment
from grader.course.items import Chunk, Graded
from grader.errors import GraderError, GraderFault

_END_S: Final = 3.0
"""Wall seconds that a worker has to end by itself when the work is over."""
_ATTEMPTS: Final = 3
"""How often in a row a worker may die before it is ready."""


class WorkerDied(Exception):  # noqa: N818 - says what happened; the engine turns it into a verdict
    """The process that had a chunk in hand ended."""


class Pool(Protocol):
    """Workers somewhere."""

    @property
    def workers(self) -> int:
        """How many there are now."""
        ...

    def environment(self) -> Environment:
        """What the workers grade with, the same for all; ``GraderError`` if they cannot work or differ."""
        ...

    def submit(self, chunk: Chunk) -> Future[tuple[Graded, ...]]:
        """Have a chunk graded. The future fails with ``WorkerDied`` if the process that grades it ends."""
        ...

    def close(self) -> None:
        """End at once; what is in hand is lost."""
        ...


def core_count() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_Task = tuple[Chunk, "Future[tuple[Graded, ...]]"]


class LocalPool:
    """Worker processes on this machine."""

    def __init__(self, spec: BenchSpec, workers: int) -> None:
        self.workers = workers
        self._spec = spec
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._environment: Future[Environment] = Future()
        self._closing = threading.Event()
        self._starting = threading.Lock()
        self._keepers = [_Keeper(self) for _ in range(workers)]
        for keeper in self._keepers:
            keeper.start()

    def environment(self) -> Environment:
        return self._environment.result()

    def pids(self) -> tuple[int, ...]:
        """The process ids of the workers that run now."""
        return tuple(pid for keeper in self._keepers if (pid := keeper.pid) is not None)

    def submit(self, chunk: Chunk) -> Future[tuple[Graded, ...]]:
        future: Future[tuple[Graded, ...]] = Future()
        self._tasks.put((chunk, future))
        return future

    def close(self) -> None:
        with self._starting:
            self._closing.set()
        for keeper in self._keepers:
            self._tasks.put(None)
            keeper.hang_up()
        for keeper in self._keepers:
            keeper.join()

    # ------------------------------------------------------------------------------------------- for the keepers

    def start_worker(self) -> _Worker:
        """A new worker process, not ready yet; ``GraderFault`` when the pool is being closed."""
        with self._starting:  # so that `close` either sees the worker, or keeps it from being started
            if self._closing.is_set():
                raise GraderFault("grading was stopped")
            return _Worker(self._spec)

    def is_closing(self) -> bool:
        return self._closing.is_set()

    def next_task(self) -> _Task | None:
        return self._tasks.get()

    def ready(self, environment: Environment) -> None:
        """A worker is ready; ``GraderFault`` if it differs from those before it."""
        with suppress(Exception):  # set already
            self._environment.set_result(environment)
        first = self._environment.result()
        if first != environment:
            differences = ", ".join(first.differences(environment))
            raise GraderFault(f"a worker that was started anew differs from the first ones: {differences}")

    def give_up(self, error: GraderError) -> None:
        """No worker can be had; whoever waits for one is told."""
        with suppress(Exception):  # set already
            self._environment.set_exception(error)


class _Keeper(threading.Thread):
    """Keeps one worker process at work, and replaces it when it dies."""

    def __init__(self, pool: LocalPool) -> None:
        super().__init__(name="grader-keeper", daemon=True)
        self._pool = pool
        self._worker: _Worker | None = None

    @property
    def pid(self) -> int | None:
        worker = self._worker
        return worker.process.pid if worker is not None else None

    def hang_up(self) -> None:
        """The worker stops between two submissions, and whoever waits for it is told."""
        worker = self._worker
        if worker is not None:
            worker.hang_up()

    def run(self) -> None:
        try:
            self._start_worker()
        except GraderError as error:
            self._pool.give_up(error)
            # The task list is served on: each task is told why it cannot be done.
        while (task := self._pool.next_task()) is not None and not self._pool.is_closing():
            chunk, future = task
            try:
                future.set_result(self._grade(chunk))
            except Exception as error:
                future.set_exception(error)
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.end()

    def _grade(self, chunk: Chunk) -> tuple[Graded, ...]:
        worker = self._start_worker()
        try:
            worker.link.send(chunk)
            answer = worker.link.recv()
        except (EOFError, OSError):
            self._worker = None
            raise WorkerDied(f"the worker process ended{worker.how_it_ended()}") from None
        if isinstance(answer, GraderError):
            raise answer
        graded: tuple[Graded, ...] = answer
        return graded

    def _start_worker(self) -> _Worker:
        """The worker that runs, or a new one once it is ready."""
        if self._worker is not None and self._worker.process.is_alive():
            return self._worker
        reason = ""
        for _ in range(_ATTEMPTS):
            self._worker = worker = self._pool.start_worker()
            try:
                answer = worker.link.recv()
                if isinstance(answer, GraderError):
                    raise answer
                self._pool.ready(answer)
            except (EOFError, OSError):
                reason = worker.how_it_ended()
                self._worker = None
            except GraderError:
                worker.end()
                self._worker = None
                raise
            else:
                return worker
        raise GraderFault(f"the worker processes end before they are ready{reason}")


class _Worker:
    """A worker process and the link to it."""

    def __init__(self, spec: BenchSpec) -> None:
        # A fork would copy threads and descriptors of a program that goes on; a new process has none of them.
        context = multiprocessing.get_context("spawn")
        self.link, theirs = context.Pipe()
        self._lock = threading.Lock()
        self.process: SpawnProcess = context.Process(target=serve, args=(theirs, spec), daemon=True)
        with _interrupts_held_back():
            self.process.start()
        theirs.close()

    def hang_up(self) -> None:
        """End the link, which both the worker and a thread that waits in ``recv`` notice."""
        with self._lock:
            if self.link.closed:
                return
            if sys.platform == "win32":
                self.process.terminate()
                return
            with suppress(OSError), socket.socket(fileno=os.dup(self.link.fileno())) as end:
                end.shutdown(socket.SHUT_RDWR)

    def how_it_ended(self) -> str:
        self.end()
        code = self.process.exitcode
        if code is None:
            return ""
        if code < 0:
            with suppress(ValueError):
                return f" ({signal.Signals(-code).name})"
        return f" (status {code})"

    def end(self) -> None:
        """Let it end by itself; kill it if it does not."""
        with self._lock:
            self.link.close()
        self.process.join(_END_S)
        if self.process.is_alive():
            self.process.kill()
        self.process.join()


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """A process that starts now is not ended by a Ctrl-C that the whole terminal gets, before it knows what to do."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def serve(link: Connection, spec: BenchSpec) -> None:
    """What a worker process does: grade chunks until the other end of the link is gone."""
    _leave_the_terminal()
    try:
        with Bench(spec) as bench:
            link.send(bench.environment())
            while True:
                chunk = link.recv()
                link.send(_answer(bench, chunk, link))
    except GraderError as error:
        with suppress(OSError):
            link.send(error)
    except (EOFError, OSError, KeyboardInterrupt):
        return  # the coordinator is gone, or has enough


def _answer(bench: Bench, chunk: Chunk, link: Connection) -> tuple[Graded, ...] | GraderError:
    try:
        # Nothing is sent to a worker that is at work, so whatever can be read is the end of the link.
        return bench.grade(chunk, wanted=lambda: not link.poll())
    except GraderError as error:
        return error


def _leave_the_terminal() -> None:
    """A Ctrl-C is for the coordinator. It is not ignored outright: programs started from here would inherit that."""
    signal.signal(signal.SIGINT, _do_nothing)
    if sys.platform != "win32":
        os.setsid()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _do_nothing(number: int, frame: object) -> None:
    pass
