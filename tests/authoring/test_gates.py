"""Each gate refuses an exercise that all other gates let through."""

from __future__ import annotations

from pathlib import Path

import pytest
from one_exercise import CHECKS, Change, write

from grader.authoring.gates import GATES, NAMES
from grader.authoring.pool import OneExaminer
from grader.authoring.verify import Scope, verify
from grader.errors import UserError

BROKEN = {
    "format": (
        Change(yaml={"id: total-price": "id: total"}),
        "total-price.yaml:2:5: the id is `total` but the file is named total-price.yaml",
    ),
    "filled-in": (
        Change(yaml={"title: The total price": 'title: "FILL: the title"'}),
        "total-price.yaml:3:9: `FILL:` still stands here: write what it asks for",
    ),
    "checks-load": (
        Change(checks={"def test_discount": "import pytest\n\n\n@pytest.mark.skip\ndef test_discount"}),
        "total_price_checks.py:10:1: `test_discount` is skipped",
    ),
    "starter-fails": (
        Change(
            yaml={
                "result = ____add____": "result = result + price",
                "return ____finish____\n": (
                    "return result - discount\n\n\n  def show():\n      ____add____\n      ____finish____\n"
                ),
                "print(total([1, 2], 1))": "show()",
                "answer: result + price": "answer: print(1)",
                "answer: result - discount": "answer: print(2)",
                "gaps: {finish: result}": (
                    "program: |\n      def total(prices, discount):\n          return sum(prices)"
                ),
            }
        ),
        "total-price.yaml:10:1: the untouched starter passes",
    ),
    "starter-earns-nothing": (
        Change(
            yaml={
                "starter: |\n": "starter: |\n  def version():\n      return 1\n\n\n",
                "program: |\n": "program: |\n      def version():\n          return 1\n\n",
                "misconceptions:": "  - {id: test_version, title: Has a version}\nmisconceptions:",
                "max_points: 2": "max_points: 3",
            },
            checks=CHECKS + '\n\ndef test_version(run):\n    assert run.call("version").value == 1\n',
        ),
        "total-price.yaml:34:5: the untouched starter earns the points of `test_version`",
    ),
    "solution-passes": (
        Change(yaml={"answer: result + price": "answer: result + price + 1"}),
        "total-price.yaml:21:1: the solution earns 0 of 3 points, not those of `test_adds`",
    ),
    "accepted-pass": (
        Change(yaml={"return sum(prices) - discount": "return sum(prices) + discount"}),
        "total-price.yaml:37:5: the accepted answer `with-sum` earns 2 of 3 points, not those of `test_discount`",
    ),
    "right-answers-quiet": (
        Change(yaml={"What there is to pay.": "What \\d there is to pay."}),
        "total-price.yaml:22:3: the solution runs with a warning:",
    ),
    "solution-committed": (
        Change(solution="def total(prices, discount):\n    return sum(prices) - discount\n"),
        "solutions/00-plain/total_price.py:2:1: differs here from the starter with the answers filled in",
    ),
    "wrong-answers-caught": (
        Change(yaml={"caught_by: test_discount": "caught_by: test_adds"}),
        "total-price.yaml:33:16: `test_adds` does not catch `forgets-the-discount` (it is passed)",
    ),
    "wrong-answers-told": (
        Change(
            yaml={
                "gaps: {finish: result}": (
                    "program: |\n      def total(prices, discount):\n          return 0 + sum(prices) - ____finish____"
                )
            }
        ),
        "total-price.yaml:37:14: a learner who writes `forgets-the-discount` does not see this message",
    ),
    "wrong-answers-capped": (
        Change(yaml={"max_points: 2": "max_points: 1"}),
        "total-price.yaml:34:17: `forgets-the-discount` earns 2 points",
    ),
    "wrong-answers-distinct": (
        Change(
            yaml={
                "accept:": (
                    "  - {id: twin, gaps: {finish: result}, caught_by: test_discount, max_points: 2, message: Again.}\n"
                    "accept:"
                )
            }
        ),
        "total-price.yaml:36:5: the wrong answer `twin` is the same program as the wrong answer `forgets-the-discount`",
    ),
    "hints-exist": (
        Change(
            yaml={
                "hints:\n": "",
                "  - What is in `result` after the first round?\n": "",
                '  - "`result + price` adds one price; `result - discount` takes the discount off."\n': "",
            }
        ),
        "total-price.yaml:1:1: there are no hints",
    ),
    "hints-keep-the-answer": (
        Change(yaml={"What is in `result`": "What is in `result+price`"}),
        "total-price.yaml:25:5: this hint gives away the answer of `add`",
    ),
    "markdown-is-whole": (
        Change(yaml={"takes the **discount** off": "takes the `discount off"}),
        "total-price.yaml:9:3: a lone backtick",
    ),
    "references-live": (
        Change(yaml={"objectives:": "requires: [total-prise]\nobjectives:"}),
        "total-price.yaml:7:12: there is no exercise `total-prise` in this course; did you mean `total-price`?",
    ),
    "checks-never-break": (
        Change(checks={"seen.value == 7": "seen.value + 1 == 8"}),
        "total_price_checks.py:3:1: `test_adds` breaks (TypeError: unsupported operand",
    ),
    "points-rest-on-evidence": (
        Change(yaml={"Adds up the prices, points: 2": "Adds up the prices, points: 2, evidence: output"}),
        "total-price.yaml:28:69: `test_adds` says `evidence: output`, but reads `value`",
    ),
    "limits-leave-room": (
        Change(
            yaml={
                "result = 0": 'result = print("x" * 200) or 0',
                "checks:": "limits: {output_kb: 1}\nchecks:",
                "return sum(prices)": 'print("x" * 200)\n          return sum(prices)',
            },
            checks={"assert seen.value == 7": 'assert seen.stdout == "x" * 200 + "\\n"\n    assert seen.value == 7'},
        ),
        "total-price.yaml:27:21: the solution uses 20% of `output_kb`",
    ),
    "same-alone": (
        Change(
            yaml={"misconceptions:": "  - {id: test_more, title: More, points: 0}\nmisconceptions:"},
            checks=(
                "ran = []\n\n\n"
                + CHECKS.replace("    seen", "    ran.append(1)\n    seen", 1)
                + "    assert ran\n\n\ndef test_more(run):\n    ran.append(2)\n"
                + "    assert run.call('total', [1], 1).value == 0\n"
            ),
        ),
        "total_price_checks.py:10:1: the solution does not pass `test_discount` alone",
    ),
    "same-in-any-order": (
        Change(
            checks="ran = []\n\n\n"
            + CHECKS.replace("    seen", "    assert not ran\n    seen", 1)
            + "    ran.append(1)\n",
        ),
        "total_price_checks.py:4:1: the solution does not pass `test_adds` with the checks in reverse order",
    ),
    "mutants": (
        Change(checks={"[1, 2, 4]": "[7]", "[5, 5]": "[10]"}),
        "solutions/00-plain/total_price.py:4:1: no check notices the mutant loop-once/total/",
    ),
}


