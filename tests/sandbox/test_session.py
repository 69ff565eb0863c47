"""A session runs jobs and tells how each ended, whatever the program does."""

from __future__ import annotations

import itertools
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.model import Ending, Isolate, Job, Limits, Observation, ProbeSpec
from grader.sandbox import Program, Runner, launch, protocol
from grader.sandbox.zygote import ZygoteRunner

Run = Callable[..., Observation]

SHORT = Limits(cpu_s=0.3, wall_s=1.5)


class TestValues:
    def test_a_function_returns(self, call: Run) -> None:
        seen = call("def f(a, b):\n    return [a, (b, {'k': b})]\n", "f", 1, "x")
        assert seen.ending is Ending.RETURNED
        assert seen.returned == [1, ("x", {"k": "x"})]

    def test_a_coroutine_function_is_awaited(self, call: Run) -> None:
        seen = call("import asyncio\nasync def f(n):\n    await asyncio.sleep(n)\n    return n\n", "f", 100)
        assert seen.ending is Ending.RETURNED
        assert seen.returned == 100
        assert seen.loop_time == 100

    def test_a_plain_function_that_returns_a_coroutine_is_not_awaited(self, call: Run) -> None:
        seen = call("async def g():\n    return 1\ndef f():\n    return g()\n", "f")
        assert seen.returned.type == "coroutine"

    def test_what_one_run_dropped_is_not_heard_in_the_next(self, runner: Runner) -> None:
        program = Program("async def g():\n    return 1\ndef f(call):\n    return [g()] if call else 0\n", "main.py")
        with runner.session(program, Limits()) as session:
            first, second = (session.run(Job(call="f", args=(call,))) for call in (True, False))
        assert "never awaited" in first.stderr
        assert second.stderr == ""

    def test_an_exceptions_text_has_no_addresses(self, call: Run) -> None:
        seen = call("def f():\n    raise ValueError(f)\n", "f")
        assert seen.error is not None
        assert seen.error.message == "<function f>"

    def test_output_is_told_apart(self, call: Run) -> None:
        seen = call("import sys\ndef f():\n    print('out ü')\n    print('err', file=sys.stderr)\n", "f")
        assert (seen.stdout, seen.stderr) == ("out ü\n", "err\n")

    def test_a_scenario_gets_the_module_and_its_arguments(self, runner: Runner) -> None:
        source = "async def go(submission, value):\n    return await submission.double(value)\n"
        program = Program("async def double(x):\n    return 2 * x\n", "main.py")
        with runner.session(program, Limits()) as session:
            seen = session.run(Job(scenario="go", scenario_source=source, kwargs={"value": 21}))
        assert seen.returned == 42

    def test_a_script_has_arguments_input_and_names(self, runner: Runner) -> None:
        program = Program("import sys\nprint(__name__, sys.argv, input(), extra)\n", "main.py")
        with runner.session(program, Limits()) as session:
            seen = session.run(Job(argv=("a",), stdin="line\n", names={"extra": 7}))
        assert seen.stdout == "__main__ ['main.py', 'a'] line 7\n"

    def test_files_lie_beside_the_program(self, runner: Runner) -> None:
        program = Program("print(open('data.txt').read())\n", "main.py", {"data.txt": b"content"})
        with runner.session(program, Limits()) as session:
            assert session.run(Job()).stdout == "content\n"

    def test_each_run_has_a_new_module_and_new_output(self, runner: Runner) -> None:
        program = Program("seen = []\ndef f(x):\n    seen.append(x)\n    print(x)\n    return list(seen)\n", "main.py")
        with runner.session(program, Limits()) as session:
            first, second = session.run(Job(call="f", args=(1,))), session.run(Job(call="f", args=(2,)))
        assert (first.returned, second.returned) == ([1], [2])
        assert (first.stdout, second.stdout) == ("1\n", "2\n")

    def test_sets_have_the_same_order_in_every_process(self, runner: Runner) -> None:
        source = "def f():\n    return list({'a', 'b', 'c', 'd', 'e'})\n"
        orders = set()
        for _ in range(2):
            with runner.session(Program(source, "main.py"), Limits()) as session:
                orders.add(tuple(session.run(Job(call="f")).returned))
        assert len(orders) == 1


