"""Finds the processes and files that a command left behind (Linux)."""

from __future__ import annotations

import ctypes
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
PATIENCE_MS = 5000
"""How long an orphan may take to end. Only one that stays costs this time."""


@dataclass(frozen=True, slots=True)
class Finished:
    """How a command ended, what it wrote, and what it left: names of processes and paths of files."""

    code: int
    out: str
    err: str
    processes: tuple[str, ...]
    files: tuple[str, ...]


def run_grader(folder: Path, *arguments: str) -> Finished:
    """Runs ``python -m grader`` in ``folder``, with a folder for temporary files of its own beside it."""
    return run_watched(folder, [sys.executable, "-m", "grader", *arguments])


def run_watched(folder: Path, command: list[str], patience_ms: int = PATIENCE_MS) -> Finished:
    """Runs ``command`` in ``folder`` and waits that long, at most, for each process that outlives it."""
    temporary = folder.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    before = _files(folder)
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GRADER_")}
    with _orphans_come_here():
        own = _children()
        done = subprocess.run(
            command,
            cwd=folder,
            env=kept | {"TMPDIR": str(temporary), "COLUMNS": "100"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        left = tuple(name for pid in _children() - own if (name := _outlives(pid, patience_ms)) is not None)
    files = (_files(folder) - before) | _files(temporary)
    return Finished(done.returncode, done.stdout.decode(), done.stderr.decode(), left, tuple(sorted(map(str, files))))


@contextmanager
def _orphans_come_here() -> Iterator[None]:
    """A process whose parent ends becomes a child of this one."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        libc.prctl(_PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def _children() -> set[int]:
    return {int(pid) for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()}


def _outlives(pid: int, patience_ms: int) -> str | None:
    """What the process is if it does not end by itself. It is reaped, or killed and reaped."""
    name = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    watched = os.pidfd_open(pid)
    poll = select.poll()
    poll.register(watched, select.POLLIN)
    stayed = not poll.poll(patience_ms)
    os.close(watched)
    if stayed:
        os.kill(pid, 9)
    os.waitpid(pid, 0)
    return (name or str(pid)) if stayed else None


def _files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if "__pycache__" not in path.parts}
