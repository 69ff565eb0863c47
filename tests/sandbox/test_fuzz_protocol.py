"""Whatever a learner's process may send: a value, or ``ProtocolError``, and nothing else."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from grader.model import ProbeSpec
from grader.sandbox import protocol
from grader.sandbox.observe import observe
from grader.sandbox.probes import ProbeDesk, make_opaque

PRIME = 2**61 - 1
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
TAGS = st.sampled_from([*"tszdibycfop", "", "x", "$"])
FORMS = st.recursive(
    SCALARS | st.integers(-9, 9).map(lambda i: {"$": "i", "v": hex(PRIME * i)}),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.text(max_size=5) | st.sampled_from(["$", "v"]), inner, max_size=4)
        | st.builds(
            lambda tag, value: {"$": tag, "v": value}, TAGS, inner | st.lists(st.lists(inner, max_size=2), max_size=3)
        )
    ),
    max_leaves=30,
)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=5) | st.integers() | st.binary(max_size=3), inner, max_size=5)
    ),
    max_leaves=30,
)
REPORT: dict[str, Any] = {
    "op": "done",
    "ending": "returned",
    "stage": "run",
    "value": None,
    "error": None,
    "exit_code": None,
    "trace": {"events": [[0.0, "clock", None, None, None, {"to": 1.0}]], "tasks": [["T1", "a", "b", 1]]},
    "loop_time": 0.0,
    "standstill": {"time": 0.0, "waits": [], "cycles": [], "entry": None, "entry_line": None, "entry_waits": None},
    "cpu_s": 0.0,
    "peak_mb": 0.0,
    "clean": True,
    "tamper": [],
}


@given(st.binary(max_size=200))
@example(b"[" * 100_000)
@example(b'{"a":' * 100_000)
@example(b"{" + b"[]," * 400_000)
@example(b'{"a":NaN}')
@example(b'{"a":' + b"9" * 5_000 + b"}")
@example(b"\xff")
def test_any_bytes(data: bytes) -> None:
    try:
        message = protocol.unpack(data)
    except protocol.ProtocolError:
        return
    assert type(message) is dict


@given(st.binary(min_size=4, max_size=4))
def test_any_header(header: bytes) -> None:
    try:
        assert 0 <= protocol.frame_size(header) <= protocol.MAX_FRAME
    except protocol.ProtocolError:
        assert int.from_bytes(header, "big") > protocol.MAX_FRAME


@given(FORMS)
@example({"$": "s", "v": [{"$": "i", "v": hex(PRIME * i)} for i in range(2**10, 2**10 + 500)]})
@example({"$": "d", "v": [[{"$": "i", "v": hex(PRIME * i)}, 0] for i in range(2**10, 2**10 + 500)]})
@example([{"$": "i", "v": "0x1"}] * 1_001)
@example({"$": "c", "v": "x"})
@example({"$": [], "v": ""})
@example({"$": "s", "v": [[]]})
def test_any_form(form: Any) -> None:
    try:
        value = protocol.decode(form, make_opaque)
    except protocol.ProtocolError:
        return
    json.dumps(protocol.encode(value))


@given(PLAIN)
def test_plain_data_comes_back_as_it_was(value: Any) -> None:
    message = protocol.unpack(protocol.pack({"value": protocol.encode(value)})[protocol.HEADER.size :])
    assert protocol.decode(message["value"], make_opaque) == value


@given(st.sampled_from([*REPORT]), FORMS, st.sampled_from([None, "events", "tasks", "waits", "cycles", "entry_waits"]))
@settings(max_examples=200)
def test_any_report(key: str, form: Any, inner: str | None) -> None:
    part = REPORT[key]
    changed = {**part, inner: form} if isinstance(part, dict) and inner is not None else form
    try:
        observe({**REPORT, key: changed}, ["x = 1"])
    except protocol.ProtocolError:
        return


@given(st.lists(st.fixed_dictionaries({"op": st.sampled_from(["enter", "idle", "cancelled", "x"])}, optional={
    "probe": st.sampled_from(["a", "b", "c"]) | FORMS,
    "call": st.integers(0, 3) | FORMS,
    "args": st.lists(FORMS, max_size=2) | FORMS,
    "now": st.floats() | FORMS,
    "next": st.floats() | FORMS,
}), max_size=8))  # fmt: skip
def test_any_words_about_probes(messages: list[dict[str, Any]]) -> None:
    desk = ProbeDesk([ProbeSpec("a", (1.0, 2.0)), ProbeSpec("b", sync=True)])
    for message in messages:
        try:
            desk.handle(message)
        except protocol.ProtocolError:
            return
