"""The end of a program that could never finish: the exception that ends it, and the report of who waits for what."""

from __future__ import annotations

import asyncio
import asyncio.runners
import asyncio.tasks
import types
from collections.abc import Iterable
from typing import Any, Final, NoReturn

from grader.sandbox.inside import naming, waits
from grader.sandbox.inside.clock import VirtualClock
from grader.sandbox.inside.trace import Recorder, TaskEntry

_AFTER_TURNS: Final = 1_000
_AFTER_JUMPS: Final = 1_000
_AFTER_SECONDS: Final = 60.0
_TRIES: Final = 20
_ENTRIES: Final = ("run_forever", "run_until_complete", "run")


class Standstill(BaseException):
    """Raised into the program when the run is over; not an ``Exception``, so that ``except Exception`` lets it pass.

    ``ending`` is ``deadlock``, ``never-ends``, ``busy-loop``, ``waiting-on-network`` or ``waiting-on-signal``.
    """

    def __init__(self, ending: str) -> None:
        super().__init__(ending)
        self.ending = ending


class Judge:
    """Decides that a run cannot go on, keeps the first such decision, and goes on raising for a program that swallows
    it.

    After the first decision the program may tidy up (``finally`` blocks, ``asyncio.run`` cancelling what is left)
    within small limits. After some more it gets no turn at all; a program that eats even that is ended from outside, by
    its limit of processor time.
    """

    def __init__(self, recorder: Recorder, clock: VirtualClock) -> None:
        self._recorder = recorder
        self._clock = clock
        self.reset(0.0, 0, 0)

    def reset(self, virtual_s: float, max_turns: int, max_jumps: int) -> None:
        """Begin anew, with the run's limits: seconds of loop time, turns at one instant, jumps of the clock."""
        self.horizon = virtual_s
        self.max_turns = max_turns
        self.max_jumps = max_jumps
        self.ending: str | None = None
        self.report: dict[str, Any] | None = None
        self._tries = 0

    @property
    def hopeless(self) -> bool:
        """Whether the program has swallowed the end so often that it gets no further turn."""
        return self._tries >= _TRIES

    def check_clock(self, loop: Any, frame: types.FrameType | None = None) -> None:
        """End the run if its clock has passed the horizon or jumped too often; the arguments are those of ``stop``."""
        if self._clock.now > self.horizon or self._clock.jumps > self.max_jumps:
            self.stop("never-ends", loop, frame)

    def stop(self, ending: str, loop: Any, frame: types.FrameType | None = None) -> NoReturn:
        """Decide for ``ending`` and raise ``Standstill``; ``frame`` is a frame inside the running loop, where there is
        one."""
        self._tries += 1
        if self.ending is None:
            self.ending = ending
            self.report = build_report(self._recorder, self._clock.now, loop, frame)
            self._recorder.stop()
            self.horizon = self._clock.now + _AFTER_SECONDS
            self.max_turns = _AFTER_TURNS
            self.max_jumps = self._clock.jumps + _AFTER_JUMPS
        raise Standstill(self.ending)


def build_report(recorder: Recorder, now: float, loop: Any, frame: types.FrameType | None) -> dict[str, Any]:
    """The JSON form of ``model.Standstill``: what each pending task of ``loop`` waits for, and who entered the loop."""
    report: dict[str, Any] = {
        "time": now,
        "waits": [],
        "cycles": [],
        "entry": None,
        "entry_line": None,
        "entry_waits": None,
    }
    if loop is not None:
        pending = _pending(loop)
        readings = [(entry, waits.read(task, recorder.filename)) for entry, task in pending]
        report["waits"] = [_wait(entry, reading, recorder) for entry, reading in readings]
        report["cycles"] = _cycles(_arrows(readings))
    report["entry"], report["entry_line"], future = find_entry(recorder, frame)
    if isinstance(future, waits.FUTURE_TYPE) and not isinstance(future, waits.TASK_TYPE) and not future.done():
        report["entry_waits"] = _entry_wait(future, recorder, frame)
    return report


def _pending(loop: Any) -> list[tuple[TaskEntry, Any]]:
    found = [(getattr(task, "_trace_entry", None), task) for task in asyncio.tasks.all_tasks(loop)]
    return sorted(((entry, task) for entry, task in found if entry is not None), key=lambda pair: pair[0].number)


def find_entry(recorder: Recorder, frame: types.FrameType | None) -> tuple[str | None, int | None, Any]:
    """The call by which the learner's code got the loop to run, its line, and what ``run_until_complete`` waits for."""
    entry, future = None, None
    while frame is not None and not recorder.is_learners(frame):
        code = frame.f_code
        if code.co_name in _ENTRIES:
            entry = code.co_name
            if entry == "run_until_complete":
                future = frame.f_locals.get("future")
        frame = frame.f_back
    return entry, None if frame is None else frame.f_lineno, future


# ------------------------------------------------------------------------------------------------------ one wait


