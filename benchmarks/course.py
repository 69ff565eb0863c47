"""Grading whole classes: throughput, memory of the coordinator, and what random deaths leave behind.

``python benchmarks/course.py throughput [--submissions N]`` pairs `grader grade` with plain pytest, in turn;
``memory [--sizes N ...]`` prints the coordinator's largest memory at each size;
``coordinator [--sizes N ...]`` the same, with workers that answer at once: what the coordinator itself takes;
``chaos [--runs N] [--seed S]`` kills processes at random moments and compares with an undisturbed run; it ends with an
error if one result differs.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from grader.catalogue import Course
from grader.model import Exercise
from grader.reports.json_report import comparable

HERE = Path(__file__).parent
COURSE = HERE / "course"
PLAIN = HERE / "plain" / "checks_plain.py"
HELPERS = HERE.parent / "tests" / "course"
sys.path.insert(0, str(HELPERS))

from class_generator import HandIn, hand_ins  # noqa: E402 - lies beside the tests that use it too

_PYTEST_LIMIT_S = 10.0
_LITTLE_ROOM_KB = 200
"""No file may grow beyond this in a run with a full disk: less than the store of the class needs."""
_GRADE = """
import atexit, sys
from pathlib import Path
from grader.cli.app import cli

def tell():
    [line] = [one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmHWM")]
    Path(sys.argv.pop(1)).write_text(line.split()[1])

atexit.register(tell)
cli.main(sys.argv[2:])
"""


def exercises() -> list[Exercise]:
    course = Course(COURSE)
    return [course.get(name) for name in course.ids()]


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def write(folder: Path, works: list[HandIn]) -> None:
    for one in works:
        own = folder / one.learner
        own.mkdir(parents=True, exist_ok=True)
        (own / one.file).write_text(one.text, encoding="utf-8")


def command(works: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "grader", "--course", str(COURSE), "grade", str(works), "--out", str(out), *more]


def timed(action: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


# ------------------------------------------------------------------------------------------------------ throughput


def throughput(options: argparse.Namespace) -> None:
    """Parts of one class, each graded by one command, in turn with plain pytest on some of the same submissions."""
    works = list(hand_ins(exercises(), options.submissions, seed=options.seed))
    part = max(1, len(works) // 5)
    ours, one_core, two_cores = [], [], []
    computing = 0.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(0, len(works), part):
            batch = works[number : number + part]
            write(folder / f"part{number}", batch)
            before = processor_s()
            ours.append(timed(lambda n=number: grade(folder / f"part{n}", folder / "out")) / len(batch))  # type: ignore[misc]  # mypy cannot infer the default
            computing += processor_s() - before
            sample = random.Random(number).sample(batch, min(10, len(batch)))  # noqa: S311 - no secret
            one_core.append(timed(lambda some=sample: plain_pytest(folder, some, 1)) / len(sample))  # type: ignore[misc]  # as above
            two_cores.append(timed(lambda some=sample: plain_pytest(folder, some, 2)) / len(sample))  # type: ignore[misc]  # as above
        size = sum(file.stat().st_size for file in (folder / "out").iterdir())
        graded, seconds, report = sums(folder / "out")
    mine, one, two = map(statistics.median, (ours, one_core, two_cores))
    texts = len({work.text for work in works})
    say(
        f"throughput: {len(works):,} works, {texts:,} different: {mine * 1e3:.2f} ms each with start-up; plain pytest "
        f"{one * 1e3:.0f} ms one after the other ({one / mine:.0f} times), {two * 1e3:.0f} ms two at a time "
        f"({two / mine:.0f} times)"
    )
    say(f"  mix: {dict(Counter(work.kind for work in works))}")
    say(
        f"  for each different submission {computing / graded * 1e3:.1f} ms of processor time, start-up included, and "
        f"{seconds / graded * 1e3:.1f} ms of one worker's time; store {size / 1e6:.1f} MB, "
        f"{size / len(works):.0f} bytes a work, report {report:.0f} bytes"
    )


def processor_s() -> float:
    """Processor seconds of all processes that were started from here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def grade(works: Path, out: Path) -> None:
    done = subprocess.run(command(works, out), capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())


def sums(out: Path) -> tuple[int, float, float]:
    with sqlite3.connect(out / "results.sqlite") as store:
        row = store.execute("SELECT COUNT(*), SUM(seconds), AVG(LENGTH(report)) FROM result").fetchone()
    return int(row[0]), float(row[1]), float(row[2])


def plain_pytest(folder: Path, works: list[HandIn], at_once: int) -> None:
    def run(numbered: tuple[int, HandIn]) -> None:
        number, work = numbered
        own = folder / f"pytest{number}"
        own.mkdir(exist_ok=True)
        shutil.copy(PLAIN, own / "test_checks.py")
        (own / "submission.py").write_text(work.text, encoding="utf-8")
        line = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(own / "test_checks.py")]
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(line, cwd=own, capture_output=True, check=False, timeout=_PYTEST_LIMIT_S)

    harmless = [work if work.kind != "attack" else replaced(work) for work in works]
    with ThreadPoolExecutor(at_once) as threads:
        list(threads.map(run, enumerate(harmless)))


