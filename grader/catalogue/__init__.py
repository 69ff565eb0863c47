"""From YAML files to exercises: reading with places, validation, rendering, open gaps, courses."""

from __future__ import annotations

from typing import Any

from grader.catalogue.course import Chapter, Course, find_course, shipped_course
from grader.catalogue.gaps import open_gaps
from grader.catalogue.load import load_exercise
from grader.catalogue.names import python_allows
from grader.catalogue.render import render_fills, render_solution, render_starter

__all__ = [
    "Chapter",
    "Course",
    "find_course",
    "json_schema",
    "load_exercise",
    "open_gaps",
    "python_allows",
    "render_fills",
    "render_solution",
    "render_starter",
    "shipped_course",
]


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 7) of the exercise format, as editors use it."""
    from grader.catalogue.editor_schema import exercise_schema

    return exercise_schema()