class TestEndings:
    def test_an_exception_names_the_learners_own_frames(self, call: Run) -> None:
        seen = call("def f():\n    return g(0)\n\ndef g(x):\n    return 1 / x\n", "f")
        assert seen.ending is Ending.RAISED
        assert seen.error is not None
        assert seen.error.is_a("ArithmeticError")
        assert [(frame.function, frame.line, frame.text) for frame in seen.error.frames] == [
            ("f", 2, "    return g(0)"),
            ("g", 5, "    return 1 / x"),
        ]
        assert (seen.error.column, seen.error.end_column) == (11, 16)

    def test_groups_causes_and_notes_are_told(self, call: Run) -> None:
        source = (
            "def f():\n    error = ValueError('a')\n    error.add_note('look here')\n"
            "    raise ExceptionGroup('both', [error, KeyError('b')]) from OSError('c')\n"
        )
        error = call(source, "f").error
        assert error is not None
        assert [inner.type for inner in error.inner] == ["ValueError", "KeyError"]
        assert error.inner[0].notes == ("look here",)
        assert error.cause is not None
        assert error.cause.type == "OSError"

    def test_an_exception_whose_text_raises(self, call: Run) -> None:
        seen = call("class E(Exception):\n    def __str__(self):\n        raise KeyError\ndef f():\n    raise E\n", "f")
        assert seen.error is not None
        assert seen.error.message == "<KeyError raised by str()>"

    def test_a_syntax_error_is_not_loadable_and_has_a_place(self, call: Run) -> None:
        seen = call("def f(:\n    pass\n", "f")
        assert seen.ending is Ending.NOT_LOADABLE
        assert seen.error is not None
        assert (seen.error.line, seen.error.column) == (1, 6)

    def test_an_exception_while_loading_is_not_loadable(self, call: Run) -> None:
        seen = call("import nothing_like_this\n", "f")
        assert seen.ending is Ending.NOT_LOADABLE
        assert seen.stage == "load"

    def test_a_missing_function(self, call: Run) -> None:
        seen = call("x = 1\n", "f")
        assert seen.ending is Ending.RAISED
        assert seen.error is not None
        assert seen.error.message == "module 'main' has no attribute 'f'"

    @pytest.mark.parametrize(("argument", "code"), [("", 0), ("3", 3), ("'bye'", 1), ("None", 0)])
    def test_sys_exit(self, call: Run, argument: str, code: int) -> None:
        seen = call(f"import sys\ndef f():\n    sys.exit({argument})\n", "f")
        assert (seen.ending, seen.exit_code) == (Ending.EXITED, code)

    def test_os_exit(self, call: Run) -> None:
        seen = call("import os\ndef f():\n    print('so far', flush=True)\n    os._exit(5)\n", "f")
        assert (seen.ending, seen.exit_code, seen.stdout) == (Ending.EXITED, 5, "so far\n")

    def test_os_exit_while_loading(self, call: Run) -> None:
        seen = call("import os\nos._exit(70)\n", "f")
        assert (seen.ending, seen.exit_code) == (Ending.EXITED, 70)

    def test_a_deadlock(self, call: Run) -> None:
        seen = call("import asyncio\nasync def f():\n    await asyncio.Event().wait()\n", "f")
        assert seen.ending is Ending.DEADLOCK
        assert seen.standstill is not None
        assert [(wait.line, wait.primitive) for wait in seen.standstill.waits] == [(3, "Event")]

    def test_a_deadlock_that_the_program_swallows(self, call: Run) -> None:
        source = "import asyncio\ndef f():\n    try:\n        asyncio.run(asyncio.Event().wait())\n    except BaseException:\n        return 1\n"
        assert call(source, "f").ending is Ending.DEADLOCK

    def test_input_that_is_not_there(self, call: Run) -> None:
        assert call("def f():\n    return input()\n", "f").ending is Ending.WAITING_ON_INPUT

    def test_a_plain_loop_reaches_the_cpu_limit(self, call: Run) -> None:
        seen = call("def f():\n    while True:\n        pass\n", "f", limits=SHORT)
        assert seen.ending is Ending.CPU_LIMIT
        assert seen.usage.cpu_s >= SHORT.cpu_s

    def test_a_loop_that_eats_every_exception_reaches_the_cpu_limit(self, call: Run) -> None:
        source = "def f():\n    while True:\n        try:\n            1 / 0\n        except BaseException:\n            pass\n"
        assert call(source, "f", limits=SHORT).ending is Ending.CPU_LIMIT

    def test_waiting_without_working_reaches_the_wall_limit(self, call: Run) -> None:
        source = "import threading\ndef f():\n    lock = threading.Lock()\n    lock.acquire()\n    lock.acquire()\n"
        seen = call(source, "f", limits=Limits(cpu_s=0.3, wall_s=0.8))
        assert seen.ending is Ending.WALL_LIMIT
        assert seen.usage.starved_share is None or seen.usage.starved_share >= 0

    def test_memory(self, call: Run) -> None:
        assert call("def f():\n    return len(bytearray(2 << 30))\n", "f").ending is Ending.OUT_OF_MEMORY

    def test_output_without_end(self, call: Run) -> None:
        limits = Limits(output_kb=64)
        seen = call("def f():\n    while True:\n        print('x' * 99)\n", "f", limits=limits)
        assert seen.ending is Ending.OUTPUT_LIMIT
        assert seen.truncated
        assert len(seen.stdout) == 64 << 10

    def test_a_crash(self, call: Run) -> None:
        assert call("import ctypes\ndef f():\n    ctypes.string_at(0)\n", "f").ending is Ending.CRASHED

    def test_killing_oneself(self, call: Run) -> None:
        source = "import os, signal\ndef f():\n    os.kill(os.getpid(), signal.SIGKILL)\n    return 'still here'\n"
        seen = call(source, "f")
        # As the first process of its own process space a program cannot end itself by a signal.
        assert seen.ending is Ending.KILLED or seen.returned == "still here"

    def test_junk_on_the_channel_is_a_violation(self, call: Run) -> None:
        source = "import os\ndef f():\n    for fd in range(3, 64):\n        try:\n            os.write(fd, b'\\xff' * 99)\n        except OSError:\n            pass\n"
        assert call(source, "f").ending is Ending.PROTOCOL_VIOLATION

    def test_a_forged_ending_is_a_violation(self, call: Run) -> None:
        source = (
            "import json, os, struct\ndef f():\n    body = json.dumps({'op': 'done', 'ending': 'wall-limit'}).encode()\n"
            "    for fd in range(3, 64):\n        try:\n            os.write(fd, struct.pack('!I', len(body)) + body)\n"
            "        except OSError:\n            pass\n"
        )
        assert call(source, "f").ending is Ending.PROTOCOL_VIOLATION


