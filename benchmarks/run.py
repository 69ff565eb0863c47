"""Speed and memory of the grader, as ratios measured in one run. Medians; nothing is asserted.

``python benchmarks/run.py [NAME ...] [--submissions N]`` runs all measurements or those named. Every ratio pairs two
measurements taken in turn on the same machine, so that a machine that changes its speed changes both.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from grader.catalogue import Course, load_exercise
from grader.checks.client import CheckHost
from grader.grade import grade
from grader.model import Exercise, Isolate, Job, Limits, ProbeSpec, Status, Submission
from grader.sandbox import Program, Runner, open_runner

HERE = Path(__file__).parent
COURSE = HERE / "course"
PLAIN = HERE / "plain" / "checks_plain.py"

RIGHT = """import asyncio

async def run_both(a, b):
    return list(await asyncio.gather(a(), b()))  # {number}
"""
WRONG = """import asyncio

async def run_both(a, b):
    return [await a(), await b()]  # {number}
"""


def submission(number: int) -> Submission:
    """Right and wrong ones in turn; each is different, so that nothing can be reused."""
    text = (RIGHT if number % 2 == 0 else WRONG).format(number=number)
    return Submission(text, "run_both.py", f"v{number}")


def exercise() -> Exercise:
    return load_exercise(COURSE / "exercises" / "00-bench" / "run-both.yaml")


def timed(action: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    gc.collect()
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def report(name: str, text: str) -> None:
    sys.stdout.write(f"{name:<28} {text}\n")
    sys.stdout.flush()


@contextmanager
def plain_pytest() -> Iterator[Callable[[int], float]]:
    """``python -m pytest`` on one submission, in a folder of its own; gives wall seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(PLAIN, folder / "test_checks.py")

        def run(number: int) -> float:
            (folder / "submission.py").write_text(submission(number).source, encoding="utf-8")
            command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder / "test_checks.py")]
            return timed(lambda: subprocess.run(command, cwd=folder, capture_output=True, check=False))

        yield run