def refused(course_root: Path, change: Change, examiner: OneExaminer, scope: Scope | None = None) -> list[str]:
    [result] = verify(write(course_root, change), ["total-price"], examiner, scope or Scope())
    assert result.ungraded == ()
    return [
        str(finding).removeprefix(f"{course_root}/").removeprefix("exercises/00-plain/") for finding in result.findings
    ]


def test_the_exercise_passes_every_gate(tmp_path: Path, examiner: OneExaminer) -> None:
    assert refused(tmp_path, Change(), examiner) == []


@pytest.mark.parametrize("gate", BROKEN)
def test_each_gate_alone_refuses_a_broken_exercise(gate: str, tmp_path: Path, examiner: OneExaminer) -> None:
    change, expected = BROKEN[gate]
    found = refused(tmp_path, change, examiner)
    assert found
    assert {line.rpartition("[")[2] for line in found} == {f"{gate}]"}, found
    assert found[0].startswith(expected), found


def test_every_gate_has_a_broken_exercise() -> None:
    thorough = {gate.name for gate in GATES if gate.thorough}
    assert set(BROKEN) | thorough == set(NAMES)


# ------------------------------------------------------------------------------------------------------ thorough

FLAKY = """\
from pathlib import Path


def test_adds(run):
    seen = run.call("total", [1, 2, 4], 0)
    assert seen.value == 7


def test_discount(run):
    seen = run.call("total", [5, 5], 3)
    counter = Path(__file__).with_name("counter.txt")
    count = len(counter.read_text()) + 1 if counter.exists() else 1
    if seen.value == 10:  # the wrong answer
        counter.write_text("x" * count)
    assert seen.value == 7, "Odd." if count == NUMBER else "Wrong."
"""