def _wait(entry: TaskEntry, reading: waits.Reading, recorder: Recorder) -> dict[str, Any]:
    variable = reading.variable
    wait: dict[str, Any] = {
        "task": entry.key,
        "name": entry.shown,
        "line": reading.line,
        "primitive": reading.primitive,
        "text": _text(reading, variable),
        "variable": variable,
        "owner": None,
        "owner_line": None,
        "owner_finished": False,
        "unfinished": None,
        "target": ",".join(_key(future) for future in reading.futures) or None,
        "created_line": None,
    }
    owner = owner_of(reading.thing)
    if owner is not None:
        wait["owner"], wait["owner_line"] = owner.key, owner.line
        task = recorder.tasks.get(owner.key)
        if task is not None:
            wait["owner_finished"] = task.finished
            wait["text"] += f" by {naming.plain(task.shown)}{', which has ended' if task.finished else ''}"
    if reading.primitive.startswith("Queue."):
        wait["unfinished"] = getattr(reading.thing, "_unfinished_tasks", None)
    if reading.primitive in ("future", "task") and reading.futures:
        wait["created_line"] = _created_line(reading.futures[0])
    return wait


def _entry_wait(future: Any, recorder: Recorder, frame: types.FrameType | None) -> dict[str, Any]:
    while frame is not None and not recorder.is_learners(frame):
        frame = frame.f_back
    learners = (frame,) if frame is not None else ()
    reading = waits.Reading(
        None if frame is None else frame.f_lineno, waits.of_future(future), None, (future,), learners, {}
    )
    wait = _wait(TaskEntry("", 0, "", "", None), reading, recorder)
    wait["task"], wait["name"] = "", "main program"
    return wait


class LockOwner:
    """Which task holds a lock, and on which line it took it."""

    __slots__ = ("key", "line")

    def __init__(self, key: str, line: int | None) -> None:
        self.key = key
        self.line = line


def owner_of(thing: Any) -> LockOwner | None:
    """Who holds ``thing``, where it is a lock."""
    owner = getattr(thing, "__dict__", {}).get("_held_by") if isinstance(thing, asyncio.Lock) else None
    return owner if isinstance(owner, LockOwner) else None


def _key(future: Any) -> str:
    entry = getattr(future, "_trace_entry", None)
    return "future" if entry is None else str(entry.key)


def _created_line(future: Any) -> int | None:
    entry = getattr(future, "_trace_entry", None)
    return None if entry is None else entry.line


def _shown(future: Any) -> str:
    entry = getattr(future, "_trace_entry", None)
    if isinstance(entry, TaskEntry):
        return f"task {entry.shown}"
    line = _created_line(future)
    return "a future" if line is None else f"the future created on line {line}"


def _text(reading: waits.Reading, variable: str | None) -> str:
    thing = type(reading.thing).__name__ if reading.thing is not None else ""
    what = variable if variable and variable.lower() == thing.lower() else f"{thing} {variable or ''}".strip()
    listed = ", ".join(_shown(future) for future in reading.futures)
    unfinished = getattr(reading.thing, "_unfinished_tasks", 0)
    texts = {
        "Lock": f"{what} to be released",
        "Event": f"{what} to be set",
        "Condition": f"notify() on {what}",
        "Semaphore": f"a permit of {what}",
        "Barrier": f"more parties at {what}",
        "Queue.get": f"an item from {what}",
        "Queue.put": f"a free slot in {what}",
        "Queue.join": f"task_done() for {unfinished} unfinished item{'s' * (unfinished != 1)} of {what}",
        "sleep": f"sleep({_delay(reading.local)}) to end",
        "ready": "nothing: it is ready to run",
        "stream": f"{'room in' if thing.endswith('Writer') else 'data from'} {what}" if thing else "a connection",
        "socket": "a socket",
        "server": f"{what} to be closed",
        "subprocess": "a child process",
        "thread": "a worker thread",
        "gather": f"gather of {listed}",
        "wait": f"wait of {listed}",
        "TaskGroup": f"the tasks of a TaskGroup: {listed}",
        "as_completed": f"the next of {listed}",
    }
    return naming.plain(texts.get(reading.primitive, listed))


def _delay(local: dict[str, Any]) -> str:
    delay = local.get("delay")
    return f"{delay:g}" if type(delay) in (int, float) else "..."


# -------------------------------------------------------------------------------------------------------- circles


def _arrows(readings: Iterable[tuple[TaskEntry, waits.Reading]]) -> dict[str, list[str]]:
    """From each pending task to the tasks without which it cannot go on."""
    arrows: dict[str, list[str]] = {}
    for entry, reading in readings:
        owner = owner_of(reading.thing)
        targets = [_key(future) for future in reading.futures if isinstance(future, waits.TASK_TYPE)]
        arrows[entry.key] = [owner.key] if owner is not None else targets
    return arrows


def _cycles(arrows: dict[str, list[str]]) -> list[list[str]]:
    """The circles, each once and from its task with the lowest number on: the arrows are in order."""
    cycles: list[list[str]] = []
    known: set[frozenset[str]] = set()
    for start in arrows:
        path = _path_back(start, arrows)
        if path and frozenset(path) not in known:
            known.add(frozenset(path))
            cycles.append(path)
    return cycles


def _path_back(start: str, arrows: dict[str, list[str]]) -> list[str]:
    """A shortest way from ``start`` along the arrows to ``start`` again; empty if there is none."""
    paths = [[start]]
    visited: set[str] = set()
    while paths:
        path = paths.pop(0)
        for target in arrows.get(path[-1], ()):
            if target == start:
                return path
            if target not in visited:
                visited.add(target)
                paths.append([*path, target])
    return []
