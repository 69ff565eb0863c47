"""Faults of the grader's own processes and of the machine: a submission is ungraded or graded again, never a zero."""

from __future__ import annotations

import os
import resource
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from attack_files import COURSE

from grader.catalogue import render_solution
from grader.checks.client import CheckHost
from grader.grade import grade
from grader.model import Exercise, Report, Status, Submission

WAITS = "import signal\n\nsignal.sigwait([signal.SIGUSR1])\n"
"""Keeps the grader busy for as long as real time may be used up."""
PATIENCE_S = 20.0


def below(pid: int) -> list[int]:
    found: list[int] = []
    todo = [pid]
    while todo:
        try:
            for task in Path(f"/proc/{todo.pop()}/task").iterdir():
                children = list(map(int, (task / "children").read_text(encoding="ascii").split()))
                todo += children
                found += children
        except OSError:
            continue
    return found


def wait_for(pid: int, count: int) -> list[int]:
    """The processes below ``pid`` once there are that many."""
    deadline = time.monotonic() + PATIENCE_S
    while len(found := below(pid)) < count:
        assert time.monotonic() < deadline, found
        select.select([], [], [], 0.01)
    return found


def wait_for_another(pid: int, known: list[int]) -> None:
    """Until there is a process below ``pid`` that is not among those known."""
    deadline = time.monotonic() + PATIENCE_S
    while set(below(pid)) <= set(known):
        assert time.monotonic() < deadline, known
        select.select([], [], [], 0.01)


def grade_in_the_background(exercise: Exercise, host: CheckHost) -> tuple[threading.Thread, list[Report]]:
    reports: list[Report] = []
    submission = Submission(WAITS, "waits.py", "v")
    thread = threading.Thread(target=lambda: reports.append(grade(exercise, submission, runner=host)))
    thread.start()
    return thread, reports


@pytest.fixture
def host(exercises: dict[str, Exercise]) -> CheckHost:
    host = CheckHost("best")
    solution = Submission(render_solution(exercises["script"]), "right.py", "v")
    assert grade(exercises["script"], solution, runner=host).status is Status.PASSED
    return host


@pytest.mark.parametrize("victim", ["host", "zygote"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
def test_a_process_of_ours_that_dies(
    victim: str, number: signal.Signals, exercises: dict[str, Exercise], host: CheckHost
) -> None:
    exercise = exercises["script"]
    with host:
        at_rest = below(host.pid)
        thread, reports = grade_in_the_background(exercise, host)
        # Not before the learner's process is there: a host that is found dead is started anew, by that thread.
        wait_for_another(host.pid, at_rest)
        os.kill(host.pid if victim == "host" else at_rest[0], number)
        thread.join()
        (report,) = reports
        assert report.status is Status.UNGRADED, report
        assert report.reason
        solution = Submission(render_solution(exercise), "right.py", "v")
        assert grade(exercise, solution, runner=host).status is Status.PASSED


@pytest.mark.parametrize("limits", [{"RLIMIT_NOFILE": 8}, {"RLIMIT_AS": 60 << 20}, {"RLIMIT_FSIZE": 0}])
def test_a_machine_without_room(limits: dict[str, int], exercises: dict[str, Exercise], host: CheckHost) -> None:
    exercise = exercises["script"]
    solution = Submission(render_solution(exercise), "right.py", "v")
    with host:
        for name, value in limits.items():
            kind = getattr(resource, name)
            resource.prlimit(host.pid, kind, (value, resource.prlimit(host.pid, kind)[1]))
        report = grade(exercise, solution, runner=host)
        assert report.status in (Status.UNGRADED, Status.PASSED), report
        if report.status is Status.UNGRADED:
            assert report.reason
        os.kill(host.pid, signal.SIGKILL)
        assert [grade(exercise, solution, runner=host).status for _ in range(2)][-1] is Status.PASSED


@pytest.mark.parametrize(  # one that comes while Python starts or ends finds nobody to turn it into an exit code
    ("number", "codes"),
    [(signal.SIGINT, {130, -signal.SIGINT}), (signal.SIGTERM, {130, 143, -signal.SIGTERM})],
)
def test_a_signal_to_the_command(number: signal.Signals, codes: set[int], tmp_path: Path) -> None:
    path = tmp_path / "say_hello.py"
    path.write_text(WAITS, encoding="utf-8")
    command = [sys.executable, "-m", "grader", "--course", str(COURSE), "check", "--exercise", "say-hello", str(path)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    ours = wait_for(process.pid, 3)
    process.send_signal(number)
    out, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode in codes, err.decode()
    assert b"Traceback" not in err
    assert b"\x1b[?25l" not in out + err
    deadline = time.monotonic() + PATIENCE_S
    while any(Path(f"/proc/{pid}").exists() for pid in ours) and time.monotonic() < deadline:
        select.select([], [], [], 0.01)
    assert not [pid for pid in ours if Path(f"/proc/{pid}").exists()]
