"""Puts the course and the pages on mistakes into the wheel.

A static ``force-include`` would also copy it at an editable install, where the copy goes stale with the first change to
an exercise; so this is done for the wheel alone.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CourseInWheel(BuildHookInterface):  # type: ignore[type-arg]  # the parameter is internal to hatchling
    """Ships ``exercises`` and ``solutions`` as ``grader/_course``, ``docs/slugs`` as ``grader/_slugs``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        for folder in ("exercises", "solutions"):
            build_data["force_include"][folder] = f"grader/_course/{folder}"
        build_data["force_include"]["docs/slugs"] = "grader/_slugs"
