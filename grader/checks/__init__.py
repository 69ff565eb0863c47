"""What the author of a checks file imports: ``from grader.checks import scenario, probe``.

The fixture ``run`` needs no import. The names are loaded when they are used, so that the client can start the check
host before it imports anything of weight.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.checks.probes import Call, Outcome, Probe, probe
    from grader.checks.scenarios import scenario
    from grader.checks.seen import Seen
    from grader.model import Ending, EventKind, Opaque

__all__ = ["Call", "Ending", "EventKind", "Opaque", "Outcome", "Probe", "Seen", "probe", "scenario"]

_HOMES = {
    "Call": "grader.checks.probes",
    "Ending": "grader.model",
    "EventKind": "grader.model",
    "Opaque": "grader.model",
    "Outcome": "grader.checks.probes",
    "Probe": "grader.checks.probes",
    "Seen": "grader.checks.seen",
    "probe": "grader.checks.probes",
    "scenario": "grader.checks.scenarios",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
