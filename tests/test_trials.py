"""Finding the cause of a failure by running programs between the submission and a right answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.catalogue import load_exercise
from grader.checks.client import CheckHost
from grader.errors import GraderFault
from grader.grade import Outcome, grade
from grader.model import CheckStatus, Ending, Exercise, Observation, Report, Status, Submission

EXERCISE = """\
format: 1
id: add-up
title: Add up
chapter: 00-sums
order: 1
difficulty: 1
objectives: [Add]
prompt: Add up the numbers, and say how many there are.
starter: |
  def add_up(numbers):
      total = ____start____
      for number in numbers:
          ____add____
      return total, ____count____
gaps:
  start: {answer: "0", ask: a number}
  add: {answer: total += number, ask: a statement}
  count: {answer: len(numbers), ask: a number}
hints: [Begin with nothing, Then add]
checks:
  - {id: test_sum, title: Adds up}
  - {id: test_count, title: Counts, requires: [test_sum]}
misconceptions:
  - {id: counts-one-less, gaps: {count: len(numbers) - 1}, caught_by: test_count, message: Counts one less. Which one?}
"""
CHECKS = """\
def test_sum(run):
    assert run.call("add_up", [1, 2, 4]).value[0] == 7


def test_count(run):
    assert {"numbers": run.call("add_up", [1, 2, 4]).value[1]} == {"numbers": 3}
