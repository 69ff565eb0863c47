"""The client of the check host: starts it, watches it, starts it anew when it fails.

The host runs checks written by authors on what learners' programs did. Either may make it hang or die; that costs the
submission in hand a verdict (it is ungraded), and nothing more.
"""

from __future__ import annotations

import base64
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

from grader.checks.plan import Plan, Verdicts
from grader.checks.spawn import DEFAULT_OPENER, Spawned, spawn
from grader.checks.wire import Wire, decode, encode
from grader.errors import CatalogueError, GraderFault, Problem, SandboxUnavailable
from grader.model import CheckResult, Evidence, Exercise, Isolation, Submission

_CLOSE_S: Final = 5.0
"""Wall seconds that the host has to end by itself."""


@dataclass(frozen=True, slots=True)
class HostOutcome:
    """What became of one submission's checks. ``faults`` says, for authors, why checks themselves broke."""

    results: tuple[CheckResult, ...]
    isolation: Isolation
    python: str
    evidence_read: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


class CheckHost:
    """A check host and the sandbox that it drives. Not for several threads at once.

    It starts at once and warms up while its maker goes on. On Linux it ends with the thread that started it, so make it
    in the main thread or in one that lives as long.
    """

    def __init__(
        self,
        level: str = "best",
        *,
        opener: str = DEFAULT_OPENER,
        patience: float = 20.0,
        early: Spawned | None = None,
    ) -> None:
        """``level`` of isolation; ``patience``: wall seconds without a sign of life after which the host is killed.

        ``opener`` names the function that opens the sandbox, as ``module:function`` or ``path/file.py:function``.
        ``early`` is a host of that level that was spawned before this module was imported.
        """
        self._level = level
        self._opener = opener
        self._patience = patience
        self._running = None if early is None else _Running.of(early, patience)
        self._start()

    @property
    def pid(self) -> int:
        """The process id of the host that runs now."""
        return self._start().process.pid

    def run_checks(self, exercise: Exercise, submission: Submission) -> HostOutcome:
        """The verdict of every check of ``exercise`` on a submission.

        ``CatalogueError`` if the checks file has mistakes, ``SandboxUnavailable`` if there is no
        sandbox of that level, another ``GraderFault`` if the host failed; the next call then starts a new one.
        """
        running = self._start()
        try:
            isolation, python = self._greet(running)
            verdicts = decode(Verdicts, self._ask(running, Plan.of(exercise), submission))
        except CatalogueError:
            raise
        except BaseException:
            self._kill()
            raise
        return HostOutcome(verdicts.results, isolation, python, verdicts.evidence_read, verdicts.faults)

    def greet(self) -> tuple[Isolation, str]:
        """The isolation that programs will have and the version of Python, once the host is ready.

        ``SandboxUnavailable`` if there is no sandbox of that level, another ``GraderFault`` if the host failed.
        """
        running = self._start()
        try:
            return self._greet(running)
        except BaseException:
            self._kill()
            raise

    def _greet(self, running: _Running) -> tuple[Isolation, str]:
        """The isolation and the Python version of a host that is ready."""
        if running.ready is None:
            hello = self._receive(running, "as it started")
            running.ready = decode(Isolation, hello["isolation"]), str(hello["python"])
        return running.ready

    def _ask(self, running: _Running, plan: Plan, submission: Submission) -> Any:
        request: dict[str, Any] = {"checks": plan.checks_path, "source": submission.source}
        if submission.files:
            request["files"] = {name: base64.b64encode(data).decode() for name, data in submission.files.items()}
        if running.plans.get(plan.checks_path) != plan:
            running.plans.pop(plan.checks_path, None)
            request["plan"] = encode(plan)
        try:
            running.wire.send(request)
        except OSError:
            raise GraderFault(f"The check host is gone{running.last_words()}.") from None
        answer = self._receive(running, f"on {submission.name}")
        running.plans[plan.checks_path] = plan
        return answer["verdicts"]

    def _receive(self, running: _Running, when: str) -> dict[str, Any]:
        """The host's next message, waited for as long as it gives signs of life."""
        try:
            while (message := running.wire.receive()) is None:
                pass
        except TimeoutError:
            raise GraderFault(f"The check host gave no sign of life for {self._patience:g} seconds {when}.") from None
        except (EOFError, OSError):
            raise GraderFault(f"The check host ended {when}{running.last_words()}.") from None
        if "problems" in message:
            raise CatalogueError(Problem(Path(path), *rest) for path, *rest in message["problems"])
        if "fault" in message:
            raise (SandboxUnavailable if message["unavailable"] else GraderFault)(message["fault"])
        return message

    def _start(self) -> _Running:
        if self._running is not None and self._running.process.poll() is not None and self._running.ready is not None:
            self._kill()
        if self._running is None:
            self._running = _Running.of(spawn(self._level, self._opener), self._patience)
        return self._running

    def interrupt(self) -> None:
        """From another thread: end the call in hand at once, which then raises a ``GraderFault``."""
        running = self._running
        if running is not None and running.process.poll() is None:
            _kill_tree(running.process)
            running.process.wait()  # else the next call may still take it for alive

    def _kill(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.kill()

    def close(self) -> None:
        """End the host and all that it started."""
        running, self._running = self._running, None
        if running is not None:
            running.stop()

    def __enter__(self) -> CheckHost:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@dataclass(slots=True)
class _Running:
    """A host process that was started."""

    process: subprocess.Popen[bytes]
    wire: Wire
    errors: IO[bytes]
    ready: tuple[Isolation, str] | None = None
    plans: dict[str, Plan] = field(default_factory=dict)
    """What the host has loaded, by the path of the checks file."""

    @classmethod
    def of(cls, spawned: Spawned, patience: float) -> Self:
        return cls(spawned.process, Wire(spawned.channel, patience), spawned.errors)

    def last_words(self) -> str:
        """How the host ended, for the end of a sentence: the last line of its standard error, or its exit status."""
        try:
            self.process.wait(_CLOSE_S)
        except subprocess.TimeoutExpired:
            return ""
        self.errors.seek(0, os.SEEK_END)
        self.errors.seek(max(0, self.errors.tell() - 2000))
        lines = self.errors.read().decode("utf-8", "replace").strip().splitlines()
        return f" ({lines[-1]})" if lines else f" (status {self.process.returncode})"

    def stop(self) -> None:
        try:
            self.wire.send({"do": "stop"})
            self.wire.close()
            self.process.wait(_CLOSE_S)
        except (OSError, subprocess.TimeoutExpired):
            pass
        self.kill()

    def kill(self) -> None:
        if self.process.poll() is None:
            _kill_tree(self.process)
        self.process.wait()
        self.wire.close()
        self.errors.close()


def _kill_tree(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        command = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - Windows' own tool
        return
    descendants = _descendants(process.pid)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    for pid in descendants:
        with suppress(ProcessLookupError, PermissionError):  # ended already, or the sandbox's own user
            os.kill(pid, signal.SIGKILL)


def _descendants(pid: int) -> list[int]:
    """The processes that a process started, as far as the system tells (Linux)."""
    found: list[int] = []
    waiting = [pid]
    while waiting:
        for children in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            try:
                pids = list(map(int, children.read_text().split()))
            except OSError:
                continue  # it ended in the meantime
            found += pids
            waiting += pids
    return found
