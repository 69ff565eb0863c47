"""Running a learner's program where it can do no harm, and seeing what it did.

The names are loaded when they are used: a process that only starts a sandbox should do that first, and import the rest
while the sandbox warms up.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.sandbox.fresh import FreshRunner
    from grader.sandbox.opening import LEVELS, open_runner
    from grader.sandbox.program import Program
    from grader.sandbox.runner import Runner, Session
    from grader.sandbox.zygote import ZygoteRunner

__all__ = ["LEVELS", "FreshRunner", "Program", "Runner", "Session", "ZygoteRunner", "open_runner"]

_HOMES = {
    "LEVELS": "opening",
    "FreshRunner": "fresh",
    "Program": "program",
    "Runner": "runner",
    "Session": "runner",
    "ZygoteRunner": "zygote",
    "open_runner": "opening",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
