"""What the tests of the traced loop use to run programs under it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass
class Seen:
    """What one run showed."""

    raw: dict[str, Any]

    @property
    def ending(self) -> str | None:
        return self.raw["ending"]  # type: ignore[no-any-return]  # JSON

    @property
    def stdout(self) -> str:
        return self.raw["stdout"]  # type: ignore[no-any-return]  # JSON

    @property
    def time(self) -> float:
        return self.raw["loop_time"]  # type: ignore[no-any-return]  # JSON

    @property
    def waits(self) -> list[dict[str, Any]]:
        return self.raw["standstill"]["waits"]  # type: ignore[no-any-return]  # JSON

    def of(self, kind: str) -> list[list[Any]]:
        """The events of a kind, each as time, subject, actor, line, data."""
        return [[event[0], *event[2:]] for event in self.raw["events"] if event[1] == kind]

    def names(self) -> list[str]:
        return [row[1] for row in self.raw["tasks"]]


class Watcher:
    """Runs programs in forks of a process in which a ``Monitor`` is installed."""

    def __init__(self) -> None:
        server = Path(__file__).with_name("watch_server.py")
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(server)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )

    def close(self) -> None:
        self._process.communicate()

    def all(self, *sources: str, times: tuple[float, ...] = (), **config: Any) -> list[Seen]:
        """Several runs, one after another in the same process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        programs = [textwrap.dedent(source).lstrip("\n") for source in sources]
        self._process.stdin.write(json.dumps({"sources": programs, "config": config, "times": times}) + "\n")
        self._process.stdin.flush()
        return [Seen(raw) for raw in json.loads(self._process.stdout.readline())]

    def __call__(self, source: str, *, times: tuple[float, ...] = (), **config: Any) -> Seen:
        return self.all(source, times=times, **config)[0]
