from __future__ import annotations

import importlib.metadata
import platform
from pathlib import Path

import pytest
from invoking import Invoke
from small_course import write_course

from grader import __version__
from grader.cli.settings import ExitCode
from grader.sandbox import doctor
from grader.sandbox.doctor import Finding


@pytest.fixture
def invoke(capsys: pytest.CaptureFixture[str]) -> Invoke:
    return Invoke(capsys)


@pytest.fixture(autouse=True)
def survey(monkeypatch: pytest.MonkeyPatch) -> None:
    findings = (
        Finding("no-network", True, "network namespace", None),
        Finding("landlock", False, "the kernel has no Landlock", "use Linux 5.13 or later"),
    )
    monkeypatch.setattr(doctor, "survey", lambda: findings)


@pytest.fixture
def course(tmp_path: Path) -> str:
    return str(write_course(tmp_path))


def test_says_what_is_there_and_how_to_get_the_rest(invoke: Invoke, course: str) -> None:
    ended = invoke("--course", course, "doctor")
    assert (ended.code, ended.err) == (ExitCode.OK, "")
    lines = [" ".join(line.split()) for line in ended.out.splitlines()]
    assert lines[:2] == ["grader:", f"ok grader {__version__}"]
    assert f"ok pytest {importlib.metadata.version('pytest')}" in lines
    assert "ok no-network network namespace" in lines
    at = lines.index("missing landlock the kernel has no Landlock")
    assert lines[at + 1] == "to get it: use Linux 5.13 or later"
    assert lines[-1] == f"ok course {course}, 1 exercises"


def test_as_json(invoke: Invoke, course: str) -> None:
    ended = invoke("--course", course, "doctor", "--format", "json")
    assert ended.code == ExitCode.OK
    found = {line["name"]: line for line in ended.json}
    assert found["landlock"] == {
        "section": "isolation",
        "name": "landlock",
        "ok": False,
        "detail": "the kernel has no Landlock",
        "remedy": "use Linux 5.13 or later",
    }
    assert found["Python"]["detail"].startswith(platform.python_version())


def test_a_missing_library_and_a_missing_course_are_told(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def version(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", version)
    ended = invoke("--course", str(tmp_path / "nothing"), "doctor")
    assert ended.code == ExitCode.OK
    lines = [" ".join(line.split()) for line in ended.out.splitlines()]
    assert "missing rich not installed" in lines
    assert any(line.endswith("-m pip install rich") for line in lines)
    assert any(line.startswith("missing course --course: there is no folder") for line in lines)
