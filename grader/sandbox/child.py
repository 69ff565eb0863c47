"""A learner's process as the trusted side holds it: its channel, its output, and the way to end it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
from dataclasses import dataclass
from typing import Any, Final, Protocol

from grader.model import Ending
from grader.sandbox import protocol

_CRASHES: Final = frozenset(
    getattr(signal, name)
    for name in ("SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGTRAP")
    if hasattr(signal, name)
)
_READ_SIZE: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Exit:
    """How a process ended: its exit code, or as a negative number the signal that ended it."""

    code: int
    cpu_s: float = 0.0
    peak_mb: float = 0.0

    def ending(self) -> Ending:
        """The ending of a run whose process ended so without a report."""
        if self.code >= 0:
            return Ending.EXITED
        if -self.code in _CRASHES:
            return Ending.CRASHED
        if -self.code == getattr(signal, "SIGXCPU", 0):
            return Ending.CPU_LIMIT
        if -self.code == getattr(signal, "SIGXFSZ", 0):
            return Ending.OUTPUT_LIMIT
        return Ending.KILLED

    def describe(self) -> str:
        if self.code >= 0:
            return f"exit code {self.code}"
        try:
            return f"signal {signal.Signals(-self.code).name}"
        except ValueError:
            return f"signal {-self.code}"


class Keeper(Protocol):
    """Whoever made the process and can look after it."""

    def kill(self) -> Exit:
        """End the process and all that it made; how it ended. Safe to call again."""
        ...

    def release(self) -> None:
        """End the process and all that it made, without waiting for it."""
        ...

    def cpu_s(self) -> float:
        """Seconds of CPU time that the process has used so far."""
        ...

    def starved_s(self) -> float | None:
        """Seconds of wall time that it was ready to run and had no processor; ``None`` if the system does not tell."""
        ...


class Child:
    """One learner's process. ``greeted`` is set once it has given up its rights and can receive the program."""

    def __init__(self, channel: socket.socket, out: int, err: int, keeper: Keeper) -> None:
        self.channel = channel
        self.greeted = False
        self._out = out
        self._err = err
        self._keeper = keeper
        self._seen = {out: 0, err: 0}
        self._buffer = bytearray()
        self._exit: Exit | None = None
        channel.setblocking(False)

    def send(self, message: dict[str, Any], patience: float = 10.0) -> None:
        """Send one frame; ``TimeoutError`` if the child does not make room for it within ``patience`` wall seconds."""
        self.channel.settimeout(patience)
        try:
            self.channel.sendall(protocol.pack(message))
        finally:
            self.channel.setblocking(False)

    def read(self, size: int) -> bytes | None:
        """Exactly ``size`` bytes, or ``None`` if they have not all arrived; ``EOFError`` if they never will."""
        while len(self._buffer) < size:
            try:
                part = self.channel.recv(_READ_SIZE)
            except BlockingIOError:
                return None
            if not part:
                raise EOFError
            self._buffer += part
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        return data

    def speaks_unasked(self) -> bool:
        """Whether there is anything to read, though no run is in progress."""
        if not self.greeted:
            return False
        with contextlib.suppress(OSError, EOFError):
            return self.read(1) is not None
        return False

    def cpu_s(self) -> float:
        return self._keeper.cpu_s()

    def starved_s(self) -> float | None:
        return self._keeper.starved_s()

    def kill(self) -> Exit:
        """End the process; how it ended."""
        if self._exit is None:
            self._exit = self._keeper.kill()
        return self._exit

    def new_output(self, limit: int) -> tuple[str, str]:
        """What was written to standard output and standard error since the last call, up to ``limit`` bytes in all."""
        return self._new_text(self._out, limit), self._new_text(self._err, limit)

    def output_is_full(self, limit: int) -> bool:
        return any(os.fstat(fd).st_size >= limit for fd in (self._out, self._err))

    def _new_text(self, fd: int, limit: int) -> str:
        start = self._seen[fd]
        data = (
            os.pread(fd, max(0, limit - start), start) if hasattr(os, "pread") else _read_at(fd, start, limit - start)
        )
        self._seen[fd] = start + len(data)
        return data.decode("utf-8", "replace")

    def close(self) -> None:
        """End the process and let go of everything that belongs to it."""
        if self._exit is None:
            self._keeper.release()
        self.channel.close()
        for fd in (self._out, self._err):
            with contextlib.suppress(OSError):
                os.close(fd)


def _read_at(fd: int, start: int, size: int) -> bytes:
    os.lseek(fd, start, os.SEEK_SET)
    return os.read(fd, max(0, size))
