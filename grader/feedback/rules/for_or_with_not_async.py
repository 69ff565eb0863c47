"""``for`` or ``with`` on what needs ``async for`` or ``async with``, or the other way round."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "for-or-with-not-async"

_ASYNC_ITERABLE = re.compile(r"'(async_generator|\w*)' object is not (?:iterable|an iterator)")
_ASYNC_FOR = re.compile(r"'async for' requires an object with __aiter__ method, got (\w+)")
_ASYNC_WITH = re.compile(r"'(\w+)' object does not support the asynchronous context manager protocol")
_WITH = re.compile(r"'(\w+)' object does not support the context manager protocol")


@dataclass(frozen=True, slots=True)
class _Words:
    what: str
    why: str
    ask: str


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not (error.is_a("TypeError") or error.is_a("AttributeError")):
        return None
    words = _words(error.message)
    if words is None:
        return None
    own = next((name for name in ("__aiter__", "__aenter__") if f"from {name}" in error.message), None)
    defined = [f.lineno for f in syntax.functions(context.source.tree) if f.name == own]
    place = context.place(defined[0]) if len(defined) == 1 else context.error_place(error)
    return context.say(SLUG, what=words.what, where=place, why=words.why, ask=words.ask)


def _words(message: str) -> _Words | None:
    return _own_methods(message) or _async_forms(message) or _plain_forms(message)


def _own_methods(message: str) -> _Words | None:
    """What is wrong with ``__aiter__`` or ``__aenter__``."""
    if "received an object from __aiter__" in message:
        return _Words(
            "`__aiter__` gave something that is no asynchronous iterator.",
            "`async for` calls `__aiter__` without waiting, and asks what it gets for `__anext__`. Written with "
            "`async def`, `__aiter__` gives a coroutine object.",
            "Which of the two methods of an asynchronous iterator may wait, and which may not?",
        )
    if "received an object from __aenter__" in message:
        return _Words(
            "`__aenter__` gave something that cannot be awaited.",
            "`async with` awaits what `__aenter__` and `__aexit__` give, so both have to be coroutine functions.",
            "With which keyword is a function written whose calls can be awaited?",
        )
    return None


def _async_forms(message: str) -> _Words | None:
    """``async for`` or ``async with`` where there is nothing to wait for."""
    if (found := _ASYNC_FOR.search(message)) is not None:
        return _Words(
            f"`async for` got an object of type `{found.group(1)}`, which gives its items without waiting.",
            "`async for` asks an asynchronous iterator for each item and waits for it. Lists, ranges and ordinary "
            "generators have their items at hand.",
            "Which kind of loop fits a thing that never has to wait?",
        )
    if (found := _ASYNC_WITH.search(message)) is not None:
        return _Words(
            f"`async with` got an object of type `{found.group(1)}`, which has no asynchronous way in and out.",
            "`async with` waits at its beginning and at its end. The object must offer `__aenter__` and `__aexit__`.",
            "Is this the object that you meant, and is it entered with `with` or with `async with`?",
        )
    return None


def _plain_forms(message: str) -> _Words | None:
    """``for`` or ``with`` where there is something to wait for."""
    if (found := _WITH.search(message)) is not None and found.group(1) in _ENTERED_ASYNC:
        return _Words(
            f"`with` got an object of type `{found.group(1)}`, which has to be entered with waiting.",
            "Taking it may need time, and a plain `with` cannot wait without stopping the whole loop.",
            "Which form of `with` may wait?",
        )
    found = _ASYNC_ITERABLE.search(message)
    if found is not None and found.group(1) in {"async_generator", "StreamReader"}:
        return _Words(
            f"A plain loop got an object of type `{found.group(1)}`, whose items have to be waited for.",
            "An asynchronous generator may wait before each item. A plain `for` cannot wait without stopping the whole "
            "loop.",
            "Which form of `for` may wait for the next item?",
        )
    return None


_ENTERED_ASYNC = frozenset(
    {"Lock", "Semaphore", "BoundedSemaphore", "Condition", "TaskGroup", "Timeout", "_AsyncGeneratorContextManager"}
)
