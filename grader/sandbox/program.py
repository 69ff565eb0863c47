"""The learner's program as the sandbox receives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Program:
    """The text of the main file, its name (what tracebacks and the trace call it), and files put beside it."""

    source: str
    filename: str
    files: Mapping[str, bytes] = field(default_factory=dict)