class TestProbes:
    SOURCE = "import asyncio\nasync def f(a, b):\n    return list(await asyncio.gather(a(), b(1, key=2)))\n"

    def test_results_order_and_time_come_from_outside(self, runner: Runner) -> None:
        probes = (ProbeSpec("a", delays=(2.0,)), ProbeSpec("b", delays=(1.0,)))
        with runner.session(Program(self.SOURCE, "main.py"), Limits()) as session:
            seen = session.run(Job(call="f", args=probes), lambda name, call: f"{name}!{call}")
        assert seen.returned == ["a!0", "b!0"]
        assert [(e.time, e.kind, e.probe, e.args) for e in seen.probes] == [
            (0.0, "enter", "a", ()),
            (0.0, "enter", "b", (1, 2)),
            (1.0, "leave", "b", ()),
            (2.0, "leave", "a", ()),
        ]

    def test_a_probe_can_raise_and_be_synchronous(self, runner: Runner) -> None:
        source = "async def f(a, b):\n    try:\n        await a()\n    except ValueError as error:\n        return b(str(error))\n"
        probes = (ProbeSpec("a", raises=("ValueError",)), ProbeSpec("b", sync=True, results=("ok",)))
        with runner.session(Program(source, "main.py"), Limits()) as session:
            seen = session.run(Job(call="f", args=probes))
        assert seen.returned == "ok"
        assert seen.probes[-2].args == ("a failed",)

    def test_a_cancelled_probe_is_noted(self, runner: Runner) -> None:
        source = "import asyncio\nasync def f(a):\n    try:\n        async with asyncio.timeout(1):\n            await a()\n    except TimeoutError:\n        return 'late'\n"
        with runner.session(Program(source, "main.py"), Limits()) as session:
            seen = session.run(Job(call="f", args=(ProbeSpec("a", delays=(5.0,)),)))
        assert seen.returned == "late"
        assert [(e.time, e.kind) for e in seen.probes] == [(0.0, "enter"), (1.0, "cancelled")]

    def test_the_time_that_loading_took_is_not_part_of_the_run(self, runner: Runner) -> None:
        program = Program("import asyncio\nasyncio.run(asyncio.sleep(2))\n" + self.SOURCE, "main.py")
        with runner.session(program, Limits()) as session:
            seen = session.run(Job(call="f", args=(ProbeSpec("a", delays=(1.0,)), ProbeSpec("b"))))
        assert seen.probes[-1].time == 1.0

    def test_a_probe_that_never_ends_is_a_deadlock(self, runner: Runner) -> None:
        source = "async def f(a):\n    await a()\n"
        with runner.session(Program(source, "main.py"), Limits()) as session:
            assert session.run(Job(call="f", args=(ProbeSpec("a", delays=(float("inf"),)),))).ending is Ending.DEADLOCK

    def test_probes_among_the_names_of_a_script_and_inside_lists(self, runner: Runner) -> None:
        source = "import asyncio\nprint(asyncio.run(fetch()), asyncio.run(more[0]()))\n"
        names = {"fetch": ProbeSpec("fetch", results=(1,)), "more": [ProbeSpec("m", results=(2,))]}
        with runner.session(Program(source, "main.py"), Limits()) as session:
            assert session.run(Job(names=names)).stdout == "1 2\n"


