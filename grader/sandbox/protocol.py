"""What crosses between the trusted side and the sandbox, and how: frames of JSON, and plain data inside them.

Both sides import this module (in the sandbox it is one of the few that exist), so it needs the standard library only.

A frame is four bytes of length, big-endian, then that many bytes of JSON, an object. Values travel in an encoding of
their own, because JSON knows fewer types than Python: ``None``, booleans, 64-bit integers, finite floats, strings and
lists stand for themselves, everything else is ``{"$": tag, "v": ...}``. Only exact built-in types are plain data: an
instance of a subclass, and whatever else is not plain, becomes an opaque value that carries its type's name and its
``repr``.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
import re
import struct
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

VERSION: Final = 1
HEADER: Final = struct.Struct("!I")
MAX_FRAME: Final = 8 << 20
"""The largest frame, in bytes, that either side accepts."""
MAX_PARTS: Final = 1_000_000
"""The most values that one frame holds, about."""
MAX_DEPTH: Final = 50
MAX_NODES: Final = 200_000
MAX_REPR: Final = 500
_TAGGED: Final = {"$", "v"}
_MAX_DIRECT_INT: Final = 1 << 63
_MAX_INT_BITS: Final = 14_000  # Python refuses to write longer ones as text, which no check should have to expect
_MAX_LARGE_INTS: Final = 1_000
_MAX_SAME_HASH: Final = 50
_SMALL_BODY: Final = 1 << 20


_ADDRESS: Final = re.compile(r" at 0x[0-9a-fA-F]+")


class ProtocolError(Exception):
    """What arrived is not a frame or not a value of this protocol."""


def pack(message: dict[str, Any]) -> bytes:
    """A frame that holds ``message``; ``ProtocolError`` if it would be too large."""
    body = json.dumps(message, separators=(",", ":"), allow_nan=False).encode("ascii")
    if len(body) > MAX_FRAME:
        raise ProtocolError(f"a message of {len(body)} bytes is over the limit of {MAX_FRAME}")
    if len(body) > _SMALL_BODY:
        _check_count(body)
    return HEADER.pack(len(body)) + body


def frame_size(header: bytes) -> int:
    """The length that a frame's header announces; ``ProtocolError`` if it is over the limit."""
    (size,) = HEADER.unpack(header)
    if size > MAX_FRAME:
        raise ProtocolError(f"a frame of {size} bytes is over the limit of {MAX_FRAME}")
    return int(size)


def unpack(body: bytes) -> dict[str, Any]:
    """The message in a frame's body; ``ProtocolError`` if it is not a JSON object."""
    if len(body) > _SMALL_BODY:
        _check_count(body)
    try:
        message = _DECODER.decode(body.decode("ascii"))
    except (ValueError, RecursionError, MemoryError) as error:
        raise ProtocolError(f"not JSON: {type(error).__name__}") from None
    if type(message) is not dict:
        raise ProtocolError("not a JSON object")
    return message


def _check_count(body: bytes) -> None:
    """A value of three bytes, as an empty list, takes eighty in memory: so their number has a limit of its own."""
    if body.count(b",") + body.count(b"[") + body.count(b"{") > MAX_PARTS:
        raise ProtocolError(f"a message of more than {MAX_PARTS} parts")


def _refuse_constant(name: str) -> None:
    raise ProtocolError(f"{name} is not JSON")


_DECODER: Final = json.JSONDecoder(parse_constant=_refuse_constant)


# ------------------------------------------------------------------------------------------------------- values


def encode(value: object, wrap: Callable[[object], dict[str, Any] | None] | None = None) -> Any:
    """The JSON form of ``value``.

    ``wrap`` may give the form of objects that are not plain data (it answers ``None`` for those it does not know).
    A value that is too deep, too large or not plain becomes opaque where it stands; this function does not raise.
    """
    return _Encoder(wrap).encode(value, 0)


class _Encoder:
    __slots__ = ("large_ints", "nodes", "wrap")

    def __init__(self, wrap: Callable[[object], dict[str, Any] | None] | None) -> None:
        self.wrap = wrap
        self.nodes = 0
        self.large_ints = 0

    def encode(self, value: object, depth: int) -> Any:
        kind = type(value)
        if value is None or kind is bool or kind is str:
            return value
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            return {"$": "o", "v": [kind.__name__, "..."]}
        if kind is int or kind is float:
            form = _encode_number(value)  # type: ignore[arg-type]  # the exact type was just tested
            if kind is int and form is not value:
                self.large_ints += 1
                if self.large_ints > _MAX_LARGE_INTS:
                    return {"$": "o", "v": ["int", "..."]}
            return form
        if kind is list or kind is tuple or kind is dict or kind is set or kind is frozenset:
            return self._encode_container(value, depth + 1)
        return self._encode_other(value)

    def _encode_container(self, value: Any, depth: int) -> Any:
        kind = type(value)
        if kind is list:
            return [self.encode(item, depth) for item in value]
        if kind is tuple:
            return {"$": "t", "v": [self.encode(item, depth) for item in value]}
        if kind is dict:
            return {"$": "d", "v": [[self.encode(k, depth), self.encode(v, depth)] for k, v in value.items()]}
        # Sets have no order of their own: the same set must always give the same bytes.
        items = sorted((self.encode(item, depth) for item in value), key=json.dumps)
        return {"$": "s" if kind is set else "z", "v": items}

    def _encode_other(self, value: object) -> Any:
        kind = type(value)
        if kind is bytes or kind is bytearray:
            text = base64.b64encode(value).decode("ascii")  # type: ignore[arg-type]  # bytes-like, as tested
            return {"$": "b" if kind is bytes else "y", "v": text}
        if kind is complex:
            return {"$": "c", "v": repr(value)}
        if self.wrap is not None:
            form = self.wrap(value)
            if form is not None:
                return form
        return {"$": "o", "v": [kind.__name__, safe_repr(value)]}


