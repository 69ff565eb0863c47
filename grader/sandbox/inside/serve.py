"""The child's side of a session: it receives the program once, then runs jobs until it is ended from outside.

Nothing here is trusted by the other side. What matters is that an honest program is seen as it is: each run gets a new
module, a new loop and new standard streams, and says at its end whether it left anything behind that could touch the
next one.
"""

from __future__ import annotations

import asyncio
import inspect
import io
import linecache
import os
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from grader.sandbox import protocol
from grader.sandbox.inside.loading import LearnerProgram, describe_error
from grader.sandbox.inside.monitor import Monitor, RunConfig, Standstill
from grader.sandbox.inside.notice import Notices
from grader.sandbox.inside.probes import ProbeChannel

_SCENARIO_FILE: Final = "<scenario>"
_ENCODING: Final = "utf-8"


def serve(channel: socket.socket, monitor: Monitor, notices: Notices | None = None) -> NoReturn:
    """Greet, then answer ``load`` and ``run`` until the channel closes. Never returns."""
    link = _Link(channel)
    link.send({"op": "hello"})
    server = Server(monitor, link.send, link.receive, notices)
    while True:
        message = link.receive()
        if message["op"] == "load":
            server.load(message)
        else:
            server.answer(message)


class _Link:
    """Frames over the child's socket. The other end closing means that the session is over."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        # Bound early: a learner's program may replace what it finds in these modules, and should then fail on its own
        # terms.
        self._sendall, self._recv = channel.sendall, channel.recv
        self._pack, self._unpack, self._size = protocol.pack, protocol.unpack, protocol.frame_size
        self._exit = os._exit

    def send(self, message: dict[str, Any]) -> None:
        self._sendall(self._pack(message))

    def receive(self) -> dict[str, Any]:
        return self._unpack(self._read(self._size(self._read(protocol.HEADER.size))))

    def _read(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            part = self._recv(size - len(data))
            if not part:
                self._exit(0)
            data += part
        return data


class Server:
    """Runs jobs on one learner's program."""

    def __init__(
        self,
        monitor: Monitor,
        send: Callable[[dict[str, Any]], None],
        receive: Callable[[], dict[str, Any]],
        notices: Notices | None = None,
    ) -> None:
        self._monitor = monitor
        self._notices = notices
        self._send = send
        self._probes = ProbeChannel(send, receive)
        self._program = LearnerProgram("", "main.py")
        self._scenarios: dict[str, Any] = {}
        self._lowest_free_descriptor = _lowest_free_descriptor()

    def load(self, message: dict[str, Any]) -> None:
        """Take the program and the files that belong beside it. Nothing runs yet."""
        files = message["files"]
        self._program = LearnerProgram(message["source"], message["filename"], _modules_among(files))
        for name, content in files.items():
            folder = os.path.dirname(name)
            if folder:
                os.makedirs(folder, exist_ok=True)
            with open(name, "wb") as file:
                file.write(protocol.decode(content, _refuse))
        if self._program.helpers:
            # Behind everything else: no file of a learner's comes before a module of the standard library.
            sys.path.append(os.getcwd())

    def answer(self, message: dict[str, Any]) -> None:
        """Carry out one run and report it."""
        self._probes.reset()
        _new_streams(message["stdin"])
        run = _Run(self._program, message, self._probes, self._scenarios, self._monitor.rewind)
        config = RunConfig(filename=self._program.filename, virtual_s=message["virtual_s"])
        before = time.process_time()
        self._monitor.begin(config, self._probes)
        run.carry_out()
        trace = self._monitor.finish()
        _flush_streams()
        reply = run.reply(trace)
        reply["cpu_s"] = time.process_time() - before
        reply["peak_mb"] = _peak_mb()
        reply["tamper"] = self._notices.take() if self._notices is not None else []
        reply["clean"] = self._is_clean(reply, trace["leftovers"])
        self._send(_within_limit(reply))

    def _is_clean(self, reply: dict[str, Any], leftovers: Any) -> bool:
        """Whether this process may serve another run: a plain ending, and nothing left that could reach into the next
        one.
        """
        if reply["ending"] not in ("returned", "raised", "exited") or any(leftovers.values()):
            return False
        return _lowest_free_descriptor() == self._lowest_free_descriptor and not _has_children()