"""


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    folder = tmp_path_factory.mktemp("course") / "exercises" / "00-sums"
    folder.mkdir(parents=True)
    (folder / "add-up.yaml").write_text(EXERCISE, encoding="utf-8")
    (folder / "add_up_checks.py").write_text(CHECKS, encoding="utf-8")
    return load_exercise(folder / "add-up.yaml")


@pytest.fixture(scope="module")
def host() -> Iterator[CheckHost]:
    with CheckHost("best") as the_host:
        yield the_host


class Watched:
    """Notes what is run. ``spoil`` says, from the number of the call, what becomes of it."""

    def __init__(self, host: CheckHost, spoil: Callable[[int, Outcome], Outcome] = lambda number, outcome: outcome):
        self.host = host
        self.spoil = spoil
        self.ran: list[tuple[tuple[str, ...], str]] = []

    def run_checks(self, exercise: Exercise, submission: Submission) -> Outcome:
        self.ran.append((tuple(check.id for check in exercise.checks), submission.source))
        return self.spoil(len(self.ran), self.host.run_checks(exercise, submission))


class Slow:
    """An outcome whose runs took too long."""

    def __init__(self, outcome: Outcome, ending: Ending) -> None:
        self.results = tuple(replace(result, runs=(Observation(ending),)) for result in outcome.results)
        self.isolation, self.python = outcome.isolation, outcome.python


def program(start: str = "0", add: str = "total += number", count: str = "len(numbers)") -> str:
    body = f"    total = {start}\n    for number in numbers:\n        {add}\n    return total, {count}\n"
    return f"def add_up(numbers):\n{body}"


def graded(exercise: Exercise, source: str, runner: Watched, *, explain: bool = True) -> Report:
    return grade(exercise, Submission(source, "add_up.py", "v"), runner=runner, explain=explain)


def test_the_line_that_makes_the_check_fail_is_named(exercise: Exercise, host: CheckHost) -> None:
    watched = Watched(host)
    source = program(start="int('0')", count="sum(1 for n in numbers if n > 1)")
    (found,) = graded(exercise, source, watched).diagnoses
    assert (found.slug, found.where and found.where.line) == ("wrong-value", 5)
    assert found.why.endswith("With line 5 changed, and nothing else, this check passes.")
    assert watched.ran[0][0] == ("test_sum", "test_count")
    assert {checks for checks, _ in watched.ran[1:]} == {("test_count",)}
    assert "len" not in f"{found.what} {found.why} {found.next}"


def test_a_trial_changes_nothing_but_the_explanation(exercise: Exercise, host: CheckHost) -> None:
    source = program(start="1")
    explained, alone = (graded(exercise, source, Watched(host), explain=explain) for explain in (True, False))
    assert (len(explained.diagnoses), alone.diagnoses) == (1, ())
    assert [check.status for check in explained.checks] == [check.status for check in alone.checks]
    assert (explained.status, explained.score) == (alone.status, alone.score)


@pytest.mark.parametrize(
    "source",
    [program(), program(count="len(numbers) - 1"), program(start="____start____"), "def add_up(", "x = nowhere"],
)
def test_nothing_is_tried_where_the_cause_is_known(exercise: Exercise, host: CheckHost, source: str) -> None:
    watched = Watched(host)
    graded(exercise, source, watched)
    assert len(watched.ran) == 1


def test_processes_are_tried_too_until_one_hangs(exercise: Exercise, host: CheckHost) -> None:
    slow = replace(exercise, limits=replace(exercise.limits, processes=1))
    watched = Watched(host)
    (found,) = graded(slow, program(start="1"), watched).diagnoses
    assert (found.where and found.where.line, len(watched.ran) > 1) == (2, True)
    hanging = Watched(host, lambda number, outcome: outcome if number == 1 else Slow(outcome, Ending.WALL_LIMIT))
    (found,) = graded(slow, program(start="1"), hanging).diagnoses
    assert len(hanging.ran) == 2
    assert "this check passes" not in found.why


def test_sockets_are_tried_too(exercise: Exercise, host: CheckHost) -> None:
    slow = replace(exercise, limits=replace(exercise.limits, network=True))
    watched = Watched(host)
    (found,) = graded(slow, program(start="1"), watched).diagnoses
    assert (found.where and found.where.line, len(watched.ran) > 1) == (2, True)


def test_a_fault_of_the_machine_is_tried_again(exercise: Exercise, host: CheckHost) -> None:
    def once(number: int, outcome: Outcome) -> Outcome:
        if number == 2:
            raise GraderFault("the host is gone")
        return outcome

    usual = graded(exercise, program(start="1"), Watched(host))
    assert graded(exercise, program(start="1"), Watched(host, once)).diagnoses == usual.diagnoses


def test_a_fault_that_stays_costs_the_explanation_not_the_verdict(exercise: Exercise, host: CheckHost) -> None:
    def always(number: int, outcome: Outcome) -> Outcome:
        if number > 1:
            raise GraderFault("the host is gone")
        return outcome

    watched = Watched(host, always)
    report = graded(exercise, program(start="1"), watched)
    assert (report.status, report.checks[0].status) == (Status.FAILED, CheckStatus.FAILED)
    assert report.diagnoses[0].where is None
    assert len(watched.ran) == 5  # two times with a single difference, and two times the solution


def test_a_crash_in_a_trial_is_no_repair(exercise: Exercise, host: CheckHost) -> None:
    class Crashed(Slow):
        """Passed, but with a run that ended in an exception."""

        def __init__(self, outcome: Outcome) -> None:
            super().__init__(outcome, Ending.RAISED)
            self.results = tuple(replace(result, status=CheckStatus.PASSED) for result in self.results)

    def crash(number: int, outcome: Outcome) -> Outcome:
        return outcome if number == 1 or watched.ran[-1][1].strip() == program().strip() else Crashed(outcome)

    watched = Watched(host, crash)
    source = program(start="1", count="len(list(numbers))")
    (found,) = graded(exercise, source, watched).diagnoses
    assert len(watched.ran) > 1
    assert "this check passes" not in found.why
    (found,) = graded(exercise, source, Watched(host)).diagnoses
    assert "this check passes" in found.why


def test_trials_that_do_not_end_are_the_last(exercise: Exercise, host: CheckHost) -> None:
    watched = Watched(host, lambda number, outcome: outcome if number == 1 else Slow(outcome, Ending.CPU_LIMIT))
    report = graded(exercise, program(start="1", count="0"), watched)
    assert report.status is Status.FAILED
    assert len(watched.ran) == 4  # one with a single difference, one with all of them, and the solution


def test_what_a_program_writes_in_a_trial_reaches_nobody(exercise: Exercise, host: CheckHost) -> None:
    spy = "import inspect, sys\nprint(sys.modules[__name__].__dict__.get('add_up', 'first'))\n"
    source = spy + program(start="1") + "print(add_up.__code__.co_consts)\n"
    watched = Watched(host)
    report = graded(exercise, source, watched)
    assert len(watched.ran) > 1
    assert {run.stdout for check in report.checks for run in check.runs} == {"first\n(None, 1)\n"}


def test_a_known_mistake_is_recognised_under_other_names(exercise: Exercise, host: CheckHost) -> None:
    body = "    so_far = 0\n    for one in given:\n        so_far += one\n    return so_far, len(given) - 1\n"
    source = f"def add_up(given):\n{body}"
    watched = Watched(host)
    (found,) = graded(exercise, source, watched).diagnoses
    assert (found.slug, found.what) == ("counts-one-less", "Counts one less. Which one?")
    assert found.where is not None
    assert found.where.line == 5


def test_a_known_mistake_is_recognised_where_it_stands(exercise: Exercise, host: CheckHost) -> None:
    source = program(start="int('0')", count="len(numbers) - 1").replace(
        "for number", "numbers = list(numbers)\n    for number"
    )
    (found,) = graded(exercise, source, Watched(host)).diagnoses
    assert (found.slug, found.where and found.where.line) == ("counts-one-less", 6)


def test_a_known_mistake_is_recognised_by_its_repair(exercise: Exercise, host: CheckHost) -> None:
    source = program(start="print() or 0", count="len(numbers) - 1").replace(
        "for number", "numbers = [*numbers]\n    for number"
    )
    (found,) = graded(exercise, source, Watched(host)).diagnoses
    assert (found.slug, found.where and found.where.line) == ("counts-one-less", 6)


def test_what_its_repair_does_not_mend_is_not_taken_for_a_known_mistake(exercise: Exercise, host: CheckHost) -> None:
    source = program(start="print() or 0", count="len(numbers) - 1").replace(
        "return", "numbers = numbers[2:]\n    return"
    )
    (found,) = graded(exercise, source, Watched(host)).diagnoses
    assert found.slug != "counts-one-less"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (program(count="len(numbers) - 1"), 3),
        (program(count="len(numbers) - 1").replace("number", "given").replace("total", "so_far"), 3),
        (program(start="int('0')", count="len(numbers) - 1").replace("for", "numbers = list(numbers)\n    for"), 4),
    ],
    ids=["word by word", "other names", "at the cause"],
)
def test_the_line_that_the_author_points_at_is_found_again(
    exercise: Exercise, host: CheckHost, source: str, line: int
) -> None:
    (wrong,) = exercise.misconceptions
    pointing = replace(exercise, misconceptions=(replace(wrong, where="for number"),))
    (found,) = graded(pointing, source, Watched(host)).diagnoses
    assert (found.slug, found.where and found.where.line) == ("counts-one-less", line)


def test_all_lines_of_a_cause_are_shown_if_they_are_few(exercise: Exercise, host: CheckHost) -> None:
    source = "def add_up(numbers):\n    total = 0\n    for number in numbers[1:]:\n        total -= number\n"
    (found,) = graded(exercise, source + "    return total, len(numbers)\n", Watched(host)).diagnoses
    assert found.where is not None
    assert found.where.lines == {3: "    for number in numbers[1:]:", 4: "        total -= number"}


def test_a_known_mistake_is_recognised_by_its_result(exercise: Exercise, host: CheckHost) -> None:
    (wrong,) = exercise.misconceptions
    starts_with_one = replace(wrong, id="first-one-twice", caught_by="test_sum", fills={"start": "numbers[0]"})
    known = replace(exercise, misconceptions=(starts_with_one,))
    source = "def add_up(numbers):\n    total = numbers[0]\n    rest = list(numbers)\n    while rest:\n"
    source += "        total = total + rest.pop()\n    return [total, len(numbers)]\n"
    (found,) = graded(known, source, Watched(host)).diagnoses
    assert found.slug == "first-one-twice"
    (found,) = graded(known, source.replace("numbers[0]", "numbers[0] + 1"), Watched(host)).diagnoses
    assert found.slug != "first-one-twice"


IN_A_LIST = """\
def add_up(numbers):
    both = [0, {start}]
    for number in numbers:
        both[0] += number
        both[1] += 1
    return both
