"""Programs that use no timing trick do the same on the traced loop as on CPython's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
PROGRAMS = sorted((HERE / "programs").glob("*.py"))


def _all(mode: str) -> dict[str, Any]:
    command = [sys.executable, "-P", str(HERE / "runner.py"), mode, *map(str, PROGRAMS)]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True, env=environment)
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


@pytest.fixture(scope="module")
def plain() -> dict[str, Any]:
    return _all("plain")


@pytest.fixture(scope="module")
def traced() -> dict[str, Any]:
    return _all("traced")


def test_there_are_enough_programs() -> None:
    assert len(PROGRAMS) >= 30


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the runner forks")
@pytest.mark.parametrize("name", [path.stem for path in PROGRAMS])
def test_same(name: str, plain: dict[str, Any], traced: dict[str, Any]) -> None:
    assert traced[name] == plain[name]