def replaced(work: HandIn) -> HandIn:
    """Plain pytest has no walls: an attack would reach this machine."""
    return HandIn(work.learner, work.exercise, work.file, "", "empty")


# ------------------------------------------------------------------------------------------------------ memory


def memory(options: argparse.Namespace) -> None:
    """The largest memory that the coordinator ever had, at several sizes of the class."""
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for one in hand_ins(exercises(), size, seed=options.seed):
                write(folder / "works", [one])
            line = [sys.executable, "-c", _GRADE, str(folder / "peak"), *command(folder / "works", folder / "out")[2:]]
            start = time.perf_counter()
            done = subprocess.run(line, capture_output=True, text=True, check=False)
            if done.returncode not in (0, 1):
                raise SystemExit(done.stderr)
            seconds = time.perf_counter() - start
            peak = int((folder / "peak").read_text(encoding="ascii")) / 1024
            stored = (folder / "out" / "results.sqlite").stat().st_size / 1e6
        say(
            f"memory: {size:>9,} works: coordinator at most {peak:.1f} MB; store {stored:.1f} MB; "
            f"{seconds:.0f} s, {size / seconds:.0f} works a second"
        )


_COORDINATE = """
import resource, sys, time
from pathlib import Path
from course_stage import PoolStandIn
from grader.catalogue import Course
from grader.course.gradebook import open_gradebook
from grader.course.grading import grade_waiting, scope_of, take_in
from grader.course.intake import open_intake
from grader.course.store import open_database

works, out, course = Path(sys.argv[1]), Path(sys.argv[2]), Course(Path(sys.argv[3]))
marks = [time.process_time()]
with open_database(out, create=True) as database:
    take_in(database, open_intake(works, course), course, source="here")
    marks.append(time.process_time())
    pool = PoolStandIn()
    pool.chunks = type("Forgetful", (list,), {"append": lambda self, chunk: None})()
    grade_waiting(database, pool, scope_of(database, course, None))
    marks.append(time.process_time())
grading = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open_gradebook(out) as book:
    count = sum(1 for _ in book.works())
marks.append(time.process_time())
print(grading / 1024, *(later - earlier for earlier, later in zip(marks, marks[1:])), count)
"""


def coordinator(options: argparse.Namespace) -> None:
    """What the coordinator alone takes: reading, grading by workers that answer at once, reading back for reports."""
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for one in hand_ins(exercises(), size, seed=options.seed):
                write(folder / "works", [one])
            line = [sys.executable, "-c", _COORDINATE, str(folder / "works"), str(folder / "out"), str(COURSE)]
            environ = os.environ | {"PYTHONPATH": str(HELPERS)}
            done = subprocess.run(line, capture_output=True, text=True, check=True, env=environ)
        peak, *seconds, count = map(float, done.stdout.split())
        reading, grading, reporting = (1e6 * one / size for one in seconds)
        say(
            f"coordinator: {count:>9,.0f} works: at most {peak:.1f} MB; {reading:.0f} us a work to read and store it, "
            f"{grading:.0f} us to have it graded, {reporting:.0f} us to read it back for a report"
        )


# ------------------------------------------------------------------------------------------------------ chaos


def chaos(options: argparse.Namespace) -> None:
    """So many runs of the same class, each disturbed at random moments until it has come to its end."""
    chance = random.Random(options.seed)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as name, cluster() as address:
        folder = Path(name)
        write(folder / "works", list(hand_ins(exercises(), options.submissions, seed=options.seed)))
        grade(folder / "works", folder / "undisturbed")
        expected = outcomes(folder / "undisturbed")
        duration = timed(lambda: grade(folder / "works", folder / "again"))
        assert outcomes(folder / "again") == expected
        kinds: Counter[str] = Counter()
        for number in range(options.runs):
            out = folder / f"out{number}"
            on_cluster = address is not None and number % 5 == 4
            kinds.update(disturbed(folder / "works", out, chance, duration, address if on_cluster else None))
            if outcomes(out) != expected:
                raise SystemExit(f"chaos: run {number} differs from the undisturbed run")
            shutil.rmtree(out)
    say(
        f"chaos: {options.runs} runs of {options.submissions:,} works: every work has exactly one result, that of the "
        f"undisturbed run; disturbed by {dict(sorted(kinds.items()))}"
    )


