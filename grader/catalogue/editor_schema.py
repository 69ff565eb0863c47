"""The exercise format as JSON Schema, for editors.

pydantic writes draft 2020-12; yaml-language-server, which most editors use, reads draft 7: there definitions have
another key, and keys beside a ``$ref`` are ignored.
"""

from __future__ import annotations

from typing import Any

from grader.catalogue.schema import ChapterKeys, ExerciseKeys

_DRAFT = "http://json-schema.org/draft-07/schema#"


def exercise_schema() -> dict[str, Any]:
    """The schema of an exercise file."""
    return _finished(ExerciseKeys.model_json_schema(), "An exercise of asyncio-grader")


def chapter_schema() -> dict[str, Any]:
    """The schema of a ``chapter.yaml``."""
    return _finished(ChapterKeys.model_json_schema(), "A chapter of asyncio-grader")


def _finished(schema: dict[str, Any], title: str) -> dict[str, Any]:
    draft_7 = _to_draft_7(schema)
    return {"$schema": _DRAFT, "title": title, **{key: value for key, value in draft_7.items() if key != "title"}}


def _to_draft_7(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_to_draft_7(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = ((key, value) for key, value in schema.items() if not _is_noise(key, value))
    written = {_renamed(key): _value(key, value) for key, value in kept}
    if "patternProperties" in written:
        written.setdefault("additionalProperties", False)
    return _wrapped_ref(written)


def _value(key: str, value: Any) -> Any:
    if key == "$ref":
        return value.replace("#/$defs/", "#/definitions/")
    if key in {"properties", "$defs"}:
        # The keys below are names of the format, not words of JSON Schema.
        return {name: _to_draft_7(one) for name, one in value.items()}
    return _to_draft_7(value)


def _renamed(key: str) -> str:
    return "definitions" if key == "$defs" else key


def _is_noise(key: str, value: Any) -> bool:
    """Titles that pydantic makes from names, and empty defaults: an editor would show them to no one's gain."""
    return (key == "title" and isinstance(value, str)) or (key == "default" and value in ("", [], {}, None))


def _wrapped_ref(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema or len(schema) == 1:
        return schema
    return {**{key: value for key, value in schema.items() if key != "$ref"}, "allOf": [{"$ref": schema["$ref"]}]}
