"""The zygote: a warm, isolated interpreter that forks one child for each submission and watches over it.

It is started by ``grader.sandbox.launch`` and talks to it over one stream socket. Requests and answers are frames of
the protocol; ``fork`` comes with three descriptors (the child's channel, its standard output, its standard error). One
child lives at a time. Only code of the grader runs in this process, and it never reads a byte that a child has written.
"""

from __future__ import annotations

import contextlib
import gc
import os
import platform
import select
import signal
import socket
import sys
import time
from typing import Any, Final, NoReturn

from grader.sandbox import protocol
from grader.sandbox.inside import isolation as isolation_levels
from grader.sandbox.inside import kernel, serve
from grader.sandbox.inside.monitor import Monitor
from grader.sandbox.inside.notice import Notices

_DESCRIPTORS: Final = 3
_CHANNEL: Final = 3
_MAX_DESCRIPTORS: Final = 1024
_MAX_GENERATIONS: Final = 1_000


def main(channel: socket.socket, level: str) -> NoReturn:
    """Isolate, warm up, say so, then serve until the other end closes. Never returns."""
    try:
        if sys.platform == "linux":
            kernel.die_with_parent(signal.SIGKILL)
        isolation = isolation_levels.enter(level)
    except Exception as error:  # whatever the machine refuses, the other side is told and may choose another level
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        channel.sendall(protocol.pack({"op": "failed", "error": reason}))
        os._exit(1)
    monitor = Monitor()
    monitor.install()
    serve.warm(monitor)
    sys.meta_path[:] = [finder for finder in sys.meta_path if not hasattr(finder, "grader_modules")]
    gc.collect()
    gc.freeze()
    ready = {
        "op": "ready",
        "version": protocol.VERSION,
        "level": isolation.level,
        "guarantees": list(isolation.guarantees),
        "python": platform.python_version(),
    }
    channel.sendall(protocol.pack(ready))
    try:
        Zygote(channel, isolation, monitor).serve()
    finally:
        isolation.close()
        os._exit(0)


class Zygote:
    """The loop that answers requests and reports endings."""

    def __init__(self, channel: socket.socket, isolation: isolation_levels.Isolation, monitor: Monitor) -> None:
        self._channel = channel
        self._isolation = isolation
        self._monitor = monitor
        self._child: int | None = None
        # SIGCHLD writes to this pipe, so that one poll waits for requests and for endings.
        self._woken, self._wake = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(self._woken, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)

    def serve(self) -> None:
        poller = select.poll()
        poller.register(self._channel, select.POLLIN)
        poller.register(self._woken, select.POLLIN)
        while True:
            ready = [fd for fd, _ in poller.poll()]
            if self._woken in ready:
                with contextlib.suppress(BlockingIOError):
                    os.read(self._woken, 512)
                self._reap()
            if self._channel.fileno() in ready and not self._answer():
                return

    def _answer(self) -> bool:
        """Handle one request; ``False`` when the other end has closed."""
        header, descriptors, _, _ = socket.recv_fds(self._channel, protocol.HEADER.size, _DESCRIPTORS)
        if not header:
            self._kill()
            return False
        if len(header) < protocol.HEADER.size:
            header += _read(self._channel, protocol.HEADER.size - len(header))
        request = protocol.unpack(_read(self._channel, protocol.frame_size(header)))
        match request["op"]:
            case "fork":
                self._fork(request["limits"], descriptors)
            case "kill":
                self._kill()
            case "cpu":
                self._send({"op": "cpu", "seconds": self._child_cpu()})
        return True

    def _fork(self, limits: dict[str, Any], descriptors: list[int]) -> None:
        self._kill()
        try:
            self._isolation.before_fork(limits)
            child = os.fork()
            if child == 0:
                self._become_child(limits, descriptors)
        except OSError as error:
            self._send({"op": "fork-failed", "error": error.strerror or str(error)})
        else:
            self._child = child
        finally:
            self._isolation.after_fork()
            for fd in descriptors:
                os.close(fd)

    def _become_child(self, limits: dict[str, Any], descriptors: list[int]) -> NoReturn:
        """In the child: keep three descriptors, give up every right, serve runs."""
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            channel = _take_descriptors(*descriptors)
            try:
                os.setsid()
                os.chdir(self._isolation.scratch)
                os.environ["HOME"] = os.environ["TMPDIR"] = self._isolation.scratch
                self._isolation.lock_down(limits)
                os.closerange(4, _MAX_DESCRIPTORS)
            except OSError as error:
                channel.sendall(protocol.pack({"op": "fault", "error": error.strerror or str(error)}))
            else:
                notices = Notices(limits, self._isolation.scratch)
                notices.start()
                serve.serve(channel, self._monitor, notices)
        finally:
            os._exit(70)

    def _kill(self) -> None:
        """End the child with all that it made; in a process space of its own the kernel does that, elsewhere we look
        for them.
        """
        if self._child is None:
            return
        if self._isolation.level != isolation_levels.STRICT:
            with contextlib.suppress(ProcessLookupError, PermissionError):  # it may not lead a group yet
                os.killpg(self._child, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._child, signal.SIGKILL)
        self._reap(wait=True)

    def _reap(self, *, wait: bool = False) -> None:
        while True:
            try:
                pid, status, usage = os.wait4(-1, 0 if wait and self._child is not None else os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid == self._child:
                self._child = None
                if self._isolation.level != isolation_levels.STRICT:
                    _kill_family(pid)
                self._send(
                    {
                        "op": "exited",
                        "status": status,
                        "cpu_s": usage.ru_utime + usage.ru_stime,
                        "peak_mb": usage.ru_maxrss / 1024,
                    }
                )

    def _child_cpu(self) -> float:
        if self._child is None:
            return 0.0
        # The clock id of another process's CPU time, as clock_getcpuclockid(3) makes it.
        try:
            return time.clock_gettime((~self._child << 3) | 2)
        except OSError:
            return 0.0

    def _send(self, message: dict[str, Any]) -> None:
        self._channel.sendall(protocol.pack(message))


def _kill_family(group: int) -> None:
    """End what a dead child left: its process group, and orphans that left the group and became ours (see
    ``become_subreaper``).
    """
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)
    for _ in range(_MAX_GENERATIONS):
        try:
            with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as listing:
                orphans = [int(pid) for pid in listing.read().split()]
        except OSError:
            return
        if not orphans:
            return
        for pid in orphans:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _read(channel: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        part = channel.recv(size - len(data))
        if not part:
            raise EOFError
        data += part
    return bytes(data)


def _take_descriptors(channel: int, out: int, err: int) -> socket.socket:
    """Standard input from nowhere, output to the files given, the channel as descriptor 3."""
    spare = [os.dup(fd) for fd in (channel, out, err)]
    nothing = os.open(os.devnull, os.O_RDONLY)
    for target, source in enumerate((nothing, spare[1], spare[2], spare[0])):
        os.dup2(source, target, inheritable=target != _CHANNEL)
    return socket.socket(fileno=_CHANNEL)