class TestProcesses:
    def pids(self, runner: Runner, source: str, isolate: Isolate, runs: int = 2) -> list[object]:
        with runner.session(Program(source, "main.py"), Limits(), isolate) as session:
            return [session.run(Job(call="f")).returned for _ in range(runs)]

    SOURCE = (
        "import builtins\ndef f():\n    builtins.count = getattr(builtins, 'count', 0) + 1\n    return builtins.count\n"
    )

    def test_runs_share_a_process(self, runner: Runner) -> None:
        assert self.pids(runner, self.SOURCE, Isolate.SUBMISSION) == [1, 2]

    def test_unless_each_is_isolated(self, runner: Runner) -> None:
        assert self.pids(runner, self.SOURCE, Isolate.RUN) == [1, 1]

    @pytest.mark.parametrize(
        "trouble",
        [
            "import sys; sys.setrecursionlimit(10**9)\n        import os; os.dup(1)",
            "import threading, time; threading.Thread(target=threading.Event().wait, daemon=True).start()",
            "while True: pass",
            "import os; os._exit(0)",
        ],
    )
    def test_what_leaves_something_behind_is_replaced(self, runner: Runner, trouble: str) -> None:
        source = f"import builtins\ndef f(bad):\n    builtins.count = getattr(builtins, 'count', 0) + 1\n    if bad:\n        {trouble}\n    return builtins.count\n"
        with runner.session(Program(source, "main.py"), SHORT) as session:
            session.run(Job(call="f", args=(True,)))
            assert session.run(Job(call="f", args=(False,))).returned == 1

    def test_the_process_is_gone_after_the_session(self, strict: ZygoteRunner) -> None:
        before = _descendants()
        with strict.session(Program("def f():\n    pass\n", "main.py"), Limits()) as session:
            session.run(Job(call="f"))
        strict.kill()
        assert _descendants() == before

    def test_a_machine_that_is_out_of_processes_is_our_fault(self) -> None:
        ours, theirs = socket.socketpair()
        ready = {"op": "ready", "level": "strict", "guarantees": [], "python": "3"}

        def zygote() -> None:
            """As the real one answers when the machine refuses it a fork."""
            theirs.sendall(protocol.pack(ready))
            _, descriptors, _, _ = socket.recv_fds(theirs, 1 << 16, 3)
            theirs.sendall(protocol.pack({"op": "fork-failed", "error": "Resource temporarily unavailable"}))
            for fd in descriptors:
                os.close(fd)

        answering = threading.Thread(target=zygote)
        answering.start()
        idle = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        program = Program("def f():\n    return 1\n", "main.py")
        with idle, ZygoteRunner("strict", launch.Started("strict", idle, ours)) as runner:
            seen = runner.session(program, Limits()).run(Job(call="f"))
            answering.join()
        theirs.close()
        assert seen.ending is Ending.SANDBOX_FAULT
        assert "cannot start another process" in (seen.detail or "")

    def test_a_clock_that_is_set_back_or_forth_changes_nothing(
        self, runner: Runner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        times = itertools.cycle([0.0, 4e9, -1e9])
        monkeypatch.setattr(time, "time", lambda: next(times))
        with runner.session(Program("import time\ndef f():\n    time.sleep(9)\n", "main.py"), Limits()) as session:
            seen = session.run(Job(call="f"))
        assert (seen.ending, seen.loop_time) == (Ending.RETURNED, 9)

    def test_a_dead_zygote_is_replaced(self, strict: ZygoteRunner) -> None:
        program = Program("def f():\n    return 1\n", "main.py")
        with strict.session(program, Limits()) as session:
            session.run(Job(call="f"))
            assert strict._process is not None
            strict._process.kill()
            strict._process.wait()
            # The child dies with its zygote, but perhaps not before it has answered once more.
            assert session.run(Job(call="f")).ending in (Ending.SANDBOX_FAULT, Ending.RETURNED)
        with strict.session(program, Limits()) as session:
            assert session.run(Job(call="f")).returned == 1


def _descendants() -> int:
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    count = len(children)
    for child in children:
        for task in Path(f"/proc/{child}/task").iterdir():
            count += len((task / "children").read_text(encoding="ascii").split())
    return count
