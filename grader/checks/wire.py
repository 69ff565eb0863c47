"""What crosses between the check host and its client: frames of JSON, and the core types inside them.

Both ends are the grader's own, but what they carry came from a learner's program: so nothing is pickled, and what
arrives is checked against the types' annotations. A dataclass travels as the list of its fields' values in order.
"""

from __future__ import annotations

import enum
import json
import socket
import struct
import types
import typing
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, cached_property
from operator import attrgetter
from typing import Any, Final, TypeVar

from grader.errors import GraderFault
from grader.model import Opaque
from grader.sandbox import protocol

MAX_FRAME: Final = 64 << 20
"""The largest frame, in bytes, that either end accepts."""
_HEADER: Final = struct.Struct("!I")
_SCALARS: Final = frozenset({type(None), bool, int, float, str})
_SMALL: Final = 1 << 63

_Convert = Callable[[Any], Any]
_T = TypeVar("_T")


class WireError(GraderFault):
    """What arrived is not a message of the check host."""


class Wire:
    """Frames over a socket. An empty frame is a beat: its sender is alive and busy."""

    def __init__(self, sock: socket.socket, patience: float | None = None) -> None:
        """``patience``: wall seconds without any progress after which ``TimeoutError`` is raised."""
        self._socket = sock
        sock.settimeout(patience)

    def send(self, message: Mapping[str, Any]) -> None:
        """Send one message; ``WireError`` if it is too large, ``OSError`` if nobody is there."""
        body = json.dumps(message, separators=(",", ":")).encode("ascii")
        if len(body) > MAX_FRAME:
            raise WireError(f"a message of {len(body)} bytes is over the limit of {MAX_FRAME}")
        self._socket.sendall(_HEADER.pack(len(body)) + body)

    def beat(self) -> None:
        self._socket.sendall(_HEADER.pack(0))

    def receive(self) -> dict[str, Any] | None:
        """The next message, ``None`` for a beat; ``EOFError`` if the other end is gone."""
        try:
            (size,) = _HEADER.unpack(self._read(_HEADER.size))
            if size == 0:
                return None
            if size > MAX_FRAME:
                raise WireError(f"a message of {size} bytes is over the limit of {MAX_FRAME}")
            message = json.loads(self._read(size))
        except (ValueError, RecursionError) as error:
            raise WireError("the check host's message cannot be read") from error
        if type(message) is not dict:
            raise WireError("the check host's message is not an object")
        return message

    def _read(self, size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            chunk = self._socket.recv(min(size - len(data), 1 << 20))
            if not chunk:
                raise EOFError("the other end is gone")
            data += chunk
        return bytes(data)

    def close(self) -> None:
        self._socket.close()


# ------------------------------------------------------------------------------------------------------ core types


def encode(value: Any) -> Any:
    """The JSON form of an instance of a core type."""
    convert = _encoder(typing.cast(Hashable, type(value)))
    return convert(value) if convert is not None else value


def decode(kind: type[_T], form: Any) -> _T:
    """The instance of ``kind`` that ``form`` stands for; ``WireError`` if it stands for none."""
    try:
        made = _decoder(typing.cast(Hashable, kind))(form)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError, protocol.ProtocolError) as error:
        raise WireError(f"not a {kind.__name__}: {type(error).__name__}") from error
    return typing.cast(_T, made)


@cache
def _encoder(kind: Any) -> _Convert | None:  # noqa: PLR0911 - one return for each shape
    """What turns a value annotated with ``kind`` into JSON; ``None`` if it is JSON already."""
    shape, inner = _shape(kind)
    if shape in ("scalar", "enum"):
        return None
    if shape == "any":
        return _encode_any
    if shape == "record":
        return _record_encoder(kind)
    if shape == "table":
        return _table_encoder(inner)
    item = _encoder(inner)
    if shape == "tuple":
        return list if item is None else lambda value: list(map(item, value))
    if shape == "mapping":
        return dict if item is None else lambda value: {key: item(one) for key, one in value.items()} if value else {}
    return None if item is None else lambda value: None if value is None else item(value)


def _shape(kind: Any) -> tuple[str, Any]:  # noqa: PLR0911 - one return for each shape
    """How values annotated with ``kind`` travel, and the type inside."""
    if kind in _SCALARS:
        return "scalar", None
    if kind is Any:
        return "any", None
    if isinstance(kind, type) and issubclass(kind, enum.StrEnum):
        return "enum", None
    if is_dataclass(kind):
        return "record", None
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return ("table" if is_dataclass(arguments[0]) else "tuple"), arguments[0]
    if origin is Mapping:
        return "mapping", arguments[1]
    if origin in (types.UnionType, typing.Union):
        return "optional", next(argument for argument in arguments if argument is not type(None))
    raise TypeError(f"{kind} cannot cross")


