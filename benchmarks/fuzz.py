"""Feed the decoder of the sandbox's protocol with what a learner's process might send.

    python benchmarks/fuzz.py [--inputs 1000000] [--seed 0] [--corpus DIR]

With atheris installed (the extra ``fuzz``) coverage leads the search; without it inputs are changed at random. An input
that makes the decoder raise anything but ``ProtocolError``, or take more than a second or 500 MB, ends the run and is
printed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import mmap
import os
import random
import resource
import struct
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.model import ProbeSpec
from grader.sandbox import protocol
from grader.sandbox.observe import observe
from grader.sandbox.probes import ProbeDesk

LONGEST_S = 1.0
MOST_MB = 500

TRACE: dict[str, Any] = {
    "events": [[0.0, "task-created", "T1", "main program", 3, {"coroutine": "f"}]],
    "tasks": [["T1", "Task-1:f", "f", 3]],
}
WAIT: dict[str, Any] = {"task": "T1", "name": "f", "line": 3, "primitive": "Lock", "text": "a lock", "owner": "T2"}
ERROR: dict[str, Any] = {
    "type": "E",
    "message": "m",
    "bases": ["E"],
    "frames": [["f", 1]],
    "column": 0,
    "end_column": 1,
    "notes": [],
    "inner": [],
    "cause": None,
}
DONE: dict[str, Any] = {
    "op": "done",
    "ending": "raised",
    "stage": "run",
    "value": {"$": "d", "v": [["k", {"$": "t", "v": [1, 2.5, None, {"$": "i", "v": "0xffffffffffffffffff"}]}]]},
    "error": ERROR | {"cause": ERROR, "inner": [ERROR]},
    "exit_code": None,
    "trace": TRACE,
    "loop_time": 1.0,
    "standstill": {
        "time": 1.0,
        "waits": [WAIT],
        "cycles": [["T1"]],
        "entry": "run",
        "entry_line": 2,
        "entry_waits": WAIT,
    },
    "cpu_s": 0.1,
    "peak_mb": 20.0,
    "clean": True,
    "tamper": ["network: socket.connect"],
}
SEEDS: list[bytes] = [
    json.dumps(message, separators=(",", ":")).encode()
    for message in (
        DONE,
        {"op": "enter", "probe": "a", "call": 1, "args": [{"$": "s", "v": [1, "x"]}], "now": 0.0},
        {"op": "idle", "now": 0.0, "next": None},
        {"op": "cancelled", "call": 1, "now": 2.0},
        {"op": "done", "value": [{"$": tag, "v": "1"} for tag in "tszdibycfop"]},
    )
]


def take(data: bytes) -> None:
    """What the trusted side does with the body of a frame."""
    try:
        message = protocol.unpack(data)
        if message.get("op") == "done":
            observe(message, ["x = 1", "y = 2", "z = 3"])
        else:
            desk = ProbeDesk([ProbeSpec("a", (1.0,)), ProbeSpec("b", sync=True)], lambda name, call: name)
            desk.handle(message)
            desk.handle({"op": "idle", "now": 0.0, "next": None})
    except protocol.ProtocolError:
        pass


_FIGURES = struct.Struct("qdd")


class Meter:
    """Counts inputs, and stops at one that takes too long or too much."""

    def __init__(self, target: Callable[[bytes], None]) -> None:
        self.shared = mmap.mmap(-1, _FIGURES.size)
        self.count = 0
        self.slowest = 0.0
        self._target = target

    def __call__(self, data: bytes) -> None:
        started = time.perf_counter()
        self._target(data)
        taken = time.perf_counter() - started
        self.count += 1
        self.slowest = max(self.slowest, taken)
        _FIGURES.pack_into(self.shared, 0, self.count, self.slowest, peak_mb())
        if taken > LONGEST_S or peak_mb() > MOST_MB:
            raise RuntimeError(f"{taken:.1f} s, {peak_mb():.0f} MB: {data[:500]!r}")


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def at_random(meter: Meter, inputs: int, seed: int) -> None:
    """Change, cut, repeat and splice the seeds."""
    chance = random.Random(seed)  # noqa: S311 - the same inputs each time
    pool = list(SEEDS)
    words = [
        b"[",
        b"]",
        b"{",
        b"}",
        b'"',
        b",",
        b":",
        b"1e999",
        b"-1",
        b"NaN",
        b"null",
        b'{"$":"s","v":[',
        b"\\ud800",
        b"9" * 50,
    ]
    for _ in range(inputs):
        data = bytearray(chance.choice(pool))
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(data) + 1)
            match chance.randrange(5):
                case 0:
                    data[place:place] = chance.choice(words) * chance.choice((1, 1, 1, 2, 40))
                case 1:
                    del data[place : place + chance.randint(1, 20)]
                case 2:
                    data[place : place + 1] = bytes([chance.randrange(256)])
                case 3:
                    other = chance.choice(pool)
                    start = chance.randrange(len(other))
                    data[place:place] = other[start : start + chance.randint(1, 80)]
                case _:
                    data[place : place + 8] = str(chance.randint(-(10**18), 10**18)).encode()
        meter(bytes(data[:20_000]))
        if len(pool) < 2_000 and chance.random() < 0.01:
            pool.append(bytes(data[:5_000]))


def by_coverage(meter: Meter, options: argparse.Namespace) -> None:
    """Let atheris look for inputs that reach new code. It ends the process itself."""
    import atheris

    atheris.instrument_func(take)
    for module in (protocol, sys.modules[observe.__module__], sys.modules[ProbeDesk.__module__]):
        for name, thing in list(vars(module).items()):
            if getattr(thing, "__module__", None) != module.__name__:
                continue
            if isinstance(thing, type):
                for method, function in list(vars(thing).items()):
                    if hasattr(function, "__code__"):
                        setattr(thing, method, atheris.instrument_func(function))
            elif hasattr(thing, "__code__"):
                setattr(module, name, atheris.instrument_func(thing))
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(options.corpus or folder)
        for number, seed in enumerate(SEEDS):
            (corpus / f"seed{number}").write_bytes(seed)
        # Atheris counts the inputs that it starts with as well, and runs some of them twice.
        flags = [f"-runs={options.inputs}", f"-seed={options.seed + 1}", "-max_len=20000", "-verbosity=0"]
        atheris.Setup([sys.argv[0], *flags, str(corpus)], meter)
        atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--corpus", default=None, help="a folder in which atheris keeps what it has found")
    parser.add_argument("--random", action="store_true", help="do without atheris")
    options = parser.parse_args()
    meter = Meter(take)
    started = time.perf_counter()
    if not options.random and importlib.util.find_spec("atheris") is not None:
        child = os.fork()
        if child == 0:
            by_coverage(meter, options)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        report(meter, started, status)
        return int(status != 0)
    at_random(meter, options.inputs, options.seed)
    report(meter, started)
    return 0


def report(meter: Meter, started: float, status: int = 0) -> None:
    seconds = time.perf_counter() - started
    count, slowest, peak = _FIGURES.unpack_from(meter.shared)
    result = "no crash, no hang" if status == 0 else f"ended with status {status}"
    print(f"{count} inputs in {seconds:.0f} s, the slowest {slowest * 1000:.0f} ms, peak {peak:.0f} MB: {result}")


if __name__ == "__main__":
    sys.exit(main())
