"""Build a bundle for Gradescope, install it as its harness would, and grade with it on half a processor.

    python benchmarks/bundle.py [EXERCISE ...] [--root DIR]

Takes about half a minute and needs an index of packages. The tree under DIR has the shape of their container; given
``--root /`` as root of a machine that may be thrown away, it is the very place.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from grader.catalogue import shipped_course
from grader.course.bundle import BundleOptions, System, make_bundle

METADATA = {"users": [{"id": 1, "name": "Ada", "email": "ada@example.org"}], "previous_submissions": []}


def build(root: Path, exercises: list[str]) -> Path:
    """Write the bundle, and put everything where Gradescope puts it."""
    home = root / "autograder"
    for folder in ("source", "submission", "results"):
        (home / folder).mkdir(parents=True)
    archive = home / "bundle.zip"
    make_bundle(System.GRADESCOPE, shipped_course(), exercises, archive, BundleOptions())
    print(f"bundle: {archive.stat().st_size / 1000:.0f} kB")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(home / "source")
    shutil.copy(home / "source/run_autograder", home / "run_autograder")
    (home / "run_autograder").chmod(0o755)
    (home / "submission_metadata.json").write_text(json.dumps(METADATA), encoding="utf-8")
    return home


def run_on_half_a_processor(home: Path) -> float:
    """Wall seconds of one run beside a program that never rests."""
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(every)})
    busy = subprocess.Popen([sys.executable, "-I", "-S", "-c", "while True: pass"])
    started = time.perf_counter()
    try:
        subprocess.run([home / "run_autograder"], cwd="/", env={"PATH": os.environ["PATH"]}, check=True)
    finally:
        taken = time.perf_counter() - started
        busy.kill()
        busy.wait()
        os.sched_setaffinity(0, every)
    return taken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exercises", nargs="*", default=["hello-stop", "two-tasks"])
    parser.add_argument("--root", type=Path, default=None)
    options = parser.parse_args()
    root = options.root or Path(tempfile.mkdtemp(prefix="bundle-"))
    home = build(root, options.exercises)
    course = shipped_course()
    started = time.perf_counter()
    subprocess.run(["/bin/sh", home / "source/setup.sh"], check=True, stdout=subprocess.DEVNULL)
    print(f"setup.sh: {time.perf_counter() - started:.1f} s, as user {os.getuid()}")
    expected = 0.0
    for name in options.exercises:
        exercise = course.get(name)
        shutil.copy(course.solution_path(exercise), home / "submission")
        expected += exercise.max_score
    taken = [run_on_half_a_processor(home) for _ in range(3)]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    score = json.loads((home / "results/results.json").read_text(encoding="utf-8"))["score"]
    print(
        f"run_autograder on half a processor: {min(taken):.1f} s, largest process {peak:.0f} MB, "
        f"score {score} of {expected:g}"
    )
    if options.root is None:
        shutil.rmtree(root)
    return int(score != expected)


if __name__ == "__main__":
    sys.exit(main())
