"""The check host: a process of its own in which pytest stays warm and judges one submission after another.

Its client speaks to it over one socket. While it waits for the sandbox to open it imports pytest, so that
both warm up at the same time.
"""

from __future__ import annotations

import base64
import gc
import importlib
import importlib.util
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from grader.checks.plan import Plan, Verdicts
from grader.checks.runs import Beat, Beater, Runner
from grader.checks.wire import Wire, WireError, decode, encode
from grader.errors import CatalogueError, GraderFault, SandboxUnavailable
from grader.model import Trace
from grader.sandbox import opening
from grader.sandbox.launch import Started

if TYPE_CHECKING:
    from grader.checks.collect import CheckFile

_PR_SET_PDEATHSIG: Final = 1


def main(arguments: list[str], early: Started | None = None) -> None:
    """Serve until the client is gone.

    ``arguments``: the descriptor of the socket (``-``: see ``_socket``), the level of isolation, the opener's name.
    ``early``: a sandbox that is warming up already.
    """
    descriptor, level, opener = arguments
    wire = Wire(_socket(descriptor))
    _die_with_parent()
    warming = threading.Thread(target=_warm_up, daemon=True)
    try:
        open_runner = find_opener(opener) if early is None else partial(opening.open_runner, early=early)
        warming.start()
        runner = open_runner(level)
    except Exception as error:  # whatever stops the sandbox is told to the client
        wire.send(_fault(error))
        return
    try:
        warming.join()
        Host(wire, runner).serve()
    finally:
        runner.close()


def _warm_up() -> None:
    """Import pytest and all that it needs, which takes longer than all the rest of the start."""
    importlib.import_module("grader.checks.judge")


def _socket(descriptor: str) -> socket.socket:
    """The socket to the client. Windows cannot inherit one by number: there the standard input tells which it is."""
    if sys.platform == "win32":
        return socket.fromshare(sys.stdin.buffer.read())
    os.set_inheritable(int(descriptor), False)
    return socket.socket(fileno=int(descriptor))


def _die_with_parent() -> None:
    """Have the kernel end this process with its client, also while a check hangs.

    Elsewhere than on Linux it ends when it next reads or beats.
    """
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def find_opener(name: str) -> Callable[[str], Runner]:
    """The function that opens a runner, from ``package.module:function`` or ``path/file.py:function``."""
    place, _, function = name.rpartition(":")
    if not place.endswith(".py"):
        return getattr(importlib.import_module(place), function)  # type: ignore[no-any-return]  # what the caller named
    spec = importlib.util.spec_from_file_location("runner_opener", place)
    if spec is None or spec.loader is None:
        raise GraderFault(f"{place} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return getattr(module, function)  # type: ignore[no-any-return]  # what the caller named


class Host:
    """Judges what the client sends. Exercises stay loaded, one version of each."""

    def __init__(self, wire: Wire, runner: Runner) -> None:
        self._wire = wire
        self._runner = runner
        self._loaded: dict[str, tuple[Plan, CheckFile]] = {}
        self._beat: Beat = Beater(self._send_beat)

    def serve(self) -> None:
        """Answer requests until the client asks to stop or is gone."""
        self._wire.send({"isolation": encode(self._runner.isolation), "python": self._runner.python})
        while True:
            try:
                request = self._wire.receive()
            except (EOFError, OSError):
                return
            if request is None or request.get("do") == "stop":
                return
            answer = self._answer(request)
            try:
                self._wire.send(answer)
            except WireError:
                self._wire.send(_without_texts(answer))

    def _answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        try:
            answer = {"verdicts": encode(self._judge(request))}
        except CatalogueError as error:
            return {"problems": [[str(p.path), p.line, p.column, p.message] for p in error.problems]}
        except Exception as error:  # a fault of the host's own leaves this one submission ungraded
            return _fault(error)
        return answer

    def _judge(self, request: Mapping[str, Any]) -> Verdicts:
        from grader.checks.collect import load_checks
        from grader.checks.judge import judge

        path = request["checks"]
        if "plan" in request:
            plan = decode(Plan, request["plan"])
            before = self._loaded.pop(path, None)
            # The version stands for the checks file too: other limits or another choice of checks need no new reading.
            kept = before[1] if before is not None and before[0].version == plan.version else None
            self._loaded[path] = (plan, kept or load_checks(plan.checks_file))
            if kept is None:
                # What stays loaded need not be walked by every later garbage collection.
                gc.collect()
                gc.freeze()
        plan, file = self._loaded[path]
        further = {name: base64.b64decode(content) for name, content in request.get("files", {}).items()}
        return judge(file, plan, plan.program(request["source"], further), self._runner, self._beat)

    def _send_beat(self) -> None:
        try:
            self._wire.beat()
        except OSError:
            os._exit(1)  # the client is gone, and a check must not swallow that


def _without_texts(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The verdicts without what the runs showed: a program that answers with megabytes is graded all the same."""
    from grader.checks.redact import strip

    verdicts = decode(Verdicts, answer["verdicts"])
    results = []
    for result in verdicts.results:
        runs = (replace(strip(run), trace=Trace(), truncated=True) for run in result.runs)
        results.append(replace(result, runs=tuple(runs)))
    return {"verdicts": encode(replace(verdicts, results=tuple(results)))}


def _fault(error: Exception) -> dict[str, Any]:
    if isinstance(error, GraderFault):
        return {"fault": str(error), "unavailable": isinstance(error, SandboxUnavailable)}
    return {"fault": f"The check host failed: {type(error).__name__}: {error}"[:1000], "unavailable": False}
