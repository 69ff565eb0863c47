"""The runner for machines without fork: a fresh interpreter for each session. Slower, and no security boundary."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final, Self

from grader.errors import GraderFault
from grader.model import Isolate, Isolation, Limits
from grader.sandbox import launch, protocol
from grader.sandbox.child import Child, Exit
from grader.sandbox.program import Program
from grader.sandbox.runner import Session
from grader.sandbox.starved import runnable_without_processor

_ENTRY: Final = "grader.sandbox.inside.fresh"


class FreshRunner:
    """Starts an interpreter for each learner's process."""

    def __init__(self) -> None:
        self.isolation = Isolation("portable", ("clean-environment", "killed-as-a-tree"))
        self.python = platform.python_version()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def wait_until_ready(self) -> None:
        """Nothing is warm here, so nothing is waited for."""

    def session(self, program: Program, limits: Limits, isolate: Isolate = Isolate.SUBMISSION) -> Session:
        """A session for one submission."""
        return Session(lambda: _start(limits), program, limits, isolate)

    def close(self) -> None:
        """Sessions own their processes; there is nothing else to end."""


def _start(limits: Limits) -> Child:
    scratch = Path(tempfile.mkdtemp(prefix="grader-"))
    out, err = _open(scratch.with_suffix(".out")), _open(scratch.with_suffix(".err"))
    try:
        process, channel = launch.start(_ENTRY, str(scratch), stdout=out, stderr=err)
        channel.sendall(protocol.pack(dataclasses.asdict(limits)))
    except OSError as error:
        raise GraderFault(f"the machine cannot start another process: {error}") from error
    return Child(channel, out, err, _Keeper(process, scratch))


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)


class _Keeper:
    """Looks after one interpreter and its folder."""

    def __init__(self, process: subprocess.Popen[bytes], scratch: Path) -> None:
        self._process = process
        self._scratch = scratch

    def kill(self) -> Exit:
        """End the interpreter's whole process group."""
        if sys.platform == "win32":
            self._process.kill()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        cpu_s, peak_mb, status = _wait(self._process)
        shutil.rmtree(self._scratch, ignore_errors=True)
        for suffix in (".out", ".err"):
            self._scratch.with_suffix(suffix).unlink(missing_ok=True)
        return Exit(status, cpu_s, peak_mb)

    def release(self) -> None:
        """There is no zygote to wait in our place."""
        self.kill()

    def cpu_s(self) -> float:
        """CPU time so far, where the system tells."""
        if not hasattr(os, "wait4"):
            return 0.0
        import time

        with contextlib.suppress(OSError):
            return time.clock_gettime((~self._process.pid << 3) | 2)
        return 0.0

    def starved_s(self) -> float | None:
        return runnable_without_processor(self._process.pid)


def _wait(process: subprocess.Popen[bytes]) -> tuple[float, float, int]:
    if process.returncode is None and hasattr(os, "wait4"):
        with contextlib.suppress(ChildProcessError):
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode
    return 0.0, 0.0, process.wait()