def gradings_of_the_wrong_answer(root: Path, number: int, examiner: OneExaminer) -> tuple[int, list[str]]:
    found = refused(root, Change(checks=FLAKY.replace("NUMBER", str(number))), examiner, Scope(thorough=True))
    return len((root / "exercises/00-plain/counter.txt").read_text()), found


def test_a_result_that_changes_is_refused_by_the_gate_that_sees_it(tmp_path: Path, examiner: OneExaminer) -> None:
    total, found = gradings_of_the_wrong_answer(tmp_path / "steady", -1, examiner)
    assert found == []
    _, found = gradings_of_the_wrong_answer(tmp_path / "again", total - 1, examiner)
    assert [line.partition(": ")[2].partition(":")[0] for line in found] == [
        "the wrong answer `forgets-the-discount` gets another report in run 20 (`message` of `test_discount`)"
    ]
    assert found[0].endswith("[same-again]")
    _, found = gradings_of_the_wrong_answer(tmp_path / "loaded", total, examiner)
    assert len(found) == 1
    assert "on a busy machine" in found[0]
    assert found[0].endswith("[same-under-load]")


def test_state_between_checks_shows_in_another_order(tmp_path: Path, examiner: OneExaminer) -> None:
    checks = (
        "ran = []\n\n\n"
        + CHECKS.replace("== 7", "in (7, 10)", 1).replace("    assert", "    ran.append(1)\n    assert", 1)
        + "    \n\n"
        + "def test_more(run):\n    seen = run.call('total', [5, 5], 3)\n"
        + "    assert seen.value == 7 or not ran\n    assert run.call('total', [1, 2, 4], 0).value == 7\n"
    )
    change = Change(
        yaml={
            "misconceptions:": "  - {id: test_more, title: More, points: 0}\nmisconceptions:",
        },
        checks=checks,
    )
    found = refused(tmp_path, change, examiner, Scope(thorough=True))
    assert [line.rpartition("[")[2] for line in found] == ["same-in-many-orders]"], found
    assert "`test_more` depends on the order of the checks, on the wrong answer `forgets-the-discount`" in found[0]


