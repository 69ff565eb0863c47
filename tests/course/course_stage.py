"""A tiny course, works to it, and stand-ins for workers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from grader.catalogue import Course
from grader.course.engine import Engine, Task, main_file
from grader.course.environment import Environment
from grader.course.intake import Work
from grader.course.items import Chunk, Graded, Item, pack_report
from grader.course.store import Database, open_database
from grader.course.store.results import Place, add_environment, count_waiting, waiting
from grader.course.store.taking import add_edition, add_works, use_edition
from grader.model import Exercise, Learner, Status
from grader.submission import make_submission

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

EXERCISE = """\
format: 1
id: {id}
title: Give the answer
chapter: 00-numbers
order: {order}
difficulty: 1
objectives: [Return]
prompt: |
  `answer()` returns 42.
starter: |
  def answer():
      return ____number____
gaps:
  number: {{answer: "42", ask: the answer}}
hints: [It is between 41 and 43.]
limits: {{cpu_s: 1, wall_s: 3}}
checks:
  - {{id: test_answer, title: Gives the answer, points: 2}}
misconceptions:
  - id: one-more
    gaps: {{number: "43"}}
    caught_by: test_answer
    message: That is one more.
"""

CHECKS = """\
import os
import signal
from pathlib import Path


def test_answer(run):
    value = run.call("answer").value
    if isinstance(value, str) and value.startswith("end "):
        _, whom, how, name = value.split(" ")
        _end(whom, how, Path(os.environ["CHAOS_FOLDER"], name))
        value = 42
    assert value == 42


def _end(whom, how, marker):
    # This runs in the check host, whose parent is a worker, whose parent grades the class.
    if marker.exists():
        return
    if name_is_for_once(marker):
        marker.touch()
    worker = os.getppid()
    targets = {
        "host": os.getpid(),
        "worker": worker,
        "coordinator": int(Path(f"/proc/{worker}/stat").read_text().rsplit(")", 1)[1].split()[1]),
        "zygote": int(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()[0]),
    }
    os.kill(targets[whom], getattr(signal, how))


def name_is_for_once(marker):
    return not marker.name.startswith("always")
"""
"""The check ends one of the grader's own processes where a program asks for it: a trusted accomplice."""


def write_course(root: Path, *ids: str) -> Course:
    """A course of the exercises with these ids, all of them alike."""
    folder = root / "exercises" / "00-numbers"
    folder.mkdir(parents=True)
    for order, name in enumerate(ids or ("answer",), 1):
        (folder / f"{name}.yaml").write_text(EXERCISE.format(id=name, order=order), encoding="utf-8")
        (folder / f"{name.replace('-', '_')}_checks.py").write_text(CHECKS, encoding="utf-8")
    return Course(root)


def program(value: object, note: str = "") -> str:
    """A program that answers ``value``."""
    return f"def answer():\n    return {value!r}\n" + (f"# {note}\n" if note else "")


def bomb(whom: str, how: str, name: str) -> str:
    """A program at which the check ends ``whom`` with a signal; once, unless its name begins with ``always``."""
    return program(f"end {whom} {how} {name}")


def work(learner: str, text: str, exercise: str = "answer", attempt: int = 1, **more: object) -> Work:
    return Work(
        learner=Learner(learner, learner.title()),
        exercise=exercise,
        submission=make_submission(text.encode(), f"{exercise}.py"),
        attempt=attempt,
        origin=f"{learner}/{exercise}.py",
        submitted_at=NOW,
        **more,  # type: ignore[arg-type]  # whatever a test wants to set
    )


def write_works(folder: Path, texts: Sequence[str], file: str = "answer.py") -> Path:
    """A folder for each of so many learners."""
    for number, text in enumerate(texts):
        own = folder / f"learner-{number:03}"
        own.mkdir(parents=True)
        (own / file).write_text(text, encoding="utf-8")
    return folder


def environment(**changes: object) -> Environment:
    facts: dict[str, object] = {
        "grader": "1.0",
        "code": "abc",
        "python": "3.11.0",
        "pytest": "8.0",
        "level": "strict",
        "guarantees": ("no-network",),
    }
    return Environment(**facts | changes)  # type: ignore[arg-type]  # whatever a test wants to change


def judged(item: Item) -> Graded:
    """What a worker would say: right with 42, wrong without."""
    right = "return 42\n" in item.submission.source
    status, score = (Status.PASSED, 2.0) if right else (Status.FAILED, 0.0)
    report: dict[str, object] = {"status": status.value, "checks": [], "learner": None, "file": item.submission.name}
    return Graded(item.number, status, score, 2.0, None, pack_report(report), 0.01)


@dataclass(slots=True)
class PoolStandIn:
    """Grades at once, in this process; ``judge`` may raise."""

    judge: Callable[[Item], Graded] = judged
    facts: Environment = field(default_factory=environment)
    workers: int = 2
    chunks: list[Chunk] = field(default_factory=list)

    def environment(self) -> Environment:
        return self.facts

    def submit(self, chunk: Chunk) -> Future[tuple[Graded, ...]]:
        self.chunks.append(chunk)
        future: Future[tuple[Graded, ...]] = Future()
        try:
            future.set_result(tuple(self.judge(item) for item in chunk.items))
        except Exception as error:  # a worker's failure is handed on
            future.set_exception(error)
        return future

    def close(self) -> None:
        pass


def new_store(folder: Path) -> Database:
    return open_database(folder, create=True)


def take(database: Database, exercise: Exercise, works: Sequence[Work]) -> None:
    """Store works, and their exercise as it is."""
    use_edition(database, exercise.id, 0, add_edition(database, exercise))
    add_works(database, works, NOW)


def task(database: Database, exercise: Exercise, facts: Environment) -> Task:
    place = place_of(database, exercise, facts)
    count = count_waiting(database, exercise.id, None)
    return Task(exercise, place, count, lambda: waiting(database, exercise.id, None, main_file(exercise)))


def place_of(database: Database, exercise: Exercise, facts: Environment) -> Place:
    return Place(exercise.id, add_edition(database, exercise), add_environment(database, facts))


def run_engine(database: Database, exercise: Exercise, pool: PoolStandIn) -> None:
    Engine(database, pool, now=lambda: NOW).run([task(database, exercise, pool.facts)])


def results(database: Database) -> dict[str, tuple[str, float]]:
    """Status and score by learner, of what is graded."""
    return {
        str(learner): (str(status), float(score))
        for learner, status, score in database.rows(
            "SELECT w.learner, r.status, r.score FROM work w JOIN result r ON r.id = w.result"
        )
    }


def environ_with(folder: Path) -> Iterator[None]:
    """Where the accomplice notes whom it has ended."""
    os.environ["CHAOS_FOLDER"] = str(folder)
    yield
    del os.environ["CHAOS_FOLDER"]