def throughput(count: int) -> None:
    """Submissions of five checks through the whole path, against plain pytest and against bare isolated forks."""
    for isolate in Isolate:
        the_exercise = replace(exercise(), isolate=isolate)
        batch = max(20, count // 10)
        ours, plain, runs, bare = [], [], [], []
        with (
            CheckHost("best") as host,
            plain_pytest() as pytest_once,
            contextlib.closing(open_runner("best")) as runner,
        ):
            level = runner.isolation.level
            for start in range(0, count, batch):
                ours.append(timed(partial(grade_all, the_exercise, host, start, batch)) / batch)
                runs.append(timed(partial(run_bare, runner, JOBS, isolate, start, batch)) / batch)
                bare.append(timed(partial(run_bare, runner, JOBS[-1:], isolate, start, batch)) / batch)
                plain.append(statistics.median(pytest_once(i) for i in (start, start + 1)))
        mine, theirs, raw, fork = (statistics.median(values) for values in (ours, plain, runs, bare))
        report(
            f"throughput, isolate: {isolate}",
            f"{count} submissions x 5 checks, {level}: {mine * 1e3:.2f} ms each; plain pytest {theirs * 1e3:.0f} ms: "
            f"{theirs / mine:.0f} times; isolated fork with the same five runs and no checks {raw * 1e3:.2f} ms: "
            f"{raw / mine:.0%} of its rate (with a single empty run {fork * 1e3:.2f} ms)",
        )


def grade_all(ex: Exercise, host: CheckHost, start: int, count: int) -> None:
    """Grade submissions ``start`` and following; stops the benchmark if a verdict is not the expected one."""
    for number in range(start, start + count):
        result = grade(ex, submission(number), runner=host)
        expected = Status.PASSED if number % 2 == 0 else Status.FAILED
        if result.status is not expected:
            raise SystemExit(f"submission {number}: {result.status}, expected {expected}: {result.reason}")


BOTH = "async def both(submission, a, b):\n    return await submission.run_both(a, b)\n"
JOBS = (
    *(
        Job(scenario="both", scenario_source=BOTH, kwargs={"a": ProbeSpec("a", (10,)), "b": ProbeSpec("b", (5,))})
        for _ in range(4)
    ),
    Job(scenario="empty", scenario_source="def empty(submission):\n    return 1\n"),
)


def run_bare(runner: Runner, jobs: tuple[Job, ...], isolate: Isolate, start: int, count: int) -> None:
    """What is left without pytest, checks, feedback and reports: a fork of the warm zygote that makes the runs."""
    for number in range(start, start + count):
        with runner.session(Program(submission(number).source, "run_both.py"), Limits(), isolate) as session:
            for job in jobs:
                session.run(job)


def isolation(count: int) -> None:
    """What the walls of ``strict`` add to a fork with five runs, against the same forks with limits only."""
    batch = max(10, count // 20)
    walled, bare = [], []
    with contextlib.closing(open_runner("strict")) as strict, contextlib.closing(open_runner("portable")) as portable:
        for start in range(0, count, batch):
            walled.append(timed(partial(run_bare, strict, JOBS, Isolate.SUBMISSION, start, batch)) / batch)
            bare.append(timed(partial(run_bare, portable, JOBS, Isolate.SUBMISSION, start, batch)) / batch)
    ratios = [one / other for one, other in zip(walled, bare, strict=True)]
    report(
        "cost of isolation",
        f"strict {statistics.median(walled) * 1e3:.2f} ms a submission of five runs, portable "
        f"{statistics.median(bare) * 1e3:.2f} ms: {statistics.median(ratios) - 1:+.0%}",
    )


def cold(count: int) -> None:
    """``grader check`` in a new process against ``python -m pytest``, in turn."""
    del count
    with plain_pytest() as pytest_once, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "run_both.py"
        ours, plain = [], []
        for number in range(10):
            file.write_text(submission(number).source, encoding="utf-8")
            command = [sys.executable, "-m", "grader", "--course", str(COURSE), "check", str(file)]
            ours.append(timed(partial(subprocess.run, command, capture_output=True, check=False)))
            plain.append(pytest_once(number))
    mine, theirs = statistics.median(ours), statistics.median(plain)
    report(
        "grader check, cold",
        f"{mine * 1e3:.0f} ms; plain pytest {theirs * 1e3:.0f} ms: {mine / theirs:.2f} of its time",
    )


def warm(count: int) -> None:
    """Checking again in a process that is warm already."""
    del count
    ex = exercise()
    with CheckHost("best") as host:
        grade_all(ex, host, 0, 1)
        times = [timed(partial(grade_all, ex, host, number, 1)) for number in range(100)]
    report("re-check, warm", f"median {statistics.median(times) * 1e3:.1f} ms, worst of 100 {max(times) * 1e3:.1f} ms")


def practice(count: int) -> None:
    """``grader watch``: from the save to the feedback on the screen."""
    import practice as watching

    seen, whole, checks = watching.measure(Course(COURSE), lambda number: submission(number).source, count)
    report("watch, from save seen", watching.described(seen))
    report("watch, from before the save", watching.described(whole))
    report("watch, the checks alone", watching.described(checks))


def help_text(count: int) -> None:
    """``grader --help`` against importing Click."""
    del count
    ours, theirs = [], []
    for _ in range(15):
        ours.append(
            timed(lambda: subprocess.run([sys.executable, "-m", "grader", "--help"], capture_output=True, check=True))
        )
        theirs.append(timed(lambda: subprocess.run([sys.executable, "-c", "import click"], check=True)))
    mine, click = statistics.median(ours), statistics.median(theirs)
    report("grader --help", f"{mine * 1e3:.0f} ms; importing click {click * 1e3:.0f} ms: {mine / click:.2f} times")


def memory(count: int) -> None:
    """Resident memory of the process that grades, and of its check host, as submissions go by."""
    ex = exercise()
    readings = []
    with CheckHost("best") as host:
        for number in range(count):
            grade_all(ex, host, number, 1)
            if number + 1 in (count // 10, count // 2, count):
                readings.append((number + 1, _resident_mb("self"), _resident_mb(str(host.pid))))
    text = ", ".join(f"after {n}: {mine:.1f} MB + host {theirs:.1f} MB" for n, mine, theirs in readings)
    report("memory", text)


def _resident_mb(pid: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


MEASUREMENTS = {
    "help": help_text,
    "cold": cold,
    "warm": warm,
    "memory": memory,
    "practice": practice,
    "isolation": isolation,
    "throughput": throughput,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one or more of: {', '.join(MEASUREMENTS)}")
    parser.add_argument("--submissions", type=int, default=1000)
    options = parser.parse_args()
    for name in options.names or MEASUREMENTS:
        MEASUREMENTS[name](options.submissions)


if __name__ == "__main__":
    main()