def disturbed(works: Path, out: Path, chance: random.Random, duration: float, address: str | None) -> Counter[str]:
    """Start the command until it comes to its end, with one to three disturbances on the way."""
    done: Counter[str] = Counter()
    for _ in range(chance.randint(1, 3)):
        kinds = ("coordinator", "SIGINT", "SIGTERM", "worker", "host", "zygote", "disk full")
        kind = chance.choice(kinds if address is None else ("coordinator", "dask worker", "dask worker", "SIGINT"))
        disturb(works, out, kind, chance.uniform(0.2, 1.0) * duration, address)
        done[kind if address is None else f"{kind} (Dask)"] += 1
    for _ in range(5):
        more = () if address is None else ("--cluster", address)
        last = subprocess.run(command(works, out, *more), capture_output=True, text=True, check=False)
        if last.returncode in (0, 1):
            return done
    raise SystemExit(f"chaos: it does not come to its end: {last.stderr}")


def disturb(works: Path, out: Path, kind: str, after: float, address: str | None) -> None:
    more = () if address is None else ("--cluster", address)
    line = command(works, out, *more)
    if kind == "disk full":
        line = ["bash", "-c", f'ulimit -f {_LITTLE_ROOM_KB}; exec "$@"', "bash", *line]
    said = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True)
    with suppress(subprocess.TimeoutExpired):
        process.wait(after)
    victim = {
        "coordinator": lambda: [process.pid],
        "SIGINT": lambda: [process.pid],
        "SIGTERM": lambda: [process.pid],
        "worker": lambda: below(process.pid, 1),
        "host": lambda: below(process.pid, 2),
        "zygote": lambda: below(process.pid, 3),
        "dask worker": dask_workers,
        "disk full": list,
    }[kind]()
    if process.poll() is None and victim:
        number = {"SIGINT": signal.SIGINT, "SIGTERM": signal.SIGTERM}.get(kind, signal.SIGKILL)
        with suppress(ProcessLookupError):
            os.kill(random.Random(after).choice(victim), number)  # noqa: S311 - no secret
    code = process.wait()
    if code not in (0, 1, 3, 130, -9):
        said.seek(0)
        raise SystemExit(f"chaos: {kind} ended the command with {code}: {said.read().decode()}")
    said.close()


def below(pid: int, depth: int) -> list[int]:
    """The processes so many generations below one."""
    level = [pid]
    for _ in range(depth):
        level = [child for one in level for child in children(one)]
    return level


def children(pid: int) -> list[int]:
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, path.read_text(encoding="ascii").split())
    return found


def dask_workers() -> list[int]:
    """The worker processes of our own cluster."""
    found = []
    for pid in below(os.getpid(), 1):
        with suppress(OSError):
            line = Path(f"/proc/{pid}/cmdline").read_bytes()
            if b"spawn_main" in line:
                found.append(pid)
    return found


@contextmanager
def cluster() -> Iterator[str | None]:
    """A Dask cluster of two workers on this machine; ``None`` where Dask is not installed."""
    try:
        from distributed import LocalCluster
    except ImportError:
        say("chaos: without Dask, which is not installed")
        yield None
        return
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as local:
        yield str(local.scheduler_address)


def outcomes(out: Path) -> dict[tuple[str, str, int], dict[str, Any] | None]:
    """What can be compared of every work's report; ``None`` for a work without one."""
    with sqlite3.connect(out / "results.sqlite") as store:
        [[double]] = store.execute("SELECT COUNT(*) - COUNT(DISTINCT submission) FROM result")
        assert double == 0, "a submission has two results"
        rows = store.execute(
            """SELECT w.learner, w.exercise, w.attempt, r.report FROM work w LEFT JOIN result r ON r.id = w.result"""
        ).fetchall()
    return {
        (learner, exercise, attempt): comparable(json.loads(zlib.decompress(report))) if report is not None else None
        for learner, exercise, attempt, report in rows
    }


MEASUREMENTS = {"throughput": throughput, "memory": memory, "coordinator": coordinator, "chaos": chaos}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=MEASUREMENTS)
    parser.add_argument("--submissions", type=int, help="10,000 for throughput, 120 for chaos, if not given")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.submissions = options.submissions or (120 if options.name == "chaos" else 10_000)
    MEASUREMENTS[options.name](options)


if __name__ == "__main__":
    main()
