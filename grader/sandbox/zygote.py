"""The trusted side of the zygote: it starts one, asks it for children, and reads how they ended."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import socket
import subprocess
import tempfile
from typing import Any, Final, Self

from grader.errors import GraderFault, SandboxUnavailable
from grader.model import Isolate, Isolation, Limits
from grader.sandbox import launch, protocol
from grader.sandbox.child import Child, Exit
from grader.sandbox.program import Program
from grader.sandbox.runner import Session
from grader.sandbox.starved import runnable_without_processor

_START_S: Final = 30.0
_ANSWER_S: Final = 15.0


class ZygoteRunner:
    """A runner that forks each learner's process from a warm, isolated interpreter. It is restarted when it dies.

    Start it from the main thread: the zygote ends with the thread that made it. ``SandboxUnavailable`` if the machine
    cannot give the level; that is found out in ``wait_until_ready`` (the constructor only starts the process).
    """

    def __init__(self, level: str, early: launch.Started | None = None) -> None:
        self.level = level
        self.isolation = Isolation(level)
        self.python = ""
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._ready = False
        self._exit: Exit | None = None
        self._expects_exit = False
        if early is not None and early.level == level:
            self._process, self._channel = early.process, early.channel
        else:
            self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def wait_until_ready(self) -> None:
        """Return when the zygote can fork; ``SandboxUnavailable`` if it refuses, with what the machine said."""
        if self._ready:
            return
        answer = self._receive(_START_S)
        if answer["op"] != "ready":
            self.close()
            raise SandboxUnavailable(str(answer.get("error", "the sandbox did not start")))
        self.isolation = Isolation(str(answer["level"]), tuple(answer["guarantees"]))
        self.python = str(answer["python"])
        self._ready = True

    def session(self, program: Program, limits: Limits, isolate: Isolate = Isolate.SUBMISSION) -> Session:
        """A session for one submission."""
        return Session(lambda: self._fork(limits), program, limits, isolate)

    def close(self) -> None:
        """End the zygote and its child."""
        channel, self._channel = self._channel, None
        process, self._process = self._process, None
        self._ready = False
        if channel is not None:
            channel.close()
        if process is not None:
            # Told by the closed channel it cleans up after itself; what does not listen is killed.
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(1.0)
            process.kill()
            process.wait()

    # ------------------------------------------------------------------------------------------------ children

    def _start(self) -> None:
        try:
            self._process, self._channel = launch.start(launch.ZYGOTE, self.level)
        except OSError as error:
            raise GraderFault(f"the sandbox cannot be started: {error}") from error
        self._ready = False
        self._expects_exit = False

    def _fork(self, limits: Limits) -> Child:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._start()
        self.wait_until_ready()
        self._collect_exit()
        ours, theirs = socket.socketpair()
        out, err = _output_file("out"), _output_file("err")
        request = protocol.pack({"op": "fork", "limits": dataclasses.asdict(limits)})
        try:
            socket.send_fds(self._open_channel(), [request], [theirs.fileno(), out, err])
        except OSError as error:
            for fd in (out, err):
                os.close(fd)
            ours.close()
            self.close()
            raise GraderFault(f"the sandbox does not answer: {error}") from error
        finally:
            theirs.close()
        self._exit, self._expects_exit = None, True
        return Child(ours, out, err, self)

    def kill(self) -> Exit:
        """End the child that there is; how it ended."""
        if self._expects_exit:
            self._request("kill")
            self._collect_exit()
        return self._exit or Exit(-9)

    def release(self) -> None:
        """End the child that there is; its exit is collected when it is needed."""
        if self._expects_exit:
            with contextlib.suppress(GraderFault):
                self._request("kill")

    def cpu_s(self) -> float:
        """CPU time of the child that there is, in seconds."""
        if not self._expects_exit:
            return self._exit.cpu_s if self._exit is not None else 0.0
        self._request("cpu")
        while True:
            answer = self._receive(_ANSWER_S)
            if answer["op"] == "cpu":
                return float(answer["seconds"])
            self._note(answer)

    def starved_s(self) -> float | None:
        """How long the zygote and all below it have waited for a processor, in seconds."""
        return None if self._process is None else runnable_without_processor(self._process.pid)

    def _collect_exit(self) -> None:
        while self._expects_exit:
            self._note(self._receive(_ANSWER_S))

    def _note(self, answer: dict[str, Any]) -> None:
        if answer["op"] == "exited":
            code = os.waitstatus_to_exitcode(answer["status"])
            self._exit, self._expects_exit = Exit(code, answer["cpu_s"], answer["peak_mb"]), False
        elif answer["op"] == "fork-failed":
            self._expects_exit = False
            raise GraderFault(f"the machine cannot start another process: {answer['error']}")

    def _request(self, operation: str) -> None:
        try:
            self._open_channel().sendall(protocol.pack({"op": operation}))
        except OSError as error:
            self._lost(error)

    def _receive(self, timeout: float) -> dict[str, Any]:
        self._open_channel().settimeout(timeout)
        try:
            return protocol.unpack(self._exactly(protocol.frame_size(self._exactly(protocol.HEADER.size))))
        except (OSError, EOFError) as error:
            return self._lost(error)

    def _exactly(self, size: int) -> bytes:
        channel = self._open_channel()
        data = bytearray()
        while len(data) < size:
            part = channel.recv(size - len(data))
            if not part:
                raise EOFError
            data += part
        return bytes(data)

    def _open_channel(self) -> socket.socket:
        if self._channel is None:
            raise GraderFault("the sandbox is closed")
        return self._channel

    def _lost(self, error: BaseException) -> dict[str, Any]:
        """The zygote is gone or does not answer: end it, so that the next session starts a new one."""
        self._expects_exit = False
        self.close()
        raise GraderFault("the sandbox process ended unexpectedly") from error


def _output_file(name: str) -> int:
    if hasattr(os, "memfd_create"):
        fd = os.memfd_create(f"grader-{name}", os.MFD_CLOEXEC)
    else:
        handle, path = tempfile.mkstemp(prefix=f"grader-{name}-")
        os.unlink(path)  # noqa: PTH108 - a descriptor without a name
        fd = handle
    import fcntl

    # Appending only: where a program moves its file position to does not matter.
    fcntl.fcntl(fd, fcntl.F_SETFL, fcntl.fcntl(fd, fcntl.F_GETFL) | os.O_APPEND)
    return fd