@dataclass(slots=True)
class _Run:
    """One run: the stage it is in, and how it ended.

    ``value`` is encoded at once: an object of the program's that lived on would end in the next run, and be heard
    there.
    """

    program: LearnerProgram
    message: dict[str, Any]
    probes: ProbeChannel
    scenarios: dict[str, Any]
    rewind: Callable[[], None]
    stage: str = "load"
    ending: str = "returned"
    value: Any = None
    error: dict[str, Any] | None = None
    exit_code: int | None = None

    def carry_out(self) -> None:
        """Run the program; whatever it raises becomes part of the report."""
        try:
            self.value = self._execute()
        except Standstill as standstill:
            self.ending = standstill.ending
        except SystemExit as stop:
            self.ending, self.exit_code = "exited", _exit_code(stop.code)
        except MemoryError as error:
            self.ending, self.error = "out-of-memory", self._describe(error)
        except EOFError as error:
            asked = error.__traceback__ is not None and "EOF when reading a line" in str(error)
            self.ending, self.error = "waiting-on-input" if asked else "raised", self._describe(error)
        except BaseException as error:  # a learner's failure is a value
            self.ending, self.error = "raised", self._describe(error)
        if self.stage == "load" and self.ending == "raised":
            self.ending = "not-loadable"

    def _execute(self) -> Any:
        message = self.message
        sys.argv = [self.program.filename, *message["argv"]]
        names = {name: self._plain(form) for name, form in message["names"].items()}
        if message["kind"] == "script":
            self.program.compiled()
            self.stage = "run"
            self.program.run("__main__", names)
            return None
        module = self.program.run(self.program.module_name, names)
        self.rewind()
        self.stage = "run"
        args = [self._plain(form) for form in message["args"]]
        kwargs = {name: self._plain(form) for name, form in message["kwargs"].items()}
        if message["kind"] == "scenario":
            function, args = self._scenario(), [module, *args]
        else:
            function = getattr(module, message["name"])
        result = function(*args, **kwargs)
        if inspect.iscoroutinefunction(function):
            result = asyncio.run(result, debug=message["debug"] or None)
        return protocol.encode(result)

    def _scenario(self) -> Any:
        source = self.message["source"]
        if source not in self.scenarios:
            self.scenarios[source] = compile(source, _SCENARIO_FILE, "exec", dont_inherit=True)
        namespace: dict[str, Any] = {"__name__": "scenario"}
        exec(self.scenarios[source], namespace)  # noqa: S102 - the trusted side wrote it
        return namespace[self.message["name"]]

    def _plain(self, form: Any) -> Any:
        return protocol.decode(form, lambda tag, spec: self.probes.make(spec) if tag == "p" else _refuse(tag, spec))

    def _describe(self, error: BaseException) -> dict[str, Any]:
        return describe_error(error, self.program.filename)

    def reply(self, trace: dict[str, Any]) -> dict[str, Any]:
        """The report of this run. A standstill that the program swallowed is still how it ended."""
        ending = trace["ending"] or self.ending
        value = self.value if ending == "returned" else None
        return {
            "op": "done",
            "ending": ending,
            "stage": self.stage,
            "value": value,
            "error": self.error,
            "exit_code": self.exit_code,
            "trace": {"events": trace["events"], "tasks": trace["tasks"]},
            "loop_time": trace["loop_time"],
            "standstill": trace["standstill"],
        }


def _modules_among(files: dict[str, Any]) -> frozenset[str]:
    """The names of the modules and packages that the files beside the program make."""
    return frozenset(name.split("/", 1)[0].removesuffix(".py") for name in files if name.endswith(".py"))


def _exit_code(code: object) -> int:
    return 0 if code is None else code if isinstance(code, int) else 1


