"""Names for what a trace shows: callbacks, coroutines, errors and the learner's variables, free of memory addresses."""

from __future__ import annotations

import functools
import re
import types
from collections.abc import Iterable, Mapping
from typing import Any, Final

_ADDRESS: Final = re.compile(r" at 0x[0-9a-fA-F]+")
MAX_TEXT: Final = 300


def plain(text: str) -> str:
    """``text`` without memory addresses, which differ from run to run, and cut to a readable length."""
    text = _ADDRESS.sub("", text)
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 3] + "..."


def callback_name(callback: Any) -> str:
    """What the learner would call this callback: the name of its function, also inside a ``partial``."""
    while isinstance(callback, functools.partial):
        # asyncio.to_thread wraps the function in Context.run; the function is what the learner knows.
        inner = callback.func
        callback = callback.args[0] if getattr(inner, "__name__", "") == "run" and callback.args else inner
    name = getattr(callback, "__name__", None)
    return plain(name if isinstance(name, str) else type(callback).__name__)


def coroutine_name(coroutine: Any) -> str:
    """``main``, ``Worker.run``: the qualified name without the function that it was defined in."""
    name = getattr(coroutine, "__qualname__", None)
    if not isinstance(name, str):
        return type(coroutine).__name__
    return plain(name.rpartition("<locals>.")[2])


def coroutine_code(coroutine: Any) -> types.CodeType | None:
    """The code object that a coroutine or generator-based coroutine runs."""
    code = getattr(coroutine, "cr_code", None) or getattr(coroutine, "gi_code", None)
    return code if isinstance(code, types.CodeType) else None


def error_text(error: BaseException) -> str:
    """``TypeError: what it says``, safe also for exceptions whose ``__str__`` fails."""
    try:
        message = str(error)
    except BaseException:  # a learner's __str__ may raise anything at all
        message = "?"
    name = type(error).__name__
    return plain(f"{name}: {message}" if message else name)


def variable_name(frames: Iterable[types.FrameType], wanted: object) -> str | None:
    """The learner's name for an object: a variable, ``self.lock``, ``locks[0]`` or ``locks['a']``; the innermost frame
    first."""
    for frame in frames:
        for space in (frame.f_locals, frame.f_globals):
            name = _name_in(space, wanted)
            if name is not None:
                return name
    return None


def _name_in(space: Mapping[str, Any], wanted: object) -> str | None:
    for name, value in list(space.items()):
        if value is wanted:
            return name
    for name, value in list(space.items()):
        found = _name_inside(name, value, wanted)
        if found is not None:
            return found
    return None


def _name_inside(name: str, value: object, wanted: object) -> str | None:
    # Exact types only: a learner's own container could run code when it is looked into.
    if type(value) in (list, tuple):
        items: Any = value
        return next((f"{name}[{place}]" for place, item in enumerate(items) if item is wanted), None)
    if type(value) is dict:
        plain_keys = ((key, item) for key, item in list(value.items()) if type(key) in (str, int))
        return next((f"{name}[{key!r}]" for key, item in plain_keys if item is wanted), None)
    attributes = getattr(value, "__dict__", None) if not isinstance(value, (type, types.ModuleType)) else None
    if type(attributes) is dict:
        return next((f"{name}.{key}" for key, item in list(attributes.items()) if item is wanted), None)
    return None
