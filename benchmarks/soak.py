"""Grade many submissions in a row with one worker, a tenth of them attacks, and see that nothing grows.

    python benchmarks/soak.py [--count 20000] [--level strict]

Prints at each twentieth of the way: submissions so far, milliseconds for an honest one (median), processes of the
worker, open files, memory of check host and zygote. Ends with status 1 if the last quarter is more than a tenth above
the second one.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "attacks"))

from attack_files import COURSE, EXERCISES, attacks

from grader.catalogue import load_exercise, render_solution
from grader.checks.client import CheckHost
from grader.grade import grade
from grader.model import Status, Submission

SLOWEST_OF_INTEREST_S = 0.4
"""An attack that uses up its real time shows nothing here that a quick one does not."""
ALLOWED_GROWTH = 1.1
ONE_STEP_MB = 40


@dataclass(frozen=True, slots=True)
class Sample:
    """How the worker stands after ``count`` submissions."""

    count: int
    honest_ms: float
    processes: int
    files: int
    host_mb: float
    others_mb: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--level", default="strict")
    options = parser.parse_args()
    with CheckHost(options.level) as host:
        samples = soak(host, options.level, options.count)
    return judge(samples)


def soak(host: CheckHost, level: str, count: int) -> list[Sample]:
    """Grade ``count`` submissions, and take a sample twenty times."""
    folder = COURSE / "exercises" / "00-attacked"
    exercises = {kind: load_exercise(folder / f"{name}.yaml") for kind, name in EXERCISES.items()}
    honest = {kind: Submission(render_solution(exercise), "honest.py", "v") for kind, exercise in exercises.items()}
    kinds = itertools.cycle(["script", "call", "probes"])
    chosen = [(attack, kind) for attack in attacks() if attack.is_withstood_by(level) for kind in attack.against]
    slow: set[tuple[str, str]] = set()
    evil = itertools.cycle(chosen)
    samples: list[Sample] = []
    times: list[float] = []
    for number in range(1, count + 1):
        started = time.perf_counter()
        if number % 10 == 0:
            attack, kind = next(pair for pair in evil if (pair[0].name, pair[1]) not in slow)
            source = Submission(attack.path.read_text(encoding="utf-8"), "attack.py", "v")
            report = grade(exercises[kind], source, runner=host)
            assert report.score == attack.score(kind), attack.name
            if time.perf_counter() - started > SLOWEST_OF_INTEREST_S:
                slow.add((attack.name, kind))
        else:
            kind = next(kinds)
            report = grade(exercises[kind], honest[kind], runner=host)
            assert report.status is Status.PASSED, (number, report.reason, report.checks)
            times.append(time.perf_counter() - started)
        if number % max(1, count // 20) == 0:
            samples.append(sample(host.pid, number, times))
            times.clear()
    return samples


def sample(pid: int, count: int, times: list[float]) -> Sample:
    pids = below(pid)
    made = Sample(
        count,
        statistics.median(times) * 1000,
        1 + len(pids),
        sum(len(list(Path(f"/proc/{one}/fd").iterdir())) for one in (pid, *pids) if Path(f"/proc/{one}/fd").exists()),
        resident_mb(pid),
        sum(map(resident_mb, pids)),
    )
    print(
        f"{made.count:7} submissions  {made.honest_ms:6.2f} ms  {made.processes} processes  {made.files:3} files "
        f" host {made.host_mb:5.1f} MB  sandbox {made.others_mb:5.1f} MB",
        flush=True,
    )
    return made


def below(pid: int) -> list[int]:
    """The worker's processes, but for those that are ending."""
    found: list[int] = []
    todo = [pid]
    while todo:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{todo.pop()}/task").iterdir():
                children = list(map(int, (task / "children").read_text(encoding="ascii").split()))
                todo += children
                found += [child for child in children if resident_mb(child) > 0]
    return found


def resident_mb(pid: int) -> float:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    return 0.0


def judge(samples: list[Sample]) -> int:
    """Compare the second quarter with the last one."""
    quarter = len(samples) // 4
    early, late = samples[quarter : 2 * quarter], samples[-quarter:]
    status = 0
    for name in ("honest_ms", "processes", "files", "host_mb"):
        before = statistics.median(getattr(one, name) for one in early)
        after = statistics.median(getattr(one, name) for one in late)
        # After an attack that took much, the allocator keeps some of it: a step, and no slope.
        grew = after > before * ALLOWED_GROWTH and after > before + (ONE_STEP_MB if name == "host_mb" else 0)
        status |= grew
        print(f"{name:10} {before:8.2f} -> {after:8.2f}  {'GREW' if grew else 'flat'}")
    return status


if __name__ == "__main__":
    sys.exit(main())
