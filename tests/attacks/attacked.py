"""A grader under attack, and what is looked at after each attack."""

from __future__ import annotations

import contextlib
import io
import json
import select
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from attack_files import BREACH, Attack
from rich.console import Console

from grader.catalogue import render_solution
from grader.checks.client import CheckHost
from grader.errors import GraderFault
from grader.grade import grade
from grader.model import Exercise, Report, Status, Submission
from grader.reports.json_report import report_to_json
from grader.reports.terminal import print_report

MOST_MEMORY_MB = 400
"""What the check host may take at its peak: about forty are its own."""
LONGEST_RUN_S = 4.0
"""Wall seconds that a run may take under limits of 1.5 seconds, with the time to end what it made."""
_PATIENCE_S = 5.0

WITNESS = """\
import os, sys

print(f"Hello, {input()}!")
with open("mine", "w") as file:
    file.write("x")
print(sorted(os.listdir(".")), oct(os.stat(".").st_mode), sorted(os.environ), "BREACH" in dir(), file=sys.stderr)
"""
"""A right answer that also tells in which state it found the sandbox."""


class Attacked:
    """One check host with its sandbox. Grades attacks, and after each the witness on the same worker."""

    def __init__(self, level: str, exercises: Mapping[str, Exercise]) -> None:
        self.level = level
        self.exercises = exercises
        self.host = CheckHost(level)
        for exercise in exercises.values():
            report = grade(exercise, _submission(render_solution(exercise)), runner=self.host)
            if report.status is Status.UNGRADED:
                self.host.close()
                raise GraderFault(report.reason or "")
            assert report.status is Status.PASSED, (exercise.id, report.checks)
        self._look_around()

    def _look_around(self) -> None:
        """Note how things are at rest. A learner's process is another each time; what stays is the grader's own."""
        first = self._processes()
        self._state_seen = self._witness()
        self._staying = first & self._processes()
        self._at_rest = self._left()
        while (now := self._left()) != self._at_rest:
            self._at_rest = now

    def grade(self, attack: Attack, exercise: str) -> Report:
        return self.grade_source(attack.path.read_text(encoding="utf-8"), exercise)

    def grade_source(self, source: str, exercise: str) -> Report:
        """Grade it, and see that the grader is none the worse for it."""
        _forget_peak(self.host.pid)
        report = grade(self.exercises[exercise], _submission(source), runner=self.host)
        if self.host.pid not in self._at_rest:
            self._look_around()
            pytest.fail(f"the check host had to be started anew: {report.reason}")
        self._see_report(report)
        peak = _peak_mb(self.host.pid)
        assert peak < MOST_MEMORY_MB, f"the check host took {peak} MB"
        try:
            assert self._witness() == self._state_seen
            self._comes_to_rest()
        except AssertionError:
            self._look_around()
            raise
        return report

    def _see_report(self, report: Report) -> None:
        """Every renderer copes, and nothing of the program's reaches a terminal as it is."""
        for check in report.checks:
            assert check.score in (0.0, check.max_score)
            for run in check.runs:
                assert run.usage.wall_s < LONGEST_RUN_S, run
                assert BREACH not in run.stdout + run.stderr, run.stdout
        json.dumps(report_to_json(report), allow_nan=False).encode("ascii")
        text = io.StringIO()
        console = Console(file=text, width=100, color_system=None)
        print_report(report, console, verbose=True)
        shown = text.getvalue()
        shown.encode("utf-8")
        assert not [c for c in shown if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or c in "\u202e\u2066"]
        assert len(shown) < 100_000

    def _witness(self) -> str:
        """What an honest program sees that comes next."""
        report = grade(self.exercises["script"], _submission(WITNESS), runner=self.host)
        assert report.status is Status.PASSED, (report.reason, report.checks)
        return report.checks[0].runs[0].stderr

    def _comes_to_rest(self) -> None:
        """Wait until all is as it was: the sandbox may just be closing what it got for the last process."""
        deadline = time.monotonic() + _PATIENCE_S
        while (left := self._left()) != self._at_rest:
            assert time.monotonic() < deadline, (left, self._at_rest)
            select.select([], [], [], 0.005)

    def _processes(self) -> set[int]:
        return {self.host.pid, *_below(self.host.pid)}

    def _left(self) -> dict[int, tuple[int, int]]:
        """The processes of the grader, each with how many files it has open and how many mounts it sees.

        A learner's process is still ending for a moment after its session: what was not there before may take its time.
        """
        deadline = time.monotonic() + _PATIENCE_S
        while self._processes() - self._staying and time.monotonic() < deadline:
            select.select([], [], [], 0.005)
        if self._processes() - self._staying:
            return dict.fromkeys(self._processes(), (-1, -1))
        return {pid: _open_files_and_mounts(pid) for pid in self._staying}

    def close(self) -> None:
        self.host.close()


def _submission(source: str) -> Submission:
    return Submission(source, "attack.py", "v", "learner")


def _below(pid: int) -> list[int]:
    found: list[int] = []
    todo = [pid]
    while todo:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{todo.pop()}/task").iterdir():
                children = list(map(int, (task / "children").read_text(encoding="ascii").split()))
                todo += children
                found += children
    return found


def _open_files_and_mounts(pid: int) -> tuple[int, int]:
    base = Path(f"/proc/{pid}")
    try:
        return len(list((base / "fd").iterdir())), len((base / "mountinfo").read_text("utf-8").splitlines())
    except PermissionError:
        return 0, 0


def _forget_peak(pid: int) -> None:
    with contextlib.suppress(OSError):
        Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")


def _peak_mb(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) >> 10
    return 0
