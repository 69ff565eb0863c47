"""The operators, and what becomes of their mutants."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from one_exercise import Change, write

from grader.authoring.mutants import OPERATORS, make_mutants, normalized, ungraded_statements
from grader.authoring.pool import OneExaminer
from grader.authoring.verify import Scope, verify

CHANGES = {
    "drop-await": ("async def f(x):\n    return await x", "return x"),
    "await-task": ("async def f(x):\n    t = asyncio.create_task(x())", "t = await x()"),
    "gather-in-turn": ("async def f(a, b):\n    return await gather(a(), b())", "return [await a(), await b()]"),
    "drop-lock": ("async def f(lock):\n    async with lock:\n        g()", "async def f(lock):\n    g()"),
    "drop-call": ("def f(x):\n    x.close()", "def f(x):\n    pass"),
    "drop-argument": ("f(1, end='')", "f(1)"),
    "swap-arguments": ("f(1, 2)", "f(2, 1)"),
    "drop-item": ("x = [a, b]", "x = [b]"),
    "drop-decorator": ("@g\ndef f():\n    return 1", "def f():\n    return 1"),
    "drop-finally": ("try:\n    f()\nfinally:\n    g()", "f()"),
    "widen-except": ("try:\n    f()\nexcept KeyError:\n    g()", "except BaseException:"),
    "narrow-except": ("try:\n    f()\nexcept (KeyError, OSError):\n    g()", "except (OSError,):"),
    "drop-raise": ("def f():\n    raise KeyError", "def f():\n    pass"),
    "change-constant": ("x = 2", "x = 3"),
    "change-comparison": ("x = a < b", "x = a <= b"),
    "change-arithmetic": ("x = a + b", "x = a - b"),
    "change-logic": ("x = a and b", "x = a or b"),
    "turn-condition": ("if a:\n    f()", "if not a:"),
    "return-nothing": ("def f(x):\n    return x", "return None"),
    "drop-jump": ("for x in y:\n    if x:\n        continue\n    f(x)", "if x:\n        pass"),
    "loop-once": ("for x in y:\n    f(x)", "f(x)\n    break"),
    "swap-statements": ("def f():\n    g()\n    h()", "h()\n    g()"),
}


@pytest.mark.parametrize("operator", CHANGES)
def test_each_operator_makes_its_change(operator: str) -> None:
    source, expected = CHANGES[operator]
    made = [mutant for mutant in make_mutants(source) if mutant.operator.name == operator]
    assert any(expected in mutant.source for mutant in made), [mutant.source for mutant in made]
    for mutant in made:
        ast.parse(mutant.source)
        assert mutant.source != normalized(source)


def test_every_operator_is_tested() -> None:
    assert set(CHANGES) == {operator.name for operator in OPERATORS}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("async def f(a):\n    await gather(*[g(x) for x in a])", "[await g(x) for x in a]"),
        ("async def f(a, b):\n    await gather(a, *b)", "[await a, *[await _awaited for _awaited in b]]"),
        ("with a, b:\n    f()", "with b:"),
        ("x = False", "x = True"),
        ("x = ''", "x = 'changed'"),
        ("x = b'a'", "x = b''"),
        ("x = not a", "x = a"),
        ("x -= 1", "pass"),
        ("try:\n    f()\nexcept KeyError:\n    g()", "except NotImplementedError:"),
        ("try:\n    f()\nexcept KeyError:\n    g()\nfinally:\n    h()", "except KeyError:\n    g()\n"),
    ],
)
def test_more_changes(source: str, expected: str) -> None:
    assert any(expected in mutant.source for mutant in make_mutants(source))


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring."""\ndef f():\n    """Another."""',
        "def f(x: 'int' = None) -> 'str':\n    pass",
        "import a\nimport b",
        "x = []\ny = {}",
        "lock = Lock()\nevent = Event()",
    ],
)
def test_nothing_is_made_of_what_no_program_depends_on(source: str) -> None:
    assert make_mutants(source) == ()


def test_a_task_outside_a_coroutine_is_not_awaited() -> None:
    source = "def f(x):\n    return loop.create_task(x())"
    assert "await-task" not in {mutant.operator.name for mutant in make_mutants(source)}


