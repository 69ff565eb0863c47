"""Writes exercises for the tests of the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from grader.catalogue import load_exercise
from grader.errors import CatalogueError

# A busy machine is no reason to fail; each example writes its own file anew, so that one folder does for all.
unhurried = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], max_examples=200
)

EXERCISE = """\
format: 1
id: set-result
title: Set a future's result
chapter: 01-futures
order: 10
difficulty: 2
python: ">=3.11"
objectives: [Create a Future that belongs to the running loop, Resolve it from a callback]
prompt: |
  `deliver(value)` must hand `value` to its caller **through a Future** ...
starter: |
  import asyncio

  async def deliver(value):
      loop = asyncio.get_running_loop()
      fut = ____create____
      loop.call_soon(____callback____)
      return ____wait____
gaps:
  create:   {answer: loop.create_future(), ask: a Future that belongs to this loop}
  callback: {answer: "fut.set_result, value", ask: what the loop must call later}
  wait:     {answer: await fut, ask: wait for the value}
hints:
  - A loop makes its own futures; you do not call `asyncio.Future` yourself.
  - {text: "Which method of `fut` takes the value?", check: test_set_on_a_later_turn}
limits: {cpu_s: 2, memory_mb: 256}
checks:
  - {id: test_returns_the_value, title: Returns the value, points: 2}
  - {id: test_set_on_a_later_turn, title: The result is set on a later turn, points: 2}
misconceptions:
  - id: called-instead-of-passed
    gaps: {callback: "fut.set_result(value)"}
    caught_by: test_set_on_a_later_turn
    max_points: 2
    message: You *called* `set_result` at once and handed its `None` to `call_soon`.
accept:
  - {id: lambda, gaps: {callback: "lambda: fut.set_result(value)"}}
references: [https://docs.python.org/3/library/asyncio-future.html]
"""

CHECKS = """\
def test_returns_the_value(run):
    assert run


def test_set_on_a_later_turn(run):
    assert run
"""


def write_exercise(
    root: Path,
    text: str | bytes = EXERCISE,
    checks: str | bytes | None = CHECKS,
    *,
    chapter: str = "01-futures",
    name: str = "set-result",
) -> Path:
    """An exercise file below ``root/exercises``, its checks file beside it."""
    folder = root / "exercises" / chapter
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    if checks is not None:
        content = checks.encode() if isinstance(checks, str) else checks
        (folder / f"{name.replace('-', '_')}_checks.py").write_bytes(content)
    return path


def changed(*changes: tuple[str, str]) -> str:
    """The exercise with texts replaced; each must occur in it."""
    text = EXERCISE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def problems(path: Path) -> list[str]:
    """What loading says, as ``line:column: message``; the file's name in front where it is another file."""
    with pytest.raises(CatalogueError) as caught:
        load_exercise(path)
    return [str(p).removeprefix(f"{path}:").removeprefix(f"{path.parent}/") for p in caught.value.problems]
