from __future__ import annotations

import json
import math
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from check_fakes import exercise
from hypothesis import given, settings
from hypothesis import strategies as st
from test_redact import full

from grader.checks import wire
from grader.checks.plan import Plan, Verdicts
from grader.checks.wire import Wire, WireError, decode, encode
from grader.model import (
    Check,
    CheckResult,
    CheckStatus,
    Comparison,
    Ending,
    Evidence,
    Isolation,
    Observation,
    Opaque,
    ProbeEvent,
    TaskInfo,
    Trace,
)

_numbers = st.integers() | st.floats(allow_nan=False) | st.complex_numbers(allow_nan=False)
_atoms = st.none() | st.booleans() | _numbers | st.text() | st.binary()
_keys = st.none() | st.integers() | st.text() | st.tuples(st.text())
_plain = st.recursive(
    _atoms,
    lambda inner: (
        st.lists(inner) | st.tuples(inner) | st.dictionaries(_keys, inner) | st.sets(_keys) | st.frozensets(_keys)
    ),
    max_leaves=20,
)


def crossed(kind: type[Any], value: Any) -> Any:
    return decode(kind, json.loads(json.dumps(encode(value))))


@settings(deadline=None, database=None, derandomize=True)
@given(_plain)
def test_plain_data_arrives_as_it_was(value: object) -> None:
    arrived = crossed(Observation, Observation(Ending.RETURNED, returned=value)).returned
    assert arrived == value
    assert type(arrived) is type(value)


def test_everything_that_a_run_can_show_arrives() -> None:
    observation = full("text \ud800\0")
    arrived = crossed(Observation, observation)
    assert str(arrived) == str(observation)
    assert type(arrived.returned[2]) is Opaque
    assert type(arrived.trace.events[0].kind) is type(observation.trace.events[0].kind)


def test_awkward_numbers_arrive() -> None:
    values = [2**63, -(2**70), math.inf, -0.0]
    assert repr(crossed(Observation, Observation(Ending.RETURNED, returned=values)).returned) == repr(values)
    assert math.isnan(crossed(ProbeEvent, ProbeEvent(0.0, "enter", "a", 0, (math.nan,))).args[0])


def test_results_and_plans_arrive() -> None:
    result = CheckResult(
        "test_x", "X", CheckStatus.FAILED, 0, 1.5, Evidence.TRACE, "no", Comparison("==", "1", "2"), (full("x"),), True
    )
    verdicts = Verdicts((result, result), {"test_x": (Evidence.VALUE, Evidence.TRACE)}, {"test_y": "broke"})
    assert str(crossed(Verdicts, verdicts)) == str(verdicts)
    plan = Plan.of(exercise(Path("x.py"), "test_x", Check("test_y", "Y", requires=("test_x",), message="m")))
    assert crossed(Plan, plan) == plan


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        (Isolation, None),
        (Isolation, ["strict"]),
        (Isolation, [1, []]),
        (Isolation, ["strict", "no list"]),
        (Isolation, ["strict", [1]]),
        (Comparison, ["==", "1", None]),
        (Trace, [[["T1"], ["name"], ["main"], [1, 2]], []]),
        (Trace, [[], [["T1"], [1], ["main"], [None]]]),
        (Trace, [[], ["no column"]]),
        (TaskInfo, ["T1", "a", "b", "3"]),
        (ProbeEvent, [0.0, "enter", "a", 0, [{"$": "p", "v": {}}]]),
        (ProbeEvent, [0.0, "enter", "a", 0, [{"$": "o", "v": ["a"]}]]),
        (ProbeEvent, [0.0, "enter", "a", 0, [{"no": "value"}]]),
        (ProbeEvent, [True, "enter", "a", 0, []]),
        (Verdicts, [[], {"test_x": ["hearsay"]}, {}]),
        (Verdicts, [[], [], {}]),
    ],
)
def test_what_does_not_fit_the_type_is_refused(kind: type[Any], form: Any) -> None:
    with pytest.raises(WireError, match=f"not a {kind.__name__}"):
        decode(kind, form)


def test_only_known_types_cross() -> None:
    with pytest.raises(TypeError, match="cannot cross"):
        encode(object())
    with pytest.raises(WireError):
        decode(object, 1)


@pytest.fixture
def ends() -> Iterator[tuple[Wire, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Wire(ours, patience=5.0), theirs


def test_messages_and_beats_cross(ends: tuple[Wire, socket.socket]) -> None:
    here, there = ends[0], Wire(ends[1])
    here.send({"a": "\ud800"})
    here.beat()
    assert (there.receive(), there.receive()) == ({"a": "\ud800"}, None)
    here.close()
    with pytest.raises(EOFError):
        there.receive()


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[]", b"[" * 100_000])
def test_a_message_that_is_none_is_refused(ends: tuple[Wire, socket.socket], body: bytes) -> None:
    ends[1].sendall(struct.pack("!I", len(body)) + body)
    with pytest.raises(WireError):
        ends[0].receive()


def test_messages_have_a_largest_size(ends: tuple[Wire, socket.socket], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "MAX_FRAME", 10)
    with pytest.raises(WireError, match="over the limit of 10"):
        ends[0].send({"a": "long enough"})
    ends[1].sendall(struct.pack("!I", 11))
    with pytest.raises(WireError, match="over the limit of 10"):
        ends[0].receive()
