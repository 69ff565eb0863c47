"""Frames and values: what goes in comes out, and what is malformed is refused without harm."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.model import Opaque
from grader.sandbox import protocol
from grader.sandbox.probes import make_opaque

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
    | st.complex_numbers(allow_nan=False),
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(st.text() | st.integers() | st.tuples(st.integers()), inner)
        | st.frozensets(st.integers() | st.text())
        | st.sets(st.integers())
    ),
    max_leaves=30,
)


def round_trip(value: Any) -> Any:
    message = protocol.unpack(protocol.pack({"v": protocol.encode(value)})[protocol.HEADER.size :])
    return protocol.decode(message["v"], make_opaque)


@given(PLAIN)
def test_plain_values_survive_with_their_exact_types(value: Any) -> None:
    assert repr(round_trip(value)) == repr(value) or round_trip(value) == value
    assert type(round_trip(value)) is type(value)


def test_not_a_number_survives() -> None:
    assert math.isnan(round_trip(math.nan))


def test_bytearrays_and_negative_zero_survive() -> None:
    assert round_trip(bytearray(b"ab")) == bytearray(b"ab")
    assert math.copysign(1, round_trip(-0.0)) == -1


class AlwaysEqual:
    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 1


class Text(str):
    __slots__ = ()


class Number(int):
    pass


@pytest.mark.parametrize("value", [AlwaysEqual(), Text("a"), Number(3), object(), ValueError("x"), range(3)])
def test_what_is_not_plain_becomes_opaque_and_equals_nothing(value: Any) -> None:
    got = round_trip(value)
    assert type(got) is Opaque
    assert got.type == type(value).__name__
    assert got != value
    assert got != got  # noqa: PLR0124 - that it does not even equal itself is the point


def test_opaque_inside_a_container_makes_the_container_unequal() -> None:
    assert round_trip([1, AlwaysEqual()]) != [1, 2]


def test_addresses_do_not_show() -> None:
    assert round_trip(object()).repr == "<object object>"


def test_a_repr_that_raises_is_named() -> None:
    class Bad:
        def __repr__(self) -> str:
            raise KeyboardInterrupt

    assert round_trip(Bad()).repr == "<Bad whose repr() raised KeyboardInterrupt>"


def test_the_same_set_gives_the_same_bytes() -> None:
    assert json.dumps(protocol.encode({"a", "b", "c"})) == json.dumps(protocol.encode({"c", "b", "a"}))


def test_too_deep_and_self_containing_values_become_opaque() -> None:
    loop: list[Any] = []
    loop.append(loop)
    assert "..." in json.dumps(protocol.encode(loop))
    round_trip(loop)


def test_too_large_an_integer_becomes_opaque() -> None:
    longest_that_python_writes = 1 << 13_999
    assert type(round_trip(1 << 500_000)) is Opaque
    assert str(round_trip(longest_that_python_writes)) == str(longest_that_python_writes)


def test_too_many_items_become_opaque() -> None:
    form = protocol.encode([1] * (protocol.MAX_NODES + 10))
    assert form[-1]["$"] == "o"


@pytest.mark.parametrize(
    "form",
    [
        {"a": 1},
        {"$": "t"},
        {"$": "t", "v": 3},
        {"$": "d", "v": [[1]]},
        {"$": "d", "v": [[[], 1]]},
        {"$": "s", "v": [[1]]},
        {"$": "i", "v": "xyz"},
        {"$": "i", "v": 3},
        {"$": "f", "v": "1.0"},
        {"$": "c", "v": "x"},
        {"$": "b", "v": "***"},
        {"$": "o", "v": "x"},
        {"$": "o", "v": ["x", 1]},
        {"$": "p", "v": {}},
        {"$": "nope", "v": 1},
        {"$": [], "v": 1},
        object(),
    ],
)
def test_malformed_values_are_refused(form: Any) -> None:
    with pytest.raises(protocol.ProtocolError):
        protocol.decode(form, make_opaque)


def test_an_integer_too_long_to_convert_is_refused() -> None:
    with pytest.raises(protocol.ProtocolError):
        protocol.decode({"$": "i", "v": "0x" + "f" * 200_000}, make_opaque)


def test_nesting_and_counts_are_capped_on_arrival() -> None:
    form: Any = []
    for _ in range(protocol.MAX_DEPTH + 5):
        form = [form]
    with pytest.raises(protocol.ProtocolError):
        protocol.decode(form, make_opaque)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"1",
        b"{",
        b"\xff",
        b'{"a": NaN}',
        b"[" * 500_000,
        b'{"a": ' + b"9" * 100_000 + b"}",
        b'{"a":' * 100_000,
    ],
)
def test_malformed_frames_are_refused(body: bytes) -> None:
    with pytest.raises(protocol.ProtocolError):
        protocol.unpack(body)


@given(st.binary(max_size=200))
def test_arbitrary_bytes_never_do_more_than_be_refused(body: bytes) -> None:
    try:
        message = protocol.unpack(body)
    except protocol.ProtocolError:
        return
    assert type(message) is dict


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
        | st.fixed_dictionaries({"$": st.sampled_from("tdszbyifcop"), "v": inner})
    ),
    max_leaves=20,
)


@given(JSON)
def test_arbitrary_forms_never_do_more_than_be_refused(form: Any) -> None:
    try:
        protocol.decode(form, make_opaque)
    except protocol.ProtocolError:
        return


def test_frames_over_the_limit_are_refused_on_both_sides() -> None:
    with pytest.raises(protocol.ProtocolError):
        protocol.pack({"v": "x" * protocol.MAX_FRAME})
    with pytest.raises(protocol.ProtocolError):
        protocol.frame_size(b"\xff\xff\xff\xff")