"""


def test_a_mistake_with_the_same_result_is_told_as_one_that_may_be_this(exercise: Exercise, host: CheckHost) -> None:
    (wrong,) = exercise.misconceptions
    pointing = replace(exercise, misconceptions=(replace(wrong, where="for number"),))
    (found,) = graded(pointing, IN_A_LIST.format(start=-1), Watched(host)).diagnoses
    assert found.slug == "wrong-value"
    assert found.why == "One mistake that has exactly this result: “Counts one less. Which one?”"
    assert found.where is not None
    assert list(found.where.lines) == [3]
    assert found.next.startswith("Is it the same in your program, at line 3?")
    (found,) = graded(pointing, IN_A_LIST.format(start=1), Watched(host)).diagnoses
    assert "mistake" not in found.why


def test_a_mere_number_is_no_sign_of_a_known_mistake(exercise: Exercise, host: CheckHost) -> None:
    (wrong,) = exercise.misconceptions
    one_more = replace(wrong, caught_by="test_sum", fills={"start": "1"}, where="for number")
    known = replace(exercise, misconceptions=(one_more,))
    source = IN_A_LIST.format(start=0).replace("both[0] += number", "both[0] += number + 1 // number")
    (found,) = graded(known, source, Watched(host)).diagnoses
    assert "`8`" in found.what
    assert "mistake" not in found.why


def test_a_mistake_with_the_same_result_adds_a_line_to_a_small_cause(exercise: Exercise, host: CheckHost) -> None:
    (wrong,) = exercise.misconceptions
    pointing = replace(exercise, misconceptions=(replace(wrong, where="total = 0"),))
    (found,) = graded(pointing, program(count="2 if numbers else 0"), Watched(host)).diagnoses
    assert found.slug == "wrong-value"
    assert found.where is not None
    assert list(found.where.lines) == [2, 5]


def test_a_mistake_with_the_same_result_at_the_cause_is_the_mistake(exercise: Exercise, host: CheckHost) -> None:
    (wrong,) = exercise.misconceptions
    pointing = replace(exercise, misconceptions=(replace(wrong, where="return total, len(numbers) - 1"),))
    source = program(count="len(numbers[1:])").replace("for", "numbers = list(numbers)\n    for", 1)
    (found,) = graded(pointing, source, Watched(host)).diagnoses
    assert found.slug == "counts-one-less"


def test_a_statement_is_shown_as_a_whole(exercise: Exercise, host: CheckHost) -> None:
    source = "def add_up(numbers):\n    total = sum(numbers)\n    return (\n        total,\n        [][0],\n    )\n"
    (found,) = graded(exercise, source, Watched(host)).diagnoses
    assert found.where is not None
    assert list(found.where.lines) == [5]  # a statement of four lines says no more than the line in it
    source = "def add_up(numbers):\n    total = sum(numbers)\n    return total, len(\n        [][0])\n"
    (found,) = graded(exercise, source, Watched(host)).diagnoses
    assert found.where is not None
    assert list(found.where.lines) == [3, 4]


IN_TURN = """\
format: 1
id: in-turn
title: In turn
chapter: 00-sums
order: 2
difficulty: 1
objectives: [Ask]
prompt: Ask one after the other, and add up the answers.
starter: |
  async def add_up(ask, names):
      ____ask____
