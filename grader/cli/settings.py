"""What the global options say, and how a command ends."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from pathlib import Path


class Color(enum.StrEnum):
    """When to write in colour. ``auto``: on a terminal, unless ``NO_COLOR`` is set."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Format(enum.StrEnum):
    """Who reads standard output: people or programs."""

    TEXT = "text"
    JSON = "json"


class ExitCode(enum.IntEnum):
    """How a command ended, for whoever called it."""

    OK = 0
    NOT_PASSED = 1
    USAGE = 2
    FAULT = 3
    INTERRUPTED = 130
    PIPE_CLOSED = 141


@dataclass(frozen=True, slots=True)
class Settings:
    """The global options."""

    course: Path | None = None
    color: Color = Color.AUTO
    verbose: bool = False
    plain: bool = False
    """Whether to draw nothing, so that everything reads well aloud."""
