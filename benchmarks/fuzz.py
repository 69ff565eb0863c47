"""Feed what reads learners' data with what a learner might send.

    python benchmarks/fuzz.py [--target protocol|archive] [--inputs 1000000] [--seed 0] [--corpus DIR]

``protocol`` is the decoder of what the learner's process says, ``archive`` the intake of an archive that a learner
handed in. With atheris installed (the extra ``fuzz``) coverage leads the search; without it inputs are changed at
random. An input that makes them raise what they do not promise, or take more than a second or 500 MB, ends the run and
is printed.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import mmap
import os
import random
import resource
import struct
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from grader.course.intake import archive, files
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


def read_archive(data: bytes) -> None:
    """What the intake does with an archive: looks into it, and reads the beginning of every file."""
    with suppress(files.UnusableError):
        walk(archive.open_inner(files.File("x.zip", "x.zip", len(data), lambda limit: data[:limit])))


def walk(folder: files.Folder) -> None:
    for name in folder.names():
        child = folder.child(name)
        if isinstance(child, files.Folder):
            walk(child)
        elif isinstance(child, files.File):
            with suppress(files.UnusableError):
                child.load(200_000)


def archives() -> list[bytes]:
    """Small archives to begin with."""
    made = []
    for names in (["a.py"], ["a/b.py", "a/c.py"], ["../x", "d\\e.py", "/f"]):
        for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            stream = io.BytesIO()
            with zipfile.ZipFile(stream, "w", method) as packed:
                for name in names:
                    packed.writestr(name, "x = 1\n" * 20)
            made.append(stream.getvalue())
    return made


@dataclass(frozen=True)
class Target:
    """What is fed, with what it begins, the words that inputs are made of, and the modules whose code counts."""

    feed: Callable[[bytes], None]
    seeds: list[bytes]
    words: list[bytes]
    modules: tuple[ModuleType, ...]


TARGETS = {
    "protocol": Target(
        take,
        SEEDS,
        [
            *(bytes([sign]) for sign in b'[]{}",:'),
            b"1e999",
            b"-1",
            b"NaN",
            b"null",
            b'{"$":"s","v":[',
            b"\\ud800",
            b"9" * 50,
        ],
        (protocol, sys.modules[observe.__module__], sys.modules[ProbeDesk.__module__]),
    ),
    "archive": Target(
        read_archive,
        archives(),
        [b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\6\6", b"PK\6\7", b"../", b"\\", b"\0" * 8, b"\xff" * 4, b"\1\0\x10\0"],
        (archive, files),
    ),
}

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


def at_random(meter: Meter, target: Target, inputs: int, seed: int) -> None:
    """Change, cut, repeat and splice the seeds."""
    chance = random.Random(seed)  # noqa: S311 - the same inputs each time
    pool = list(target.seeds)
    for _ in range(inputs):
        data = bytearray(chance.choice(pool))
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(data) + 1)
            match chance.randrange(5):
                case 0:
                    data[place:place] = chance.choice(target.words) * chance.choice((1, 1, 1, 2, 40))
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


def by_coverage(meter: Meter, target: Target, options: argparse.Namespace) -> None:
    """Let atheris look for inputs that reach new code. It ends the process itself."""
    import atheris

    atheris.instrument_func(target.feed)
    for module in target.modules:
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
        for number, seed in enumerate(target.seeds):
            (corpus / f"seed{number}").write_bytes(seed)
        # Atheris counts the inputs that it starts with as well, and runs some of them twice.
        flags = [f"-runs={options.inputs}", f"-seed={options.seed + 1}", "-max_len=20000", "-verbosity=0"]
        atheris.Setup([sys.argv[0], *flags, str(corpus)], meter)
        atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--target", choices=list(TARGETS), default="protocol")
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--corpus", default=None, help="a folder in which atheris keeps what it has found")
    parser.add_argument("--random", action="store_true", help="do without atheris")
    options = parser.parse_args()
    target = TARGETS[options.target]
    meter = Meter(target.feed)
    started = time.perf_counter()
    if not options.random and importlib.util.find_spec("atheris") is not None:
        child = os.fork()
        if child == 0:
            by_coverage(meter, target, options)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        report(meter, started, status)
        return int(status != 0)
    at_random(meter, target, options.inputs, options.seed)
    report(meter, started)
    return 0


def report(meter: Meter, started: float, status: int = 0) -> None:
    seconds = time.perf_counter() - started
    count, slowest, peak = _FIGURES.unpack_from(meter.shared)
    result = "no crash, no hang" if status == 0 else f"ended with status {status}"
    print(f"{count} inputs in {seconds:.0f} s, the slowest {slowest * 1000:.0f} ms, peak {peak:.0f} MB: {result}")


if __name__ == "__main__":
    sys.exit(main())
