"""A course of three small exercises, a workspace of it, and a stand-in for the process that runs the checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType

from grader.catalogue import Course
from grader.errors import GraderFault
from grader.grade import grade
from grader.model import CheckResult, CheckStatus, Exercise, Isolation, Report, Submission
from grader.practice.desk import Desk
from grader.practice.setup import Started, start
from grader.practice.workspace import load_course, starter_file

ADD = """\
format: 1
id: add-two
title: Add two numbers
chapter: 00-numbers
order: 10
difficulty: 1
minutes: 5
objectives: [Add]
prompt: |
  `add(a, b)` returns the **sum**.

  ```python
  add(1, 2)  # 3
  ```
starter: |
  def add(a, b):
      return ____sum____
gaps:
  sum: {answer: a + b, ask: the sum of both}
hints:
  - text: Which sign adds?
  - {text: Negative numbers are numbers too., check: test_adds_negative}
  - The sign is a cross.
checks:
  - {id: test_adds, title: Adds, points: 2}
  - {id: test_adds_negative, title: Adds negative numbers, points: 1}
misconceptions:
  - {id: minus, gaps: {sum: a - b}, caught_by: test_adds, max_points: 0, slug: wrong-sign, message: You took away.}
accept:
  - {id: turned-round, gaps: {sum: b + a}}
learned: A plus sign adds.
"""
ADD_CHECKS = """\
def test_adds(run):
    assert run.call("add", 1, 2).value == 3


def test_adds_negative(run):
    assert run.call("add", -1, -2).value == -3
"""
DOUBLE = """\
format: 1
id: double-it
title: Double it
chapter: 00-numbers
order: 20
difficulty: 2
optional: true
objectives: [Double]
prompt: Return twice the number.
starter: |
  def double(number):
      ____body____
gaps:
  body: {answer: return number * 2, ask: give back twice the number}
checks:
  - {id: test_doubles, title: Doubles}
"""
DOUBLE_CHECKS = """\
def test_doubles(run):
    assert run.call("double", 4).value == 8
"""
SHOUT = """\
format: 1
id: shout-it
title: Shout it
chapter: 01-words
order: 10
difficulty: 1
objectives: [Shout]
prompt: Return the word in capitals, as often as words.txt says.
starter: |
  def shout(word):
      return ____loud____
gaps:
  loud: {answer: word.upper(), ask: the word in capitals}
hints: [Strings have a method for it.]
data_files: [words.txt]
predict:
  question: What does `"hey".upper()` give?
  answers: [HEY, '"HEY"']
  because: It has capitals only.
checks:
  - {id: test_shouts, title: Shouts}
"""
SHOUT_CHECKS = """\
def test_shouts(run):
    assert run.call("shout", "hey").value == "HEY"
"""

EXERCISES = {
    "00-numbers/add-two": (ADD, ADD_CHECKS),
    "00-numbers/double-it": (DOUBLE, DOUBLE_CHECKS),
    "01-words/shout-it": (SHOUT, SHOUT_CHECKS),
}


def write_exercise(root: Path, place: str, text: str, checks: str) -> None:
    """Write one exercise; ``place`` is ``chapter/id``."""
    chapter, name = place.split("/")
    folder = root / "exercises" / chapter
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / f"{name.replace('-', '_')}_checks.py").write_text(checks, encoding="utf-8")


def write_practice_course(root: Path) -> Course:
    """Write the course into ``root``."""
    for place, (text, checks) in EXERCISES.items():
        write_exercise(root, place, text, checks)
    (root / "exercises/01-words/words.txt").write_text("one\n", encoding="utf-8")
    (root / "exercises/00-numbers/chapter.yaml").write_text(
        "title: Numbers\nintro: Numbers are for counting.\nsummary: You can count now.\n", encoding="utf-8"
    )
    (root / "exercises/01-words/chapter.yaml").write_text("title: Words\n", encoding="utf-8")
    return Course(root)


def begin(course: Course, folder: Path) -> Started:
    return start(folder, course, load_course(course))


@dataclass
class Days:
    """A clock for people, which is put forward by hand."""

    now: datetime = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass(frozen=True, slots=True)
class FakeOutcome:
    results: tuple[CheckResult, ...]
    isolation: Isolation = field(default_factory=lambda: Isolation("portable", ("time-limit",)))
    python: str = "3.11.0"


class FakeHost:
    """Passes a check if the program holds the answer to the first gap; a program with ``fault`` breaks the host."""

    def __init__(self) -> None:
        self.graded: list[str] = []
        self.interrupted = 0
        self.open = False

    def run_checks(self, exercise: Exercise, submission: Submission) -> FakeOutcome:
        self.graded.append(submission.source)
        if "fault" in submission.source:
            raise GraderFault("the host is gone")
        right = exercise.gaps[0].answer in submission.source
        status = CheckStatus.PASSED if right else CheckStatus.FAILED
        return FakeOutcome(
            tuple(
                CheckResult(one.id, one.title, status, one.points * right, one.points, one.evidence)
                for one in exercise.checks
            )
        )

    def greet(self) -> None:
        assert self.open

    def interrupt(self) -> None:
        self.interrupted += 1

    def __enter__(self) -> FakeHost:
        self.open = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.open = False


def answer(exercise: Exercise, *fills: str) -> str:
    """The learner's file with its gaps filled in order, as far as ``fills`` go."""
    head, _, body = starter_file(exercise).rpartition("watch\n")
    for gap, fill in zip(exercise.gaps, fills, strict=False):
        body = body.replace(gap.marker, fill)
    return f"{head}watch\n{body}"


def submit(desk: Desk, exercise: Exercise, *fills: str) -> Report:
    """Write an answer into the learner's file and check it, as ``grader check`` does."""
    desk.file_of(exercise).write_text(answer(exercise, *fills), encoding="utf-8")
    submission = desk.answer(exercise)
    report = grade(exercise, submission, runner=FakeHost())
    desk.note_check(exercise, submission, report)
    return report
