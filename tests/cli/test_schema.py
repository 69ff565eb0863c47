from __future__ import annotations

import json
from pathlib import Path

import pytest
from invoking import Invoke

from grader.cli.settings import ExitCode


@pytest.fixture
def invoke(capsys: pytest.CaptureFixture[str]) -> Invoke:
    return Invoke(capsys)


def test_prints_the_schema_and_nothing_else(invoke: Invoke) -> None:
    ended = invoke("schema")
    assert (ended.code, ended.err) == (0, "")
    assert "misconceptions" in ended.json["properties"]


def test_writes_the_schema_to_a_file(invoke: Invoke, tmp_path: Path) -> None:
    path = tmp_path / "exercise.schema.json"
    path.write_text("old")
    ended = invoke("schema", "--output", str(path))
    assert (ended.code, ended.out, ended.err) == (0, "", f"Written: {path}\n")
    assert json.loads(path.read_text()) == invoke("schema").json
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_says_why_it_cannot_write(invoke: Invoke, tmp_path: Path) -> None:
    path = tmp_path / "missing" / "x.json"
    ended = invoke("schema", "--output", str(path))
    assert (ended.code, ended.out) == (ExitCode.USAGE, "")
    assert ended.err == f"grader: {path} cannot be written: No such file or directory\n"
