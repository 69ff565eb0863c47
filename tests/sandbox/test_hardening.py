"""Where the sandbox was found wanting once: each test is one way in which a program got at the grader or at the next one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.errors import SandboxUnavailable
from grader.model import Ending, Job, Limits
from grader.sandbox import Program, Runner, ZygoteRunner, open_runner
from grader.sandbox.inside import isolation, kernel, seccomp
from grader.sandbox.observe import observe
from grader.sandbox.protocol import HEADER, ProtocolError, pack, unpack

SEND = """\
import json, os, struct

def send(message, times=1):
    body = json.dumps(message).encode()
    os.write(3, (struct.pack("!I", len(body)) + body) * times)

"""
DONE = {
    "op": "done",
    "ending": "returned",
    "stage": "run",
    "value": 0,
    "error": None,
    "exit_code": None,
    "trace": {"events": [], "tasks": []},
    "loop_time": 0,
    "standstill": None,
    "cpu_s": 1e9,
    "peak_mb": 0,
    "clean": True,
}
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Linux only")


def attempt(runner: Runner, source: str, limits: Limits | None = None) -> Any:
    with runner.session(Program(SEND + source, "main.py"), limits or Limits(cpu_s=0.5, wall_s=2)) as session:
        return session.run(Job(call="f"))


def test_one_that_does_not_read_its_answers_is_at_fault_itself(strict: ZygoteRunner) -> None:
    seen = attempt(strict, "def f():\n    while True:\n        send({'op': 'idle', 'now': 0, 'next': 1})")
    assert seen.ending in (Ending.PROTOCOL_VIOLATION, Ending.CPU_LIMIT)


def test_one_that_always_has_something_to_say_is_ended(strict: ZygoteRunner) -> None:
    code = "def f():\n    while True:\n        send({'op': 'idle', 'now': 0, 'next': 1})\n        os.read(3, 1000)"
    assert attempt(strict, code).ending in (Ending.PROTOCOL_VIOLATION, Ending.CPU_LIMIT, Ending.WALL_LIMIT)


def test_one_that_is_gone_before_its_answer_is_at_fault_itself(strict: ZygoteRunner) -> None:
    code = "def f():\n    send({'op': 'idle', 'now': 0, 'next': 1})\n    os.close(3)\n    os._exit(5)"
    seen = attempt(strict, code)
    assert seen.ending is not Ending.SANDBOX_FAULT


def test_a_report_that_nobody_asked_for_is_not_taken_for_the_next_run(strict: ZygoteRunner) -> None:
    source = SEND + f"DONE = {DONE}\n\ndef f():\n    send(DONE, 2)\n\ndef g():\n    return 2\n"
    with strict.session(Program(source, "main.py"), Limits()) as session:
        assert session.run(Job(call="f")).ending is Ending.RETURNED
        assert session.run(Job(call="g")).ending is Ending.PROTOCOL_VIOLATION


@pytest.mark.parametrize(
    "leave",
    [
        "os.chmod('.', 0)",
        "os.mkdir('a'); open('a/b', 'w').close(); os.chmod('a', 0); os.chmod('.', 0o100)",
        "[(os.mkdir('d' * 50), os.chdir('d' * 50)) for _ in range(200)]",
        "os.utime('.', (1, 1))",
        "os.rmdir(os.getcwd())",
    ],
)
def test_the_next_one_finds_the_folder_as_it_was(runner: Runner, leave: str) -> None:
    look = "def f():\n    open('x', 'w').close()\n    return [os.listdir('.'), os.stat('.').st_mode & 0o777]"
    attempt(runner, f"def f():\n    {leave}")
    assert attempt(runner, look).returned == [["x"], 0o700]


@LINUX
@pytest.mark.parametrize("level", ["contained", "portable"])
def test_a_folder_that_somebody_removed_is_made_again(level: str, tmp_path: Path) -> None:
    look = "def f():\n    open('x', 'w').close()\n    return os.getcwd()"
    try:
        the_runner = open_runner(level)
    except SandboxUnavailable as error:
        pytest.skip(f"no {level} isolation here: {error}")
    try:
        folder = Path(attempt(the_runner, look).returned)
        shutil.rmtree(folder)
        assert attempt(the_runner, look).returned == str(folder)
        assert attempt(the_runner, look).returned == str(folder)
        outside = attempt(the_runner, f"def f():\n    open({str(tmp_path / 'outside')!r}, 'w').close()")
        assert outside.ending is (Ending.RAISED if level == "contained" else Ending.RETURNED)
    finally:
        the_runner.close()
    assert not folder.exists()


@LINUX
def test_a_folder_is_emptied_whatever_is_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "scratch"
    (folder / "a" / ".1" / "c").mkdir(parents=True)
    (folder / ".1").mkdir()
    (folder / "link").symlink_to("/etc")
    (folder / "a" / "loop").symlink_to("..")
    (folder / "a" / "file").touch()
    isolation._empty_folder(str(folder))
    assert list(folder.iterdir()) == []
    assert Path("/etc/passwd").exists()


@LINUX
@pytest.mark.skipif(not seccomp.supported(), reason="the calls of this machine are not known")
def test_where_processes_are_shared_a_filter_keeps_signals_and_limits_at_home() -> None:
    code = """\