def _encode_number(value: float) -> Any:
    if type(value) is int:
        if -_MAX_DIRECT_INT <= value < _MAX_DIRECT_INT:
            return value
        if value.bit_length() > _MAX_INT_BITS:
            return {"$": "o", "v": ["int", f"<an integer of {value.bit_length()} bits>"]}
        return {"$": "i", "v": hex(value)}
    return value if math.isfinite(value) else {"$": "f", "v": repr(value)}


def safe_repr(value: object, limit: int = MAX_REPR) -> str:
    """``repr(value)`` cut to ``limit`` characters; a sentence where the learner's own ``__repr__`` fails."""
    try:
        text = repr(value)
    except BaseException as error:  # a learner's __repr__ may raise anything at all
        return f"<{type(value).__name__} whose repr() raised {type(error).__name__}>"
    text = without_addresses(str.__str__(text)[: 4 * limit])
    return text if len(text) <= limit else text[: limit - 3] + "..."


def without_addresses(text: str) -> str:
    """``text`` without the addresses of objects, which differ from run to run and say nothing."""
    return _ADDRESS.sub("", text)


def decode(form: object, make: Callable[[str, Any], object]) -> Any:
    """The value of a JSON form, in exact built-in types.

    ``make(tag, content)`` makes what is not plain data (tag ``o``: an opaque value, ``p``: a probe). ``ProtocolError``
    if the form is not one that ``encode`` writes.
    """
    return _Decoder(make).decode(form, 0)


class _Decoder:
    __slots__ = ("large_ints", "make", "nodes")

    def __init__(self, make: Callable[[str, Any], object]) -> None:
        self.make = make
        self.nodes = 0
        self.large_ints = 0

    def decode(self, form: object, depth: int) -> Any:
        kind = type(form)
        if form is None or kind is bool or kind is str or kind is int:
            return form
        if kind is float:
            if math.isinf(form):  # type: ignore[arg-type]  # JSON's 1e999; infinity has a form of its own
                raise ProtocolError("a number is too large")
            return form
        self.nodes += 1
        if depth > MAX_DEPTH + 1 or self.nodes > 2 * MAX_NODES:
            raise ProtocolError("a value is too deep or too large")
        if kind is list:
            return [self.decode(item, depth + 1) for item in form]  # type: ignore[attr-defined]  # a list, as tested
        if not isinstance(form, dict) or form.keys() != _TAGGED:
            raise ProtocolError("not a value")
        return self._decode_tagged(form["$"], form["v"], depth + 1)

    def _decode_tagged(self, tag: object, content: Any, depth: int) -> Any:
        if tag in ("o", "p"):
            return self.make(str(tag), content)
        try:
            if tag in ("t", "s", "z"):
                items = [self.decode(item, depth) for item in _expect(list, content)]
                return _CONTAINERS[str(tag)](items)
            if tag == "d":
                pairs = [(self.decode(key, depth), self.decode(value, depth)) for key, value in _expect(list, content)]
                _check_hashes([key for key, _ in pairs])
                return dict(pairs)
            if tag == "i":
                self.large_ints += 1
            if self.large_ints > _MAX_LARGE_INTS:
                raise ProtocolError("too many large integers")
            return _SCALARS[str(tag)](_expect(str, content))
        except (TypeError, ValueError, KeyError, binascii.Error) as error:
            raise ProtocolError(f"not a value: {type(error).__name__}") from None


def _check_hashes(keys: list[Any]) -> None:
    """Refuse keys that were chosen to have the same hash: a table of them takes the square of their number."""
    if len(keys) > _MAX_SAME_HASH and max(Counter(map(hash, keys)).values()) > _MAX_SAME_HASH:
        raise ProtocolError("keys that all have the same hash")


def _set_of(kind: type) -> Callable[[list[Any]], Any]:
    def make(items: list[Any]) -> Any:
        _check_hashes(items)
        return kind(items)

    return make


def _decode_int(text: str) -> int:
    if len(text) > _MAX_INT_BITS // 4 + 4:
        raise ProtocolError("an integer is too large")
    return int(text, 16)


_CONTAINERS: Final[dict[str, Callable[[Any], Any]]] = {
    "t": tuple,
    "s": _set_of(set),
    "z": _set_of(frozenset),
}
_SCALARS: Final[dict[str, Callable[[str], Any]]] = {
    "b": lambda text: base64.b64decode(text, validate=True),
    "y": lambda text: bytearray(base64.b64decode(text, validate=True)),
    "c": complex,
    "f": lambda text: {"inf": math.inf, "-inf": -math.inf, "nan": math.nan}[text],
    "i": _decode_int,
}


def _expect(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise ProtocolError(f"a {kind.__name__} was expected")
    return value
