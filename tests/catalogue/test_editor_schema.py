from __future__ import annotations

from typing import Any

import jsonschema
import pytest
import yaml
from writing import EXERCISE

from grader.catalogue import json_schema
from grader.catalogue.editor_schema import chapter_schema
from grader.catalogue.schema import LimitsKeys
from grader.model import Limits

VALID = yaml.safe_load(EXERCISE)


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return json_schema()


def test_it_is_draft_7(schema: dict[str, Any]) -> None:
    jsonschema.Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    text = repr(schema)
    assert "$defs" not in text
    assert "prefixItems" not in text


def test_it_accepts_an_exercise(schema: dict[str, Any]) -> None:
    jsonschema.validate(VALID, schema, jsonschema.Draft7Validator)


@pytest.mark.parametrize(
    "change",
    [
        {"titel": "x"},
        {"order": "10"},
        {"difficulty": 9},
        {"hints": [5]},
        {"hints": [{"txt": "x"}]},
        {"limits": {"cpu_s": 0}},
        {"gaps": {"Wait": {"answer": "x", "ask": "y"}}},
        {"checks": []},
        {"python": "3.11"},
    ],
)
def test_it_refuses_what_loading_refuses(schema: dict[str, Any], change: dict[str, Any]) -> None:
    assert not jsonschema.Draft7Validator(schema).is_valid(VALID | change)


@pytest.mark.parametrize("answer", [0, True, 1.5, ["x"], {"a": "b"}])
def test_an_answer_may_look_like_anything(schema: dict[str, Any], answer: object) -> None:
    changed = VALID | {"gaps": VALID["gaps"] | {"wait": {"answer": answer, "ask": "x"}}}
    jsonschema.validate(changed, schema, jsonschema.Draft7Validator)


def test_every_key_is_described(schema: dict[str, Any]) -> None:
    models = [schema, *schema["definitions"].values(), chapter_schema()]
    for model in models:
        for key, value in model["properties"].items():
            assert value.get("description", "").endswith("."), key


def test_nothing_stands_beside_a_reference(schema: dict[str, Any]) -> None:
    def refs(node: object) -> list[dict[str, Any]]:
        if isinstance(node, list):
            return [one for item in node for one in refs(item)]
        if isinstance(node, dict):
            return ([node] if "$ref" in node else []) + [one for value in node.values() for one in refs(value)]
        return []

    assert refs(schema)
    assert all(len(node) == 1 for node in refs(schema))


def test_a_limit_that_is_left_out_is_the_one_that_runs_have() -> None:
    defaults = Limits()
    assert {name: field.default for name, field in LimitsKeys.model_fields.items()} == {
        name: getattr(defaults, name) for name in LimitsKeys.model_fields
    }