import fcntl, os, resource, signal
from grader.sandbox.inside import kernel, seccomp
kernel.no_new_privileges()
seccomp.install(seccomp.build(processes=False, network=False, own_limits=True, own_signals=True))
def refused(do, *arguments):
    try:
        do(*arguments)
    except PermissionError:
        return True
    return False
parent = os.getppid()
reader, writer = os.pipe()
print(
    refused(os.kill, parent, 0), refused(os.kill, -1, 0), refused(os.killpg, parent, 0),
    refused(resource.prlimit, parent, resource.RLIMIT_NOFILE, (64, 64)),
    refused(fcntl.fcntl, reader, fcntl.F_SETOWN, parent), refused(fcntl.fcntl, reader, 10, signal.SIGKILL),
    refused(os.kill, os.getpid(), 0), refused(resource.prlimit, 0, resource.RLIMIT_NOFILE, (64, 64)),
    refused(fcntl.fcntl, reader, fcntl.F_GETFL),
)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"] * 6 + ["False"] * 3


def test_the_time_that_a_process_claims_to_have_used_is_not_believed(strict: ZygoteRunner) -> None:
    source = SEND + f"def f():\n    send({DONE})\n    while True:\n        pass\n"
    with strict.session(Program(source, "main.py"), Limits(cpu_s=0.3, wall_s=5)) as session:
        assert session.run(Job(call="f")).usage.cpu_s < 5
        assert session.run(Job(call="f")).ending is Ending.CPU_LIMIT


def test_attempts_are_noted_and_innocent_work_is_not(strict: ZygoteRunner) -> None:
    tries = """
def f():
    import socket
    for attempt in (os.fork, lambda: open("/etc/passwd"), lambda: socket.create_connection(("192.0.2.1", 80))):
        try:
            attempt()
        except OSError:
            pass
"""
    noted = attempt(strict, tries).tamper
    assert set(noted) >= {"process: os.fork", "file outside: open"}
    innocent = "import asyncio, logging, decimal\n\nasync def f():\n    await asyncio.to_thread(open, 'x', 'w')"
    assert attempt(strict, innocent).tamper == ()


@pytest.mark.parametrize("part", [b"[],", b"{},", b"0,"])
def test_millions_of_parts_are_refused_before_they_are_made(part: bytes) -> None:
    with pytest.raises(ProtocolError, match="parts"):
        unpack(b'{"a":[' + part * 1_100_000 + b"0]}")
    with pytest.raises(ProtocolError, match="parts"):
        pack({"a": [0] * 1_100_000})


def test_a_long_trace_is_refused_and_a_long_list_of_tasks_cut() -> None:
    report = unpack(pack({"tasks": [[f"T{i}", "n" * 9_000, "c", 1] for i in range(3)]})[HEADER.size :])
    seen = observe(
        {"ending": "returned", "stage": "run", "value": None, "error": None, "exit_code": None, "loop_time": 0}
        | {"standstill": None, "cpu_s": 0, "peak_mb": 0, "trace": {"events": [], "tasks": report["tasks"] * 2_000}},
        [],
    )
    assert len(seen.trace.tasks) == 2_500
    assert len(seen.trace.tasks[0].name) == 500


def test_a_zygote_that_was_killed_is_a_fault_and_the_next_one_works(strict: ZygoteRunner) -> None:
    def kill() -> None:
        process = strict._process
        if process is not None:
            os.kill(process.pid, signal.SIGKILL)

    with strict.session(Program("def f():\n    while True:\n        pass\n", "m.py"), Limits(cpu_s=0.5)) as session:
        session.heartbeat = kill
        assert session.run(Job(call="f")).ending is Ending.SANDBOX_FAULT
    assert attempt(strict, "def f():\n    return 1").returned == 1


def test_landlock_version_is_a_number() -> None:
    assert kernel.landlock_version() >= 0