gaps:
  ask:
    answer: |-
      total = 0
      for name in names:
          total += await ask(name)
      return total
    ask: statements
hints: [One by one, Then add]
checks:
  - {id: test_sum, title: Adds up}
misconceptions:
  - {id: one-more, gaps: {ask: return len(names)}, caught_by: test_sum, message: None was asked. Who should be?}
diagnoses: [sequential-await]
"""
ASKING = """\
from grader.checks import probe, scenario


@scenario
async def add_up(submission, ask):
    return await submission.add_up(ask, ["a", "b", "c"])


def test_sum(run):
    answers = probe("ask", result=2, delay=2)
    assert run(add_up, ask=answers).value == 6, "Two seconds each."
"""
TWICE = """\
async def add_up(ask, names):
    answers = []
    for name in names:
        answers.append(await ask(name))
    return sum(answers, {start})
"""


def course_of_one(path: Path, text: str) -> Exercise:
    folder = path / "exercises" / "00-sums"
    folder.mkdir(parents=True)
    (folder / "in-turn.yaml").write_text(text, encoding="utf-8")
    (folder / "in_turn_checks.py").write_text(ASKING, encoding="utf-8")
    return load_exercise(folder / "in-turn.yaml")


BESIDE = """\
import asyncio


async def idle():
    await asyncio.sleep(60)


