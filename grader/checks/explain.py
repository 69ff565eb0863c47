"""What a failed assertion leaves behind: the author's message and the comparison, both capped in size.

A checks file is rewritten by pytest, and the rewritten code asks a helper module for its explanation. ``Explainer``
stands in for that module. pytest's own explanation is never built: it would be thrown away, and its
difference of two long strings can take minutes.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Sequence
from types import ModuleType
from typing import Any, Final

from grader.model import Comparison, Opaque

MAX_SHOWN: Final = 2000
"""Characters of one side of a comparison."""
MAX_MESSAGE: Final = 4000
_BEFORE_DIFFERENCE: Final = 200
_MAX_SHOWN_INT_BITS: Final = 4000
_MAX_SORTED: Final = 200
_MAX_DEPTH: Final = 20


class Failure(str):
    """The text of an ``AssertionError`` that came out of a rewritten ``assert``."""

    __slots__ = ("comparison", "message")

    message: str | None
    comparison: Comparison | None

    def __new__(cls, message: str | None, comparison: Comparison | None) -> Failure:
        made = super().__new__(cls, message or "")
        made.message = message
        made.comparison = comparison
        return made


class Explainer:
    """Answers for ``_pytest.assertion.rewrite`` in one rewritten checks file. What it does not override is pytest's."""

    def __init__(self, rewrite: ModuleType) -> None:
        self._rewrite = rewrite
        self._message: str | None = None
        self._comparison: Comparison | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._rewrite, name)

    def forget(self) -> None:
        """Drop what an assertion left that never got to its end, as when its message raised."""
        self._message = self._comparison = None

    def _saferepr(self, obj: object) -> str:
        return ""

    def _should_repr_global_name(self, obj: object) -> bool:
        return False

    def _format_assertmsg(self, obj: object) -> str:
        self._message = (obj if type(obj) is str else show(obj, MAX_MESSAGE))[:MAX_MESSAGE]
        return ""

    def _call_reprcompare(
        self, ops: Sequence[str], results: Sequence[object], expls: Sequence[str], each_obj: Sequence[object]
    ) -> str:
        for op, result, left, right in zip(ops, results, each_obj, each_obj[1:], strict=False):
            if not _is_true(result):
                # Names of our own, such as endings, are for the author's message to put into words.
                ours = isinstance(left, enum.Enum) or isinstance(right, enum.Enum)
                self._comparison = None if ours else compare(op, left, right)
                break
        return ""

    def _format_explanation(self, explanation: str) -> Failure:
        failure = Failure(self._message, self._comparison)
        self.forget()
        return failure


def _is_true(result: object) -> bool:
    try:
        return bool(result)
    except Exception:  # an author's own class may answer a comparison with anything
        return False


def compare(op: str, left: object, right: object) -> Comparison:
    """The comparison as text. Of two long strings the part around their first difference is shown."""
    if type(left) is str and type(right) is str and max(len(left), len(right)) > MAX_SHOWN:
        pairs = enumerate(zip(left, right, strict=False))
        start = next((i for i, (a, b) in pairs if a != b), min(len(left), len(right))) - _BEFORE_DIFFERENCE
        if start > 0:
            return Comparison(op, "..." + show(left[start:]), "..." + show(right[start:]))
    return Comparison(op, show(left), show(right))


def show(value: object, room: int = MAX_SHOWN) -> str:
    """A ``repr`` of at most ``room`` characters, for built-in types. Another object is shown as its type's name."""
    writer = _Writer(room)
    writer.value(value, 0)
    text = "".join(writer.parts)
    return text if len(text) <= room else text[: room - 3] + "..."


class _Writer:
    def __init__(self, room: int) -> None:
        self.room = room
        self.parts: list[str] = []

    def text(self, text: str) -> None:
        self.parts.append(text)
        self.room -= len(text)

    def value(self, value: Any, depth: int) -> None:
        kind = type(value)
        if self.room <= 0 or depth > _MAX_DEPTH:
            self.text("...")
        elif kind in _CONTAINERS:
            _CONTAINERS[kind](self, value, depth + 1)
        elif kind in _SIMPLE:
            self.text(repr(value))
        elif kind is int:
            bits = value.bit_length()
            self.text(repr(value) if bits <= _MAX_SHOWN_INT_BITS else f"<an integer of {bits} bits>")
        elif kind in (str, bytes, bytearray):
            self.text(repr(value[: self.room + 1]))
        elif kind is Opaque:
            self.text(value.repr[: self.room])
        elif isinstance(value, enum.Enum):
            self.value(value.value, depth + 1)
        elif kind.__name__.startswith("Approx") and kind.__module__.startswith("_pytest."):
            self.value(value.expected, depth + 1)
        else:
            self.text(f"<{kind.__name__}>")

    def items(self, opening: str, items: Iterable[Any], closing: str, depth: int) -> None:
        self.text(opening)
        for number, item in enumerate(items):
            if number:
                self.text(", ")
            if self.room <= 0:
                self.text("...")
                break
            self.value(item, depth)
        self.text(closing)

    def mapping(self, value: dict[Any, Any], depth: int) -> None:
        self.text("{")
        for number, (key, item) in enumerate(value.items()):
            if number:
                self.text(", ")
            if self.room <= 0:
                self.text("...")
                break
            self.value(key, depth)
            self.text(": ")
            self.value(item, depth)
        self.text("}")


def _tuple(writer: _Writer, value: tuple[Any, ...], depth: int) -> None:
    writer.items("(", value, ",)" if len(value) == 1 else ")", depth)


def _set(writer: _Writer, value: set[Any] | frozenset[Any], depth: int) -> None:
    # Sets have no order of their own, and the same run must always give the same report.
    items = sorted(value, key=lambda item: show(item, 50)) if len(value) <= _MAX_SORTED else value
    opening, closing = ("{", "}") if type(value) is set else ("frozenset({", "})")
    if value:
        writer.items(opening, items, closing, depth)
    else:
        writer.text(repr(value))


_SIMPLE: Final = frozenset({type(None), bool, float, complex, range})
_CONTAINERS: Final[dict[type, Callable[[_Writer, Any, int], None]]] = {
    list: lambda writer, value, depth: writer.items("[", value, "]", depth),
    tuple: _tuple,
    dict: _Writer.mapping,
    set: _set,
    frozenset: _set,
}
