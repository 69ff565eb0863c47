"""Runs programs under a ``Monitor`` for the tests: one request and one reply a line, each carried out in a fork."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from typing import Any

from grader.sandbox.inside.monitor import Monitor, RunConfig


class FakeProbes:
    """Probes that resolve one future each at fixed times, as the trusted side would say."""

    def __init__(self, times: list[float]) -> None:
        self.times = sorted(times)
        self.waiting: list[Any] = []

    def pending(self) -> bool:
        return bool(self.waiting)

    def idle(self, now: float, next_timer: float | None) -> float:
        due = self.times[0] if self.times else None
        target = min((time for time in (due, next_timer) if time is not None), default=now)
        while self.times and self.times[0] <= target:
            self.waiting.pop(0).set_result(self.times.pop(0))
        return target

    async def call(self) -> Any:
        import asyncio  # after the monitor was installed

        self.waiting.append(asyncio.get_running_loop().create_future())
        return await self.waiting[-1]


def run(monitor: Monitor, source: str, config: dict[str, Any], times: list[float]) -> dict[str, Any]:
    """One run: what the monitor saw, and the output and error of the program."""
    code = compile(source, "main.py", "exec")
    probes = FakeProbes(times)
    out, err, error = io.StringIO(), io.StringIO(), None
    monitor.begin(RunConfig("main.py", **{"virtual_s": 86_400.0, **config}), probes)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            exec(code, {"__name__": "__main__", "probe": probes.call})  # noqa: S102 - running it is the purpose
        except BaseException as raised:  # whatever the program raises is told to the test
            error = f"{type(raised).__name__}: {raised}"
        seen = monitor.finish()
    return {**seen, "stdout": out.getvalue(), "stderr": err.getvalue(), "error": error}


def main() -> None:
    monitor = Monitor()
    monitor.install()
    monitor.warm()
    for line in sys.stdin:
        request = json.loads(line)
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            replies = [run(monitor, source, request["config"], request["times"]) for source in request["sources"]]
            with open(writer, "w", encoding="utf-8") as pipe:  # noqa: PTH123 - a descriptor has no path
                json.dump(replies, pipe)
            os._exit(0)
        os.close(writer)
        with open(reader, encoding="utf-8") as pipe:  # noqa: PTH123 - a descriptor has no path
            print(pipe.read(), flush=True)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
