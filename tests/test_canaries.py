"""Nothing of an exercise's secrets reaches the learner's process: looked for from outside and from inside."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.catalogue import load_exercise
from grader.checks.client import CheckHost
from grader.errors import GraderFault
from grader.grade import grade
from grader.model import Exercise, Report, Submission

SECRETS = ("answer", "message", "hint", "expected", "comment", "assertion", "solution")
CANARIES = {name: f"canary-{name}-{os.urandom(8).hex()}" for name in SECRETS}

EXERCISE = f"""\
format: 1
id: canary
title: Canaries
chapter: 00-canaries
order: 1
difficulty: 1
objectives: [Find nothing]
prompt: Return something.
starter: |
  def answer():
      return ____what____
gaps:
  what: {{answer: "'{CANARIES["answer"]}'", ask: a value}}
hints:
  - {CANARIES["hint"]}
  - more
limits: {{cpu_s: 4, wall_s: 30, memory_mb: 1024}}
checks:
  - {{id: test_answer, title: Returns it}}
misconceptions:
  - id: nothing
    gaps: {{what: None}}
    caught_by: test_answer
    message: {CANARIES["message"]}
"""
CHECKS = f"""\
# {CANARIES["comment"]}
def test_answer(run):
    assert run.call("answer").value == "{CANARIES["expected"]}", "{CANARIES["assertion"]}"
"""

# Each needle arrives in halves, so that the program does not find itself.
SEARCH = """\
import os, sys

NEEDLES = [a + b for a, b in {halves!r}]

def readable_files():
    folders = ["/", "/etc", "/home", "/lib", "/proc", "/root", "/tmp", "/usr/lib", "/usr/local", "/var", os.getcwd()]
    for folder in {{*folders, *sys.path, os.path.dirname(os.__file__)}}:
        for place, folders, names in os.walk(folder):
            for name in names:
                yield os.path.join(place, name)

def answer():
    read, found = 0, []
    for path in readable_files():
        if not path.endswith((".so", ".a")):
            try:
                with open(path, "rb") as file:
                    data = file.read()
            except OSError:
                continue
            read += 1
            found += [path for needle in NEEDLES if needle.encode() in data]
    found += ["environment" for needle in NEEDLES if needle in str(os.environ)]
    print(read, found)
"""

SPIN = """\
def answer():
    while "found by its text":
        pass
"""


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    folder = tmp_path_factory.mktemp("course") / "exercises" / "00-canaries"
    folder.mkdir(parents=True)
    (folder / "canary.yaml").write_text(EXERCISE, encoding="utf-8")
    (folder / "canary_checks.py").write_text(CHECKS, encoding="utf-8")
    solutions = folder.parent.parent / "solutions" / "00-canaries"
    solutions.mkdir(parents=True)
    (solutions / "canary.py").write_text(f"# {CANARIES['solution']}\n", encoding="utf-8")
    return load_exercise(folder / "canary.yaml")


@pytest.fixture(scope="module")
def host() -> Iterator[CheckHost]:
    try:
        with CheckHost("strict") as the_host:
            yield the_host
    except GraderFault as fault:
        pytest.skip(f"no strict isolation here: {fault}")


def submitted(source: str) -> Submission:
    return Submission(source, "canary.py", "v")


def test_the_program_finds_no_canary_in_what_it_can_read(exercise: Exercise, host: CheckHost) -> None:
    halves = [(canary[:9], canary[9:]) for canary in CANARIES.values()]
    report = grade(exercise, submitted(SEARCH.format(halves=halves)), runner=host)
    (run,) = report.checks[0].runs
    count, found = run.stdout.split(maxsplit=1)
    assert int(count) > 500
    assert found == "[]\n"


def test_no_canary_is_in_memory_descriptors_or_environment(exercise: Exercise, host: CheckHost) -> None:
    grade(exercise, submitted("def answer():\n    return 1\n"), runner=host)
    reports: list[Report] = []
    grading = threading.Thread(target=lambda: reports.append(grade(exercise, submitted(SPIN), runner=host)))
    grading.start()
    processes: set[int] = set()
    while grading.is_alive() and not _holds(processes, b"found by its text"):
        processes = _below(host.pid)
    needles = [canary.encode() for canary in CANARIES.values()]
    found = [(pid, needle) for pid in processes for needle in needles if _holds({pid}, needle)]
    seen_in_host = [needle for needle in needles if _holds({host.pid}, needle)]
    grading.join()
    assert processes, "the search came too late"
    assert found == []
    assert CANARIES["expected"].encode() in seen_in_host, "the search finds nothing even where it must"
    assert reports[0].score == 0


def _below(pid: int) -> set[int]:
    """All processes that ``pid`` has started, and theirs."""
    found: set[int] = set()
    todo = [pid]
    while todo:
        try:
            for task in Path(f"/proc/{todo.pop()}/task").iterdir():
                children = {int(child) for child in (task / "children").read_text(encoding="ascii").split()}
                todo += children - found
                found |= children
        except OSError:
            continue
    return found


def _holds(pids: set[int], needle: bytes) -> bool:
    return any(needle in part for pid in pids for part in _contents(pid))


def _contents(pid: int) -> Iterator[bytes]:
    """The memory, the environment and the open files of a process."""
    base = Path(f"/proc/{pid}")
    try:
        yield (base / "environ").read_bytes()
        yield (base / "cmdline").read_bytes()
        for fd in (base / "fd").iterdir():
            if fd.readlink().is_file():
                yield fd.read_bytes()
        maps = (base / "maps").read_text(encoding="utf-8", errors="replace").splitlines()
        with (base / "mem").open("rb", buffering=0) as memory:
            for line in maps:
                bounds, rights = line.split()[:2]
                start, end = (int(part, 16) for part in bounds.split("-"))
                if rights.startswith("r") and "[v" not in line:
                    yield _read(memory.fileno(), start, end - start)
    except OSError:
        return


def _read(fd: int, start: int, size: int) -> bytes:
    try:
        return os.pread(fd, size, start)
    except OSError:
        return b""
