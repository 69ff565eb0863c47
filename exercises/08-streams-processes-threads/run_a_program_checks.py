"""Hidden checks of run-a-program."""

import asyncio
import contextlib
import gc
import os
import sys

from grader.checks import scenario

PRINT_AND_EXIT = "print('tea'); print('for two'); raise SystemExit(3)"
PRINT_ARGUMENTS = "import sys; print(sys.argv[1:])"
PRINT_MUCH = "import sys; sys.stdout.buffer.write(b'\\xe2\\x82\\xac' * 100_000)"
"""Each character takes three bytes: whoever reads in pieces cuts one of them in two."""
CALL_HOME = """
import os, socket, sys
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as home:
    home.settimeout(float(sys.argv[2]))
    home.sendall(b"%d\\n" % os.getpid())
    told = home.makefile().readline()
    print(told)
    if told == "alive?\\n":
        home.sendall(b"yes")
"""
"""Tells the scenario that it runs, and prints what it is told; gives up after some seconds of real time."""


@scenario
def let_kill_know(submission):
    """Whether the loop has heard at `kill` that a process has ended depends on the moment; here it always has."""
    process = asyncio.subprocess.Process

    def of_running(signal):
        def only_of_running(self, *arguments):
            if self.returncode is not None:
                raise ProcessLookupError
            signal(self, *arguments)

        return only_of_running

    for name in ("kill", "terminate", "send_signal"):
        setattr(process, name, of_running(getattr(process, name)))


@scenario
async def run_python(submission, code, arguments):
    let_kill_know(submission)
    return await submission.run([sys.executable, "-ISc", code, *arguments])


@scenario
async def count_characters(submission, code):
    let_kill_know(submission)
    try:
        async with asyncio.timeout(60):
            result = await submission.run([sys.executable, "-ISc", code])
    except TimeoutError:
        for found in gc.get_objects():
            if isinstance(found, asyncio.SubprocessTransport):
                found.close()  # kills the process, if it still runs
        await asyncio.sleep(1)  # the loop must hear of the end of the process before it is closed
        return "nothing for a minute"
    return [result[0], len(result[1])] if isinstance(result, tuple) and len(result) == 2 else result


@scenario
async def answer_the_program(submission, code):
    async def answer(reader, writer):
        await reader.readline()
        writer.write(b"hello\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        return await run_python(submission, code, [str(server.sockets[0].getsockname()[1]), "2.5"])


@scenario
async def cancel_it(submission, code):
    """Cancel `run` while its program waits; what became of the two."""
    calls = asyncio.Queue()

    async def note(reader, writer):
        calls.put_nowait((int(await reader.readline()), reader, writer))

    async with await asyncio.start_server(note, "127.0.0.1", 0) as server:
        port = str(server.sockets[0].getsockname()[1])
        task = asyncio.create_task(run_python(submission, code, [port, "60"]))
        pid, reader, writer = await calls.get()
        task.cancel()
        await asyncio.wait([task], timeout=60)
        waited_for = "runs, or is not waited for" if is_there(pid) else "has ended"
        killed = "killed"
        try:
            writer.write(b"alive?\n")
            if await reader.read():  # until its end of the connection is closed
                killed = "runs on"
        except ConnectionError:
            pass
        writer.close()
        await asyncio.sleep(1)  # as above
    if not task.done():
        ended = "did not end"
    else:
        ended = "cancelled" if task.cancelled() else "raised" if task.exception() else "returned"
    return {"killed": killed, "waited for": waited_for, "run": ended}


@scenario
def is_there(pid):
    """Whether anybody still has to wait for this process."""
    for found in gc.get_objects():
        # Its end may be seen by a thread of asyncio at any moment: what counts is whether the loop was told of it.
        if isinstance(found, asyncio.SubprocessTransport) and found.get_pid() == pid:
            return found.get_returncode() is None
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def fate(seen, part):
    return seen.value.get(part) if isinstance(seen.value, dict) else None


def test_code_and_output(run):
    assert run(run_python, code=PRINT_AND_EXIT, arguments=[]).value == (3, "tea\nfor two\n"), (
        "The program printed `tea` and `for two` and ended with exit code 3. This is what `run` returned."
    )


def test_arguments(run):
    arguments = ["two words", "*", "$HOME; exit 5", ""]
    assert run(run_python, code=PRINT_ARGUMENTS, arguments=arguments).value == (0, f"{arguments}\n"), (
        "The program printed the list of its arguments. They must reach it one by one and unchanged. This is "
        "what `run` returned."
    )


def test_much_output(run):
    assert run(count_characters, code=PRINT_MUCH).value == [0, 100_000], (
        "The program printed 100000 characters of three bytes each. These are the exit code and the number of characters returned."
    )


def test_loop_goes_on(run):
    assert run(answer_the_program, code=CALL_HOME).value == (0, "hello\n\n"), (
        "The program asked another task of this loop, and printed the answer. The loop must go on while it runs. This is "
        "what `run` returned."
    )


def test_is_killed(run):
    seen = run(cancel_it, code=CALL_HOME)
    assert fate(seen, "killed") == "killed", (
        "`run` was cancelled and has ended. Then the process must be killed. This is what became of it."
    )


def test_is_waited_for(run):
    seen = run(cancel_it, code=CALL_HOME)
    assert fate(seen, "waited for") == "has ended", (
        "`run` was cancelled. It must kill the process and wait for it before it ends itself. This is what the process "
        "did when `run` had ended."
    )


def test_ends_as_cancelled(run):
    seen = run(cancel_it, code=CALL_HOME)
    assert fate(seen, "run") == "cancelled", "`run` was cancelled, and must end as cancelled. This is how it ended."
