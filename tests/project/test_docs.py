"""The documentation names every command, option, key and dependency."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from grader.catalogue import json_schema
from grader.cli.app import COMMANDS, cli

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


def section(page: str, heading: str) -> str:
    """The text under a second-level heading."""
    parts = re.split(r"^## (.*)$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))[heading]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_its_options_and_examples(name: str) -> None:
    text = section((DOCS / "reference/command-line.md").read_text(encoding="utf-8"), f"grader {name}")
    general = {tuple(parameter.opts) for parameter in cli.params}
    for parameter in command(name).params:
        if isinstance(parameter, click.Option) and tuple(parameter.opts) not in general:
            assert all(option in text for option in parameter.opts), parameter.opts
    examples = re.findall(r"^ +(grader .*)$", (command(name).help or "").split("Examples:")[1], re.MULTILINE)
    assert examples
    assert examples[0] in text


def test_every_global_option_is_documented() -> None:
    text = (DOCS / "reference/command-line.md").read_text(encoding="utf-8").split("## ")[0]
    options = {option for parameter in cli.params for option in parameter.opts}
    assert {option for option in options if option not in text} == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_a_help_text(name: str) -> None:
    for parameter in command(name).params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def keys(schema: dict[str, Any]) -> Iterator[str]:
    """Every key that the exercise format knows, in the file itself and in its parts."""
    yield from schema.get("properties", {})
    for part in schema.get("$defs", schema.get("definitions", {})).values():
        yield from part.get("properties", {})


def test_every_key_of_the_exercise_format_is_documented() -> None:
    page = (DOCS / "reference/exercise-format.md").read_text(encoding="utf-8")
    expected = set(keys(json_schema()))
    assert "caught_by" in expected
    assert {key for key in expected if f"`{key}`" not in page} == set()


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = project["dependencies"] + [name for extra in project["optional-dependencies"].values() for name in extra]
    page = (DOCS / "reference/dependencies.md").read_text(encoding="utf-8")
    reasons = dict(re.findall(r"^\| (?!package|---)([^|]+?) \| (.+?) \|$", page, re.MULTILINE))
    listed = {name for names in reasons for name in names.split(", ")}
    assert {re.split(r"[\[<>=]", name)[0] for name in names} == listed


def test_the_readme_begins_with_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first = re.search(r"^```sh\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    assert first is not None
    assert [line.split("#")[0].strip() for line in first[1].splitlines()] == ["make demo", "make test"]
