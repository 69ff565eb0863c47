"""A name behind a dot that does not exist."""

from __future__ import annotations

import ast
import asyncio
import re

from grader.feedback import syntax
from grader.feedback.context import Context, listing, nearest
from grader.model import Diagnosis

SLUG = "wrong-attribute"

_MISSING = re.compile(r"(?:module '([^']+)'|'([^']+)' object|type object '([^']+)') has no attribute '([^']+)'")
_KNOWN: dict[str, object] = {
    "asyncio": asyncio,
    "_UnixSelectorEventLoop": asyncio.AbstractEventLoop,
    "ProactorEventLoop": asyncio.AbstractEventLoop,
    "Task": asyncio.Task,
    "Future": asyncio.Future,
    "_asyncio.Task": asyncio.Task,
    "_asyncio.Future": asyncio.Future,
    "Queue": asyncio.Queue,
    "Lock": asyncio.Lock,
    "Event": asyncio.Event,
    "Semaphore": asyncio.Semaphore,
    "str": str,
    "list": list,
    "dict": dict,
    "set": set,
    "tuple": tuple,
    "int": int,
    "float": float,
}


_LOOP, _MODULE = "An event loop", "The module `asyncio`"
_ASK_FOR = {
    _LOOP: "How do you get hold of the loop that runs?",
    _MODULE: "What must stand before the dot instead?",
}


def explain(context: Context) -> Diagnosis | None:
    error = context.error
    if error is None or not error.is_a("AttributeError") or error.line is None:
        return None
    found = _MISSING.search(error.message)
    if found is None:
        return None
    module, instance, cls, name = found.groups()
    owner = module or instance or cls
    if owner == "NoneType" or not re.search(rf"\.\s*{re.escape(name)}\b", context.source.text(error.line)):
        return None
    known = set(dir(_KNOWN[owner])) if owner in _KNOWN else _members(context, owner)
    if not module and (line := _only_local(context, owner, name)) is not None:
        return context.say(
            SLUG,
            what=f"The object has no attribute `{name}`: line {line} gives the value to a local name `{name}`.",
            where=context.place(line),
            why="A name by itself lives as long as the method runs. What an object is to keep stands behind `self.`.",
            ask="How does a method say that a value belongs to the object?",
        )
    elsewhere = _elsewhere(owner, name)
    near = nearest(name, {n for n in known if not n.startswith("_")})
    longer = sorted(n for n in known if n.startswith(f"{name}_"))
    whose = f"The module `{owner}`" if module else _instance(owner)
    if elsewhere and not longer:
        hint, ask = f"{elsewhere} has.", _ASK_FOR[elsewhere]
    elif near is not None:
        hint, ask = f"It has a name like it: `{near}`.", f"Did you mean `{near}`?"
    elif longer:
        hint = f"It has names that begin like it: {listing(f'`{n}`' for n in longer)}."
        ask = "Which of them does what you want here?"
    else:
        return None
    return context.say(
        SLUG,
        what=f"{whose} has nothing of the name `{name}`. {hint}",
        where=context.error_place(error),
        why="Python looks the name behind the dot up when the line runs, letter by letter; upper and lower case count.",
        ask=ask,
    )


def _instance(owner: str) -> str:
    """An object of the class, under the name that people know."""
    if _KNOWN.get(owner) is asyncio.AbstractEventLoop:
        return "An event loop"
    return f"An object of the class `{owner.lstrip('_')}`"


def _elsewhere(owner: str, name: str) -> str:
    """What has the name, where the module was taken for a loop, or a loop for the module."""
    if owner == "asyncio" and hasattr(asyncio.AbstractEventLoop, name):
        return _LOOP
    if _KNOWN.get(owner) is asyncio.AbstractEventLoop and name in asyncio.__all__:
        return _MODULE
    return ""


def _only_local(context: Context, owner: str, name: str) -> int | None:
    """Where a method of the class assigns the name without an object before it; ``None`` if it does not."""
    for node in syntax.nodes(context.source.tree):
        if isinstance(node, ast.ClassDef) and node.name == owner and name not in _members(context, owner):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Name) and inner.id == name and isinstance(inner.ctx, ast.Store):
                    return inner.lineno
    return None


def _members(context: Context, owner: str) -> set[str]:
    """What a class of the learner's file defines."""
    names: set[str] = set()
    for node in syntax.nodes(context.source.tree):
        if isinstance(node, ast.ClassDef) and node.name == owner:
            names |= {f.name for f in syntax.functions(node)}
            names |= {n.attr for n in syntax.nodes(node) if isinstance(n, ast.Attribute) and _is_self(n)}
    return names


def _is_self(node: ast.Attribute) -> bool:
    return isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name)
