"""Choosing a runner: the isolation level that was asked for, or the strongest that the machine can give."""

from __future__ import annotations

import os
from typing import Final

from grader.errors import SandboxUnavailable, UserError
from grader.sandbox.fresh import FreshRunner
from grader.sandbox.launch import Started
from grader.sandbox.runner import Runner
from grader.sandbox.zygote import ZygoteRunner

LEVELS: Final = ("strict", "contained", "portable")
"""Isolation levels, strongest first."""


def open_runner(level: str = "best", early: Started | None = None) -> Runner:
    """A runner of that isolation level; ``best`` takes the strongest that the machine can give.

    ``early`` is a zygote that was started before (see ``launch.start_early``). Call this from the main thread.
    ``SandboxUnavailable`` if the level cannot be had, with what is missing; ``UserError`` for an unknown one.
    """
    if level not in ("best", *LEVELS):
        raise UserError(f"there is no isolation level {level!r}; choose one of: best, {', '.join(LEVELS)}")
    reasons = []
    for candidate in LEVELS if level == "best" else (level,):
        if not hasattr(os, "fork"):
            if candidate == "portable":
                return FreshRunner()
            reasons.append(f"{candidate}: needs Linux")
            continue
        runner = ZygoteRunner(candidate, early)
        early = None
        try:
            runner.wait_until_ready()
        except SandboxUnavailable as error:
            reasons.append(f"{candidate}: {error}")
        else:
            return runner
    raise SandboxUnavailable("; ".join(reasons))
