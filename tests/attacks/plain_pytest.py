"""What plain pytest makes of the same attacks: the submission is imported by its tests, as many a course does it.

    python tests/attacks/plain_pytest.py [NAME ...]

Each run is a process of its own in a folder of its own, with limits on memory, time and output, in a container that
bubblewrap (``bwrap``) makes: without a network, without other processes, with a file system that it can only read. Two
verdicts are told: what pytest's exit status says, and what a course sees that asks the JUnit file for the number of
failures. Attacks that reach for the operating system are left out unless ``--all`` is given.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from attack_files import Attack, attacks

TESTS = {
    "script": """\
        import subprocess, sys

        def greet(name):
            command = [sys.executable, "attack.py"]
            return subprocess.run(command, input=name, capture_output=True, text=True, timeout=5).stdout

        def test_greets():
            assert greet("Ada\\n") == "Hello, Ada!\\n"

        def test_greets_another():
            assert greet("Grace\\n") == "Hello, Grace!\\n"
        """,
    "call": """\
        import attack

        def test_sum():
            assert attack.add_up([1, 2, 3]) == 6

        def test_negative():
            assert attack.add_up([-5, 2]) == -3
        """,
    "probes": """\
        import asyncio, time
        import attack

        async def fetch(name):
            await asyncio.sleep(0.1)
            return name * 2

        def test_results():
            assert asyncio.run(attack.fetch_both(fetch)) == ["aa", "bb"]

        def test_at_once():
            start = time.monotonic()
            asyncio.run(attack.fetch_both(fetch))
            assert time.monotonic() - start < 0.15
        """,
}
TIMEOUT_S = 10.0
CONTAINER = [
    "bwrap",
    "--unshare-all",
    "--die-with-parent",
    "--new-session",
    "--ro-bind",
    "/",
    "/",
    "--dev",
    "/dev",
    "--proc",
    "/proc",
    "--tmpfs",
    "/tmp",  # noqa: S108 - the container's own
]


def main(arguments: list[str]) -> int:
    if shutil.which("bwrap") is None:
        print("bubblewrap is needed to keep the attacks in: apt install bubblewrap", file=sys.stderr)
        return 2
    everything = "--all" in arguments
    names = [argument for argument in arguments if not argument.startswith("-")]
    chosen = [a for a in attacks() if (everything or a.needs is None) and (not names or a.name in names)]
    totals: dict[str, int] = {}
    for attack in chosen:
        for exercise in attack.against:
            if exercise in TESTS and attack.score(exercise) == 0:
                verdict = run(attack, exercise)
                totals[verdict] = totals.get(verdict, 0) + 1
                print(f"{verdict:30} {attack.name} ({exercise})", flush=True)
    print("\n".join(f"{count:5} {verdict}" for verdict, count in sorted(totals.items())))
    return 0


def run(attack: Attack, exercise: str) -> str:
    """What becomes of one attack on one exercise."""
    name = tempfile.mkdtemp()
    folder = Path(name)
    try:
        return _run_in(folder, attack, exercise)
    finally:
        # Some of them make folders that Python's own removal does not get to the end of.
        subprocess.run(["/bin/chmod", "-R", "u+rwx", name], stderr=subprocess.DEVNULL, check=False)
        subprocess.run(["/bin/rm", "-rf", name], check=False)


def _run_in(folder: Path, attack: Attack, exercise: str) -> str:
    name = str(folder)
    (folder / "attack.py").write_bytes(attack.path.read_bytes())
    lines = TESTS[exercise].splitlines()
    (folder / "test_attack.py").write_text("\n".join(line[8:] for line in lines), encoding="utf-8")
    with tempfile.TemporaryFile() as output:
        pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--junitxml=junit.xml"]
        command = [*CONTAINER, "--ro-bind", sys.prefix, sys.prefix, "--bind", name, "/mnt", "--chdir", "/mnt", *pytest]
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={"PATH": os.environ["PATH"], "HOME": name},
            start_new_session=True,
            preexec_fn=_limit,  # noqa: PLW1509 - there are no threads here
        )
        try:
            code = process.wait(TIMEOUT_S)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            _end(process)
    junit = folder / "junit.xml"
    return _verdict(code, junit.read_text("utf-8", "replace") if junit.is_file() else None)


def _verdict(code: int | None, junit: str | None) -> str:
    if code is None:
        return "hangs"
    if code == 0:
        return "FULL MARKS (status and JUnit)" if junit and 'failures="0"' in junit else "FULL MARKS (status)"
    if code < 0 or code > 128:
        return "pytest is killed"
    if junit is not None and 'failures="0"' in junit and 'errors="0"' in junit:
        return "FULL MARKS (JUnit)"
    return "failed"


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (4 << 20, 4 << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
