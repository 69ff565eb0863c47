from __future__ import annotations

import ast
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from grader.checks.scenarios import ScenarioCode, read_scenarios

PATH = Path("x_checks.py")


def read(source: str) -> tuple[dict[str, ScenarioCode], list[str]]:
    scenarios, problems = read_scenarios(ast.parse(source), source, PATH)
    return scenarios, [f"{problem.line}:{problem.column} {problem.message}" for problem in problems]


GOOD = '''\
import asyncio
import os.path, secrets
import pytest
from collections import deque as line, Counter

LIMIT = "canary"

@scenario
async def first(submission, one, *, two):
    """A docstring with a canary."""
    # a comment with a canary
    made = line([one])
    def inner(x=two):
        nonlocal made
        made = [helper(submission, y=x), os.path.sep, len(made)]
    inner()
    await asyncio.sleep(0)
    return made

@scenario
def helper(submission, y):
    return helper if y else [z for z in str(y)]

@scenario
def alone(submission, /, any, **more):
    import json
    return json.dumps(more), any
'''


def test_what_is_sent_is_the_scenario_with_what_it_needs_and_nothing_else() -> None:
    scenarios, problems = read(GOOD)
    assert problems == []
    source = scenarios["first"].source
    assert source.startswith("import asyncio\nfrom collections import deque as line\nimport os.path\nasync def first(")
    assert "def helper" in source
    for absent in ("canary", "pytest", "secrets", "Counter", "alone", "@", "LIMIT"):
        assert absent not in source
    compile(source, "scenario", "exec")


def test_the_source_does_what_the_function_says() -> None:
    names: dict[str, Any] = {}
    exec(read(GOOD)[0]["alone"].source, names)  # noqa: S102 - what a sandbox does with it
    assert names["alone"](SimpleNamespace(), 3, a=1) == ('{"a": 1}', 3)


@pytest.mark.parametrize(
    ("name", "given", "complaint"),
    [
        ("first", {"one", "two"}, None),
        ("first", {"one"}, "the scenario first needs the argument 'two'"),
        ("first", {"one", "two", "three"}, "the scenario first takes no argument 'three'"),
        ("alone", {"any", "three"}, None),
        ("alone", set(), "the scenario alone needs the argument 'any'"),
    ],
)
def test_the_arguments_of_a_call_are_checked_on_the_trusted_side(
    name: str, given: set[str], complaint: str | None
) -> None:
    scenario = read(GOOD)[0][name]
    arguments = dict.fromkeys(given, 0)
    if complaint is None:
        scenario.check_arguments(arguments)
    else:
        with pytest.raises(TypeError, match=complaint):
            scenario.check_arguments(arguments)


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("def s(m):\n    assert m", "3:5 a scenario only acts; put the assert into the check"),
        ("def s(m):\n    global x\n    x = 1", "3:5 a scenario cannot use global"),
        ("def s(m, a=1): pass", "2:12 a scenario's arguments take no defaults"),
        ("def s(m, *, a=1): pass", "2:15 a scenario's arguments take no defaults"),
        ("def s(m, a: int): pass", "2:13 a scenario takes no annotations"),
        ("def s(m, *a: int): pass", "2:14 a scenario takes no annotations"),
        ("def s(m) -> int: pass", "2:13 a scenario takes no annotations"),
        ("@other\ndef s(m): pass", "2:2 a scenario takes no other decorator"),
        ("def s(): pass", "2:1 a scenario's first argument is the learner's module"),
        ("def s(*m): pass", "2:1 a scenario's first argument is the learner's module"),
        ("def s(m, a, /): pass", "2:10 run(...) gives arguments by name"),
        ("def test_s(m): pass", "2:1 a scenario's name must not begin with 'test'"),
        ("def s(m): return EXPECTED", "2:18 a scenario cannot use 'EXPECTED'"),
        ("def s(m): return lambda: EXPECTED", "2:26 a scenario cannot use 'EXPECTED'"),
        ("def s(m): return pytest", "2:18 'pytest' comes from 'pytest'; a scenario may use only the standard library"),
        ("def s(m): return up", "2:18 'up' comes from '.there'; a scenario may use only the standard library"),
        ("def s(m): import yaml", "2:11 a scenario may import only the standard library, not 'yaml'"),
        ("def s(m): from . import x", "2:11 a scenario may import only the standard library, not '.'"),
        ("def s(m): pass\n@scenario\ndef s(m): pass", "4:1 there are two scenarios named 's'"),
    ],
)
def test_what_a_scenario_may_not_do(source: str, problem: str) -> None:
    rest = "\nEXPECTED = 42\nimport pytest\nfrom .there import up\n"
    scenarios, (found,) = read("@scenario\n" + source + rest)
    assert scenarios == {}
    assert found.startswith(problem)


def test_a_scenario_stands_at_the_top_level() -> None:
    source = "import grader.checks as g\nclass A:\n    @g.scenario\n    def s(self): pass\n"
    assert read(source)[1] == ["4:5 a scenario must stand at the top level of the checks file"]


def test_a_file_without_scenarios() -> None:
    assert read("def test_x(run): pass") == ({}, [])
