"""What a learner's program can reach under strict isolation: next to nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

import grader
from grader.model import Ending, Job, Limits, Observation
from grader.sandbox import Program, open_runner
from grader.sandbox.zygote import ZygoteRunner


def attempt(runner: ZygoteRunner, code: str, limits: Limits | None = None) -> Observation:
    """Run ``code`` as the body of a function."""
    body = "".join(f"    {line}\n" for line in code.splitlines())
    with runner.session(
        Program(f"import os, sys, socket, signal\ndef f():\n{body}", "main.py"), limits or Limits()
    ) as session:
        return session.run(Job(call="f"))


def refused(seen: Observation) -> bool:
    return seen.ending is Ending.RAISED and seen.error is not None and seen.error.is_a("OSError")


@pytest.mark.parametrize(
    "code",
    [
        "os.listdir('/')",
        "os.listdir('/proc')",
        "os.listdir('/sys')",
        "os.listdir('/etc')",
        "open('/etc/passwd')",
        "open('/proc/self/maps')",
        "open('/proc/1/mem')",
        "open('/usr/new', 'w')",
        "open(os.__file__, 'a')",
        "os.mkdir('/new')",
        "os.unlink(os.__file__)",
        "os.chmod(os.__file__, 0o777)",
        "os.fork()",
        "os.execv('/bin/sh', ['sh'])",
        "os.posix_spawn(sys.executable, ['python'], {})",
        "socket.socket()",
        "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "socket.socket(socket.AF_UNIX)",
        "os.mount if hasattr(os, 'mount') else os.chroot('/box')",
        "os.mkfifo('/box/fifo')",
        "os.mknod('device', 0o600 | 0o060000, 0x700)",
        "os.setuid(0)",
        "os.nice(-5)",
        "os.sched_setaffinity(0, {0})",
        "os.memfd_create('x')",
        "os.unshare(0x10000000) if hasattr(os, 'unshare') else os.setgid(0)",
        "os.kill(2, 9)",
        "os.pidfd_send_signal(0, 9) if False else os.killpg(77, 9)",
    ],
)
def test_what_is_refused(strict: ZygoteRunner, code: str) -> None:
    seen = attempt(strict, code)
    assert refused(seen), (seen.ending, seen.error)


def test_what_a_program_sees_of_its_machine(strict: ZygoteRunner) -> None:
    seen = attempt(strict, "return [os.getpid(), os.getuid(), os.getcwd(), os.listdir('.'), sorted(os.environ)]")
    assert seen.returned == [
        1,
        1000,
        "/box/tmp",
        [],
        ["HOME", "LANG", "MALLOC_ARENA_MAX", "PATH", "PYTHONHASHSEED", "PYTHONUTF8", "TMPDIR", "TZ"],
    ]


def test_the_package_folder_is_empty(strict: ZygoteRunner) -> None:
    assert attempt(strict, "return os.listdir(os.path.dirname(os.__file__) + '/site-packages')").returned == []


def test_only_the_streams_and_the_channel_are_open(strict: ZygoteRunner) -> None:
    code = "found = []\nfor fd in range(1024):\n    try:\n        os.fstat(fd)\n        found.append(fd)\n    except OSError:\n        pass\nreturn found"
    assert attempt(strict, code).returned == [0, 1, 2, 3]


def test_the_standard_library_can_be_imported(strict: ZygoteRunner) -> None:
    code = "import sqlite3, ssl, decimal, unittest, zoneinfo, xml.etree.ElementTree, concurrent.futures\nreturn str(zoneinfo.ZoneInfo('Europe/Paris'))"
    assert attempt(strict, code, Limits(memory_mb=512)).returned == "Europe/Paris"


@pytest.mark.parametrize(
    "name", ["pytest", "yaml", "pydantic", "click", "grader.model", "grader.checks", "grader.errors"]
)
def test_installed_packages_cannot_be_imported(strict: ZygoteRunner, name: str) -> None:
    seen = attempt(strict, f"import {name}")
    assert seen.error is not None
    assert seen.error.type == "ModuleNotFoundError"


def test_threads_work_and_are_bounded(strict: ZygoteRunner) -> None:
    code = "import threading\nfound = []\nthreads = [threading.Thread(target=found.append, args=(i,)) for i in range(8)]\n[t.start() for t in threads]\n[t.join() for t in threads]\nreturn sorted(found)"
    assert attempt(strict, code).returned == list(range(8))
    many = "import threading\ndone = threading.Event()\nfor i in range(200):\n    threading.Thread(target=done.wait, daemon=True).start()"
    seen = attempt(strict, many, Limits(threads=16, memory_mb=1024))
    assert seen.error is not None
    assert seen.error.type == "RuntimeError"


def test_processes_where_the_exercise_allows_them(strict: ZygoteRunner) -> None:
    code = "import subprocess\nreturn subprocess.run([sys.executable, '-I', '-S', '-c', 'print(6 * 7)'], capture_output=True, text=True).stdout"
    assert attempt(strict, code, Limits(processes=2)).returned == "42\n"


def test_what_a_program_starts_ends_with_it(strict: ZygoteRunner) -> None:
    code = "pid = os.fork()\nif pid == 0:\n    os.setsid()\n    signal.pause()\nos._exit(0)"
    assert attempt(strict, code, Limits(processes=2)).ending is Ending.EXITED
    assert attempt(strict, "return os.listdir('.')").returned == []


def test_the_loopback_where_the_exercise_asks_for_it(strict: ZygoteRunner) -> None:
    code = (
        "server = socket.create_server(('127.0.0.1', 0))\nclient = socket.create_connection(server.getsockname())\n"
        "served, _ = server.accept()\nclient.sendall(b'hi')\nreturn served.recv(9)"
    )
    assert attempt(strict, code, Limits(network=True)).returned == b"hi"


def test_nothing_beyond_the_loopback(strict: ZygoteRunner) -> None:
    code = "s = socket.socket()\ns.settimeout(1)\ns.connect(('192.0.2.1', 80))"
    assert refused(attempt(strict, code, Limits(network=True)))


def test_files_are_private_bounded_and_gone_afterwards(strict: ZygoteRunner) -> None:
    assert attempt(strict, "open('kept', 'w').write('x')\nreturn os.listdir('/tmp')").returned == ["kept"]
    assert attempt(strict, "return os.listdir('.')").returned == []
    large = "for i in range(100):\n    open(f'f{i}', 'wb').write(bytes(200_000))"
    assert refused(attempt(strict, large, Limits(files_mb=2)))
    many = "for i in range(5_000):\n    open(f'f{i}', 'w').close()"
    assert refused(attempt(strict, many))
    assert attempt(strict, "return os.listdir('.')").returned == []


def test_the_level_that_was_asked_for_is_told(strict: ZygoteRunner) -> None:
    assert strict.isolation.level == "strict"
    assert {"own-user", "no-network", "own-process-space", "private-scratch-folder"} <= set(strict.isolation.guarantees)
    assert strict.python == ".".join(map(str, sys.version_info[:3]))


def test_an_unknown_level_is_a_users_mistake() -> None:
    with pytest.raises(grader.errors.UserError, match="no isolation level 'paranoid'"):
        open_runner("paranoid")


# ------------------------------------------------------------------------------------------------------ canaries


def test_nothing_of_the_trusted_side_is_in_the_memory_of_the_sandbox(strict: ZygoteRunner) -> None:
    """A canary that stands in this process is looked for in the memory, descriptors and environment of zygote and child."""
    canary = "canary-" + os.urandom(8).hex()
    os.environ["GRADER_TEST_CANARY"] = canary
    try:
        runner = open_runner("strict")
        with runner.session(
            Program("import threading\ndef f():\n    threading.Event().wait()\n", "main.py"), Limits(wall_s=0.5)
        ) as session:
            found: list[Any] = []
            session.heartbeat = lambda: found.append(_search(_processes_below(), canary.encode()))
            session.run(Job(call="f"))
        runner.close()
    finally:
        del os.environ["GRADER_TEST_CANARY"]
    assert found
    assert all(read_bytes > 1 << 20 for read_bytes, _ in found)
    assert [places for _, places in found] == [[]] * len(found)


def _processes_below() -> list[int]:
    pids, found = [os.getpid()], []
    while pids:
        children = [
            int(c)
            for task in Path(f"/proc/{pids.pop()}/task").iterdir()
            for c in (task / "children").read_text("ascii").split()
        ]
        pids += children
        found += children
    return found


def _search(pids: list[int], needle: bytes) -> tuple[int, list[str]]:
    """How much was read of the memory of these processes, and where the needle was found in memory, environment or open files."""
    total, places = 0, []
    for pid in pids:
        base = Path(f"/proc/{pid}")
        if needle in (base / "environ").read_bytes():
            places.append(f"{pid} environment")
        with (base / "mem").open("rb", buffering=0) as memory:
            for line in (base / "maps").read_text("utf-8", "replace").splitlines():
                bounds, rights = line.split()[:2]
                start, end = (int(part, 16) for part in bounds.split("-"))
                if "r" not in rights or line.endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
                    continue
                memory.seek(start)
                try:
                    data = memory.read(end - start)
                except OSError:
                    continue
                total += len(data)
                if needle in data:
                    places.append(f"{pid} {line}")
    return total, places