def _refuse(tag: str, content: Any) -> object:
    raise protocol.ProtocolError(f"{tag} {content!r} is not plain data")


def _within_limit(reply: dict[str, Any]) -> dict[str, Any]:
    """The reply, with the value, then the trace, left out where the whole would be too large to send."""
    for part, shorter in (
        ("value", {"$": "o", "v": ["object", "<too large to send>"]}),
        ("trace", {"events": [], "tasks": []}),
    ):
        try:
            protocol.pack(reply)
        except (protocol.ProtocolError, MemoryError):
            reply[part] = shorter
        else:
            break
    return reply


# ------------------------------------------------------------------------------------------------------ streams


def _new_streams(stdin: str) -> None:
    # Not written through: a learner's many small prints become few system calls; the end of the run flushes.
    sys.stdout = sys.__stdout__ = _stream(1)  # type: ignore[misc]  # declared final, and replaced by every run
    sys.stderr = sys.__stderr__ = _stream(2)  # type: ignore[misc]  # as above
    sys.stdin = io.StringIO(stdin)


def _stream(descriptor: int) -> io.TextIOWrapper:
    raw = io.FileIO(descriptor, "w", closefd=False)
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding=_ENCODING, errors="backslashreplace")


def _flush_streams() -> None:
    for stream in (sys.__stdout__, sys.__stderr__, sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except BaseException:  # noqa: S112 - a full file, or a stream that the learner closed or replaced by anything
            continue


def _lowest_free_descriptor() -> int:
    free = os.dup(0)
    os.close(free)
    return free


def _has_children() -> bool:
    """Whether a process that the program started still runs, or ended unnoticed just now (as good a reason)."""
    if not hasattr(os, "WNOHANG"):
        return False
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def _peak_mb() -> float:
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


# ------------------------------------------------------------------------------------------------------ warming

_WARM_PROGRAM: Final = """
import asyncio
from functools import partial

async def work(probe, n):
    try:
        await asyncio.sleep(n)
        return [n, {"a": (1, 2)}]
    finally:
        print("done")

async def main(probe):
    tasks = [asyncio.create_task(work(probe, n)) for n in (1, 2)]
    return [await task for task in tasks]

def fail():
    raise ValueError("warm")
"""

_WARM_SCENARIO: Final = "async def go(submission, probe):\n    return await submission.main(probe)\n"


def warm(monitor: Monitor) -> None:
    """Walk every path that a run takes once, so that children share those pages instead of copying or loading them."""
    import concurrent.futures.thread  # noqa: F401 - loaded here for the children
    import contextlib  # noqa: F401
    import dataclasses  # noqa: F401
    import datetime  # noqa: F401
    import queue  # noqa: F401
    import random  # noqa: F401
    import typing  # noqa: F401

    monitor.warm()
    saved = sys.stdout, sys.stderr, sys.stdin, sys.__stdout__, sys.__stderr__
    sent: list[dict[str, Any]] = []
    server = Server(monitor, sent.append, dict)
    server.load({"source": _WARM_PROGRAM, "filename": "warm.py", "files": {}})
    base = {"argv": [], "names": {}, "kwargs": {}, "debug": False, "virtual_s": 100.0, "stdin": ""}
    probe = {"$": "p", "v": {"name": "probe", "sync": False}}
    scenario = {"kind": "scenario", "source": _WARM_SCENARIO, "name": "go", "args": [probe]}
    failing = {"kind": "call", "name": "fail", "args": []}
    with open(os.devnull, "w", encoding=_ENCODING) as nowhere:
        keep = os.dup(1)
        os.dup2(nowhere.fileno(), 1)
        try:
            for job in (scenario, failing, {"kind": "script"}):
                server.answer(base | job)
                protocol.pack(sent[-1])
        finally:
            os.dup2(keep, 1)
            os.close(keep)
    sys.stdout, sys.stderr, sys.stdin, sys.__stdout__, sys.__stderr__ = saved  # type: ignore[misc]
    for name in ("warm", "__main__"):
        sys.modules.pop(name, None)
    linecache.cache.pop("warm.py", None)
