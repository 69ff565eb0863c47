"""Telling a program that sleeps from one that waits for a processor."""

from __future__ import annotations

import os
from pathlib import Path

from grader.sandbox.starved import runnable_without_processor


def thread(proc: Path, pid: int, tid: int, delay_ns: int, *children: int) -> None:
    folder = proc / str(pid) / "task" / str(tid)
    folder.mkdir(parents=True)
    (folder / "schedstat").write_text(f"5000 {delay_ns} 12\n")
    (folder / "children").write_text(" ".join(map(str, children)))


def own(proc: Path, delay_ns: int) -> None:
    (proc / str(os.getpid())).mkdir()
    (proc / str(os.getpid()) / "schedstat").write_text(f"1 {delay_ns} 1\n")


def test_all_threads_of_the_tree_and_this_process_count(tmp_path: Path) -> None:
    own(tmp_path, 1_000_000_000)
    thread(tmp_path, 10, 10, 2_000_000_000, 20)
    thread(tmp_path, 10, 11, 500_000_000)
    thread(tmp_path, 20, 20, 250_000_000)
    assert runnable_without_processor(10, tmp_path) == 3.75


def test_a_process_that_is_gone_is_left_out(tmp_path: Path) -> None:
    own(tmp_path, 0)
    thread(tmp_path, 10, 10, 1_000_000_000, 20)
    assert runnable_without_processor(10, tmp_path) == 1.0


def test_a_system_that_does_not_tell(tmp_path: Path) -> None:
    assert runnable_without_processor(10, tmp_path) is None
    own(tmp_path, 0)
    thread(tmp_path, 10, 10, 0)
    (tmp_path / "10" / "task" / "10" / "schedstat").write_text("")
    assert runnable_without_processor(10, tmp_path) is None