def test_mutants_differ_from_each_other() -> None:
    source = "async def f(a):\n    await a.b(1, 1)\n    await a.b(1, 1)\n    return [1, 1]"
    sources = [mutant.source for mutant in make_mutants(source)]
    assert len(sources) == len(set(sources))


def test_ids_stay_the_same_when_something_else_changes() -> None:
    source = "async def f(a):\n    await a.b(2)\n    return a.c(3)\n"
    before = {mutant.id for mutant in make_mutants(source)}
    others = f"import x\n\n\ndef g():\n    return 1\n\n\n# about f\n{source}\n\nx.run(f)\n"
    after = {mutant.id for mutant in make_mutants(others)}
    kept = {one for one in before if not one.startswith("swap-statements")}
    assert kept
    assert kept <= after
    edited = {mutant.id for mutant in make_mutants(source.replace("c(3)", "c(4)"))}
    assert {one for one in before if one.startswith("drop-await")} <= edited


def test_the_same_change_at_two_places_has_two_ids() -> None:
    ids = [mutant.id for mutant in make_mutants("async def f(a):\n    await a\n    a = 0\n    await a\n    return a")]
    assert len(ids) == len(set(ids))
    assert any(one.endswith("-2") for one in ids)


TRIAL = """\
def asked(x):
    return helper(x)

def helper(x):
    return x + 1

def show():
    return deeper()

def deeper():
    return 2

if __name__ == "__main__":
    print(asked(show()))
"""


def test_a_trial_run_is_left_out_with_what_only_it_needs() -> None:
    assert ungraded_statements(TRIAL, "def test_x(run):\n    run.call('asked', 1)") == {2, 3, 4}


def test_a_script_is_graded_as_a_whole() -> None:
    assert ungraded_statements(TRIAL, "def test_x(run):\n    run.script()") == frozenset()


def test_a_mutant_that_spins_is_caught(tmp_path: Path, examiner: OneExaminer) -> None:
    loop = "result = 0\n      n = 1\n      while n:\n          n -= 1\n      for"
    course = write(tmp_path, Change(yaml={"result = 0\n      for": loop}))
    [result] = verify(course, [], examiner, Scope(gates=("mutants",)))
    assert result.mutants is not None
    spinning = [one for one in result.mutants.survivors if "while" in one.diff and "-        n -= 1" in one.diff]
    assert spinning == []
    assert result.ungraded == ()


def accepted(mutant: str) -> Change:
    text = f"equivalent_mutants:\n  - {{id: {mutant}, reason: Nobody can tell.}}\n"
    return Change(yaml={"accept:": f"{text}accept:"}, checks={"[1, 2, 4]": "[7]", "[5, 5]": "[10]"})


def survivors(root: Path, change: Change, examiner: OneExaminer) -> tuple[list[str], list[str]]:
    [result] = verify(write(root, change), [], examiner, Scope(gates=("mutants",)))
    assert result.mutants is not None
    return [one.id for one in result.mutants.survivors], [one.problem.message for one in result.findings]


def test_an_equivalent_mutant_is_accepted_by_name(tmp_path: Path, examiner: OneExaminer) -> None:
    [survivor], _ = survivors(tmp_path / "a", Change(checks={"[1, 2, 4]": "[7]", "[5, 5]": "[10]"}), examiner)
    assert survivor.startswith("loop-once/total/")
    assert survivors(tmp_path / "b", accepted(survivor), examiner) == ([], [])


def test_an_accepted_mutant_must_exist_and_survive(tmp_path: Path, examiner: OneExaminer) -> None:
    _, messages = survivors(tmp_path / "a", accepted("loop-once/total/000000"), examiner)
    assert any("there is no mutant loop-once/total/000000" in message for message in messages)
    caught = next(m.id for m in make_mutants("def total():\n    return result - discount") if "arithmetic" in m.id)
    _, messages = survivors(tmp_path / "b", accepted(caught), examiner)
    assert any(f"the checks do catch the mutant {caught}" in message for message in messages)