async def add_up(ask, names):
    task = asyncio.create_task(idle())
    names = list(names)
    total = 5
    for name in names:
        total += {often}await ask(name)
    return total {more}
"""


@pytest.mark.parametrize(
    ("often", "more", "lines"),
    [("", "", [11]), ("", "* 2", [11, 14]), ("3 * ", "* 2", [9])],
    ids=["one", "two", "more"],
)
def test_what_happens_beside_a_small_cause_is_not_the_explanation(
    often: str, more: str, lines: list[int], tmp_path: Path, host: CheckHost
) -> None:
    in_turn = course_of_one(tmp_path, IN_TURN.replace("[sequential-await]", "[main-returned-early]"))
    report = grade(in_turn, Submission(BESIDE.format(often=often, more=more), "in_turn.py", "v"), runner=Watched(host))
    (found,) = report.diagnoses
    assert found.where is not None
    assert list(found.where.lines) == lines


@pytest.mark.parametrize(("answer", "slug"), [("", "wrong-value"), ("gathered", "sequential-await")])
def test_what_the_solution_does_too_explains_nothing(answer: str, slug: str, tmp_path: Path, host: CheckHost) -> None:
    text = IN_TURN
    if answer:
        loop = text[text.index("      total = 0") : text.index("    ask: statements")]
        text = text.replace(loop, "      import asyncio\n      return sum(await asyncio.gather(*map(ask, names)))\n")
    in_turn = course_of_one(tmp_path, text)
    source = TWICE.format(start=1)
    report = grade(in_turn, Submission(source, "in_turn.py", "v"), runner=Watched(host))
    assert [found.slug for found in report.diagnoses] == [slug]


@pytest.fixture(scope="module")
def longer(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    """The same with a solution of many lines, and no known mistake."""
    folder = tmp_path_factory.mktemp("course") / "exercises" / "00-sums"
    folder.mkdir(parents=True)
    lines = "".join(f"      total += {number} * 0\n" for number in range(12))
    text = EXERCISE.replace("      return total", f"{lines}      return total")
    (folder / "add-up.yaml").write_text(text, encoding="utf-8")
    (folder / "add_up_checks.py").write_text(CHECKS, encoding="utf-8")
    return replace(load_exercise(folder / "add-up.yaml"), misconceptions=())


def test_a_step_of_the_learners_own_that_is_in_the_way_is_named(longer: Exercise, host: CheckHost) -> None:
    """Where the program is made in another way than the right one."""
    source = """\
def results(numbers):
    yield sum(numbers)
    rest = list(numbers)
    rest.pop()
    yield len(rest)

def add_up(numbers):
    return tuple(results(numbers))
"""
    (found,) = graded(longer, source, Watched(host)).diagnoses
    assert (found.where and found.where.line, found.why.split(". ")[-1]) == (4, "Without line 4 this check passes.")
    assert found.next == "What does line 4 do that the task does not ask for?"


def test_where_nothing_may_be_tried_a_known_mistake_is_quoted_for_its_line(exercise: Exercise, host: CheckHost) -> None:
    known = replace(exercise.misconceptions[0], where="return total, len(numbers) - 1")
    slow = replace(exercise, limits=replace(exercise.limits, processes=1), misconceptions=(known,))
    watched = Watched(host, lambda number, outcome: outcome if number == 1 else Slow(outcome, Ending.WALL_LIMIT))
    source = program(start="int()", count="len(numbers) - 1").replace("in numbers", "in list(numbers)")
    (found,) = graded(slow, source, watched).diagnoses
    assert (found.where and found.where.line, len(watched.ran)) == (5, 2)
    assert known.message in found.why
