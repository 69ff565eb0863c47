"""The first thing that a check host does: it starts the sandbox, then imports the rest while that warms up."""

from __future__ import annotations

from grader.checks.spawn import DEFAULT_OPENER
from grader.sandbox import launch


def main(arguments: list[str]) -> None:
    """Serve as a check host until the client is gone; the arguments are those of ``host.main``."""
    _, level, opener = arguments
    early = launch.start_early(level) if opener == DEFAULT_OPENER else None
    from grader.checks import host

    host.main(arguments, early)