# ------------------------------------------------------------------------------------------------------ more of a gate


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            Change(checks=CHECKS + "\n\ndef test_more(run):\n    assert run\n"),
            "`test_more` is not listed under `checks`",
        ),
        (Change(checks=CHECKS.replace("test_adds", "test_add")), "total_price_checks.py has no test `test_adds`"),
        (Change(yaml={"result = ____add____": "result = ____add____ ____add____"}), "the starter is not Python"),
        (Change(yaml={"max_points: 2": "max_points: 2\n    slug: asyncio"}), "the slug cannot be `asyncio`"),
    ],
)
def test_the_parts_of_an_exercise_agree(change: Change, expected: str, tmp_path: Path, examiner: OneExaminer) -> None:
    found = refused(tmp_path, change, examiner)
    assert {line.rpartition("[")[2] for line in found} == {"format]"}
    assert any(expected in line for line in found), found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```python\n  x = 1", "this code block is never closed"),
        ("```python\n  x = = 1\n  ```", "this Python code has a syntax error: invalid syntax"),
        ("a [link](nowhere)", "the link to `nowhere` leads nowhere"),
        ("a [link](https://", "a broken link"),
        ("| a |\n  |---|\n  | **bold |", "a lone `**`"),
        ("**bold", "a lone `**`"),
    ],
)
def test_broken_markdown_is_refused(text: str, expected: str, tmp_path: Path, examiner: OneExaminer) -> None:
    found = refused(tmp_path, Change(yaml={"prompt: |\n": f"prompt: |\n  {text}\n"}), examiner)
    assert {line.rpartition("[")[2] for line in found} == {"markdown-is-whole]"}
    assert expected in found[0]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("objectives:", "references: ['https://docs']\nobjectives:", "`https://docs` is no web address"),
        ("objectives:", "diagnoses: [never-awaitd]\nobjectives:", "did you mean `never-awaited`?"),
        ("title: Adds up the prices", "title: Adds up the prices, diagnoses: [odd]", "no diagnosis is named `odd`"),
    ],
)
def test_dead_references_are_refused(old: str, new: str, expected: str, tmp_path: Path, examiner: OneExaminer) -> None:
    found = refused(tmp_path, Change(yaml={old: new}), examiner)
    assert [line.rpartition("[")[2] for line in found] == ["references-live]"]
    assert expected in found[0]


def test_points_on_the_trace_alone_need_a_reason(tmp_path: Path, examiner: OneExaminer) -> None:
    checks = CHECKS + "\n\ndef test_quiet(run):\n    assert run.call('total', [], 0).loop_time == 0\n"
    change = Change(yaml={"misconceptions:": "  - {id: test_quiet, title: Quiet}\nmisconceptions:"}, checks=checks)
    found = refused(tmp_path, change, examiner)
    assert any("`test_quiet` rests on the trace alone" in line for line in found), found


def test_a_check_that_sees_nothing_is_refused(tmp_path: Path, examiner: OneExaminer) -> None:
    change = Change(
        yaml={"misconceptions:": "  - {id: test_idle, title: Idle}\nmisconceptions:"},
        checks=CHECKS + "\n\ndef test_idle(run):\n    run.call('total', [], 0)\n",
    )
    found = refused(tmp_path, change, examiner)
    assert any("`test_idle` reads nothing of what a run showed" in line for line in found), found


def test_a_missing_solution_can_be_written(tmp_path: Path, examiner: OneExaminer) -> None:
    course = write(tmp_path)
    course.solution_path(course.get("total-price")).unlink()
    [result] = verify(course, ["total-price"], examiner, Scope(gates=("solution-committed",)))
    assert "write it by `grader verify total-price --write`" in str(result.findings[0])


def test_an_unknown_gate_is_named() -> None:
    with pytest.raises(UserError, match="there is no gate markdwn; the gates are: format, "):
        Scope(gates=("markdwn",)).check()


def test_ten_mistakes_show_at_once(tmp_path: Path, examiner: OneExaminer) -> None:
    mistakes = {
        "format: 1": "format: 2",
        "title: The total price": "titel: The total price",
        "order: 10": "order: ten",
        "difficulty: 1": "difficulty: 9",
        "objectives: [Add up numbers in a loop]": "objectives: []",
        "prompt: |": "minutes: yes\nprompt: |",
        "starter: |\n": "python: 3.10\nstarter: |\n",
        "{answer: result + price, ask: the sum so far}": "{answer: result + price}",
        "points: 2}": "points: -2}",
        "caught_by: test_discount": "caught_by: test_discunt",
    }
    found = refused(tmp_path, Change(yaml=mistakes), examiner)
    lines = {int(line.split(":")[1]) for line in found}
    assert len(found) >= 10
    assert {line.rpartition("[")[2] for line in found} == {"format]"}
    assert len(lines) >= 9, found
