"""What the learner's process says is checked piece by piece."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.model import Ending, EventKind
from grader.sandbox.observe import observe
from grader.sandbox.protocol import ProtocolError

WAIT = {
    "task": "T1",
    "name": "Task-1:main",
    "line": 2,
    "primitive": "Event",
    "text": "ev to be set",
    "owner_finished": True,
}
ERROR = {
    "type": "ValueError",
    "message": "no",
    "bases": ["ValueError", "Exception"],
    "frames": [["main", 2], ["far", 99]],
    "column": 4,
    "end_column": 9,
    "notes": ["a note"],
    "inner": [],
    "cause": None,
}
REPORT: dict[str, Any] = {
    "op": "done",
    "ending": "deadlock",
    "stage": "run",
    "value": {"$": "t", "v": [1]},
    "error": {**ERROR, "cause": ERROR, "inner": [ERROR]},
    "exit_code": None,
    "trace": {
        "events": [[0.5, "task-created", "T1", None, 3, {"name": "x"}]],
        "tasks": [["T1", "Task-1:main", "main", 3]],
    },
    "loop_time": 1.5,
    "standstill": {
        "time": 1.5,
        "waits": [WAIT],
        "cycles": [["T1", "T2"]],
        "entry": "run",
        "entry_line": 9,
        "entry_waits": WAIT,
    },
    "cpu_s": 0.1,
    "peak_mb": 20,
}
LINES = ["import asyncio", "x = 1"]


def test_an_honest_report_is_taken_over() -> None:
    seen = observe(REPORT, LINES)
    assert seen.ending is Ending.DEADLOCK
    assert seen.returned == (1,)
    assert seen.error is not None
    assert [frame.text for frame in seen.error.frames] == ["x = 1", ""]
    assert seen.error.cause is not None
    assert seen.trace.events[0].kind is EventKind.TASK_CREATED
    assert seen.standstill is not None
    assert seen.standstill.waits[0].owner_finished
    assert seen.standstill.entry_line == 9


def test_missing_parts_are_fine_where_they_may_be() -> None:
    report = {**REPORT, "error": None, "standstill": None, "ending": "returned", "stage": "load"}
    report["trace"] = {"events": [[0, "clock", None, None, None, None]], "tasks": []}
    seen = observe(report, LINES)
    assert seen.error is None
    assert seen.stage == "load"


@pytest.mark.parametrize(
    "ending",
    ["cpu-limit", "wall-limit", "sandbox-fault", "protocol-violation", "crashed", "killed", "output-limit", "nonsense"],
)
def test_what_only_the_outside_can_know_is_refused(ending: str) -> None:
    with pytest.raises(ProtocolError):
        observe({**REPORT, "ending": ending}, LINES)


def _places(form: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = form.items() if isinstance(form, dict) else enumerate(form) if isinstance(form, list) else ()
    return [path, *(place for key, value in items for place in _places(value, (*path, key)))]


@given(
    st.sampled_from(_places(REPORT)[1:]),
    st.sampled_from([None, [], {}, "x", -1, 1e400, True, 1 << 70, [[]], "y" * 10_000]),
)
def test_any_damage_is_refused_or_harmless(path: tuple[Any, ...], junk: Any) -> None:
    report = copy.deepcopy(REPORT)
    place: Any = report
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = junk
    try:
        seen = observe(report, LINES)
    except ProtocolError:
        return
    assert isinstance(seen.ending, Ending)


def test_deeply_nested_causes_are_refused() -> None:
    error: dict[str, Any] = dict(ERROR)
    for _ in range(20):
        error = {**ERROR, "cause": error}
    with pytest.raises(ProtocolError):
        observe({**REPORT, "error": error}, LINES)


def test_too_long_a_trace_is_refused() -> None:
    events = [[0, "clock", None, None, None, None]] * 20_001
    with pytest.raises(ProtocolError):
        observe({**REPORT, "trace": {"events": events, "tasks": []}}, LINES)


@pytest.mark.parametrize("data", [{"a": []}, "text", {"a": {}}])
def test_event_data_is_flat(data: Any) -> None:
    report = {**REPORT, "trace": {"events": [[0, "clock", None, None, None, data]], "tasks": []}}
    with pytest.raises(ProtocolError):
        observe(report, LINES)