class _Fields:
    """What to do with the fields of a dataclass. Looked up late, because a type may hold itself."""

    def __init__(self, kind: Any) -> None:
        self.names = [part.name for part in fields(kind)]
        self.get = attrgetter(*self.names)
        self._kind = kind

    @cached_property
    def hints(self) -> list[Any]:
        hints = typing.get_type_hints(self._kind)
        return [hints[name] for name in self.names]

    @cached_property
    def encoders(self) -> list[tuple[int, _Convert]]:
        """Those fields that are not JSON already, by place."""
        return [(place, part) for place, part in enumerate(map(_encoder, self.hints)) if part is not None]

    @cached_property
    def decoders(self) -> list[_Convert]:
        return list(map(_decoder, self.hints))

    @cached_property
    def column_decoders(self) -> list[_Convert]:
        return list(map(_column_decoder, self.hints))


def _record_encoder(kind: Any) -> _Convert:
    parts = _Fields(kind)

    def convert(value: Any) -> list[Any]:
        form = list(parts.get(value))
        for place, part in parts.encoders:
            form[place] = part(form[place])
        return form

    return convert


def _table_encoder(kind: Any) -> _Convert:
    """For a tuple of dataclasses: column by column, because a trace has many events."""
    parts = _Fields(kind)

    def convert(value: Any) -> list[Any]:
        columns = list(map(list, zip(*map(parts.get, value), strict=True)))
        if columns:
            for place, part in parts.encoders:
                columns[place] = list(map(part, columns[place]))
        return columns

    return convert


def _encode_any(value: Any) -> Any:
    kind = type(value)
    if kind is str or value is None or kind is bool or (kind is int and -_SMALL < value < _SMALL):
        return value
    return protocol.encode(value, _wrap)


def _wrap(value: object) -> dict[str, Any] | None:
    return {"$": "o", "v": [value.type, value.repr]} if type(value) is Opaque else None


@cache
def _decoder(kind: Any) -> _Convert:  # noqa: PLR0911 - one return for each shape
    shape, inner = _shape(kind)
    if shape == "any":
        return _decode_any
    if shape == "enum":
        return {member.value: member for member in kind}.__getitem__
    if shape == "record":
        return _record_decoder(kind)
    if shape == "table":
        return _table_decoder(inner)
    if shape == "scalar":
        column = _column_decoder(kind)
        return lambda form: column([form])[0]
    item = _decoder(inner)
    if shape == "tuple":
        return lambda form: tuple(map(item, _exact(list, form)))
    if shape == "mapping":
        return lambda form: {key: item(one) for key, one in _exact(dict, form).items()} if form else _exact(dict, form)
    return lambda form: None if form is None else item(form)


def _column_decoder(kind: Any) -> _Convert:
    """What turns many forms into values of one type at once."""
    shape, inner = _shape(kind)
    scalar = inner if shape == "optional" else kind
    if scalar not in _SCALARS:
        part = _decoder(kind)
        return lambda column: map(part, column)
    allowed = {scalar} | ({int} if scalar is float else set()) | ({type(None)} if shape == "optional" else set())

    def check(column: list[Any]) -> list[Any]:
        if not set(map(type, column)) <= allowed:
            raise TypeError(f"a {scalar.__name__} was expected")
        return column

    return check


def _record_decoder(kind: Any) -> _Convert:
    parts = _Fields(kind)

    def convert(form: Any) -> Any:
        return kind(*[part(one) for part, one in zip(parts.decoders, _exact(list, form), strict=True)])

    return convert


def _table_decoder(kind: Any) -> _Convert:
    parts = _Fields(kind)

    def convert(form: Any) -> tuple[Any, ...]:
        if not _exact(list, form):
            return ()
        if len({len(_exact(list, column)) for column in form}) != 1:
            raise ValueError("the columns of a table are not of one length")
        columns = [part(column) for part, column in zip(parts.column_decoders, form, strict=True)]
        return tuple(map(kind, *columns))

    return convert


def _decode_any(form: Any) -> Any:
    return form if type(form) in _SCALARS else protocol.decode(form, _make_opaque)


def _make_opaque(tag: str, content: Any) -> Opaque:
    if tag != "o":
        raise ValueError("a probe cannot cross")
    name, text = content
    return Opaque(_exact(str, name), _exact(str, text))


def _exact(kind: type, form: Any) -> Any:
    if type(form) is not kind:
        raise TypeError(f"a {kind.__name__} was expected")
    return form
