"""A class made up from a seed: any number of learners, right and wrong answers, names that break careless software."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.model import IntakeKind, Learner, Remark
from grader.reports.gradebook import CheckColumn, ExerciseColumn, GradedWork, Override, Visibility, WorkStatus

HOSTILE_NAMES = (
    "=cmd()|' /C calc'!A0",
    "Åsa Sørensen-O'Neill, Jr.",
    "Zoë 🦆 Lindqvist",
    "أحمد بن علي",
    "<script>document.title='owned'</script>",
    "王小明",
    '"><img src=x onerror="document.title=\'owned\'">',
    "+1 @SUM(A1)",
    "\u202egnp.exe Backwards",
    "Robert'); DROP TABLE learners;--",
)
FIRST = ("Ada", "Ben", "Chen", "Dana", "Emre", "Fatma", "Grace", "Hugo", "Ines", "Jonas", "Kofi", "Lena", "Mira")
LAST = ("Adler", "Bianchi", "Costa", "Dubois", "Eriksen", "Fischer", "Garcia", "Haddad", "Ivanova", "Jensen", "Novak")
TITLES = (
    ("hello-stop", "Stop the event loop"),
    ("two-tasks", "Run two tasks side by side"),
    ("set-result", "Set a future's result"),
    ("queue-workers", "Workers that share a queue"),
    ("cancel-cleanly", "Tidy up when cancelled"),
    ("lock-account", "Guard an account with a lock"),
    ("gather-errors", "Gather results and errors"),
    ("timeout-retry", "Give up in time, and try again"),
    ("task-group", "A group of tasks"),
    ("async-iterator", "An asynchronous iterator"),
    ("debounce", "Debounce a stream of events"),
    ("event-latch", "A latch made of an event"),
    ("semaphore-pool", "At most three at a time"),
    ("echo-server", "An echo server"),
    ("to-thread", "Move slow work to a thread"),
    ("context-vars", "A request's own variables"),
    ("graceful-stop", "Shut down gracefully"),
    ("backoff", "Wait longer each time"),
    ("pubsub", "Topics and subscribers"),
    ("chat-rooms", "Chat rooms"),
)
SOURCE = """\
import asyncio


async def fetch(n):
    await asyncio.sleep(1)
    return n


async def main():
    results = []
    for n in range(2):
        results.append({line})
    return results


asyncio.run(main())
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A way to answer an exercise: which share of the checks passes, and why not more."""

    weight: int
    passed: int
    slug: str = ""
    what: str = ""
    why: str = ""
    next: str = ""
    line: str = "await asyncio.create_task(fetch(n))"
    ending: str = "returned"
    tamper: str = ""
    general: bool = False
    reason: str | None = None


OUTCOMES = (
    Outcome(60, 3, line="tasks[n].result()"),
    Outcome(
        12,
        1,
        "sequential-await",
        "Your 2 tasks ran one after another: 2s in all. Side by side they would take 1s.",
        "A task begins when it is created. Here the second one was created at t=1s, when the first had finished.",
        "How many of your tasks exist while the first one is still at work?",
    ),
    Outcome(
        7,
        1,
        "missing-await",
        "`fetch(n)` built a coroutine, and nothing ever ran it.",
        "Calling an `async def` function runs nothing of its body: it only makes a coroutine object.",
        "What must be written before the call so that the result comes out of it?",
        line="fetch(n)",
    ),
    Outcome(
        5,
        0,
        "everyone-waits",
        "At t=0s every task is waiting and nothing is left that could wake any of them.",
        "The loop has no callback queued and no timer running. `main` waits for an event that nobody sets.",
        "Who was supposed to end this wait?",
        line="await asyncio.Event().wait()",
        ending="deadlock",
    ),
    Outcome(
        4,
        0,
        "open-gaps",
        "Gap 2 of 3 (`____wait____`) is still open: wait for the value.",
        "A gap is only a name that holds the place for your code.",
        "What belongs on line 12 in place of `____wait____`?",
        line="____wait____",
        general=True,
    ),
    Outcome(
        3,
        0,
        "syntax-error",
        "A bracket is never closed on line 12.",
        "Python reads on until it finds the closing one.",
        "How many brackets does line 12 open?",
        line="fetch((n)",
        ending="not-loadable",
        general=True,
    ),
    Outcome(2, 0, "cpu-limit", "Your program used all of its 2 s of processor time.", "", "", ending="cpu-limit"),
    Outcome(
        2,
        2,
        "blocking-call",
        "`time.sleep(1)` froze the whole event loop 2 times, 2s in all.",
        "The loop lives in the thread that sleeps.",
        "Which call also waits, but lets other tasks run?",
        line="time.sleep(1)",
    ),
    Outcome(
        1, 1, "wrong-value", "It gave `[0]` where `[0, 1]` was expected.", "", "", tamper="network: socket.connect"
    ),
    Outcome(1, 0, reason="the check host did not answer within 30 s."),
)


@dataclass(frozen=True)
class GeneratedClass:
    """A gradebook that makes up each work when it is asked for, always the same from the same seed."""

    size: int
    course: int = 8
    seed: int = 7
    hostile: bool = True
    course_title: str = "Asynchronous programming, autumn"
    salt: bytes = b"a secret of this class"
    visibilities: Mapping[str, Mapping[str, Visibility]] = field(default_factory=dict)

    @property
    def exercises(self) -> tuple[ExerciseColumn, ...]:
        return tuple(
            ExerciseColumn(
                name,
                title,
                f"{number // 4:02}-part",
                4.0,
                (
                    CheckColumn("test_loads", "The file loads", 1.0),
                    CheckColumn("test_result", "Returns the result", 1.0),
                    CheckColumn("test_overlap", "Both overlap", 2.0),
                ),
            )
            for number, (name, title) in enumerate(TITLES[: self.course])
        )

    def learners(self) -> Iterator[Learner]:
        return iter(sorted(map(self.learner, range(self.size)), key=lambda one: (one.name, one.key)))

    def learner(self, number: int) -> Learner:
        dice = random.Random(f"{self.seed}-{number}")  # noqa: S311 - nothing secret
        if self.hostile and number < len(HOSTILE_NAMES):
            name = HOSTILE_NAMES[number]
        else:
            name = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
        ids = {"canvas_id": str(4000 + number), "moodle_participant": str(700 + number), "github": f"hub{number}"}
        return Learner(f"s{number:05}", name, f"s{number:05}@example.org", f"Group {number % 4 + 1}", ids)

    def works(self, learner_key: str | None = None) -> Iterator[GradedWork]:
        learners = self.learners() if learner_key is None else iter([self.learner(int(learner_key[1:]))])
        exercises = self.exercises
        for learner in learners:
            dice = random.Random(f"{self.seed}-{learner.key}-works")  # noqa: S311 - nothing secret
            skill = dice.random()
            for number, column in enumerate(exercises):
                yield self.work(learner, column, dice, skill - 0.03 * number)

    def work(self, learner: Learner, column: ExerciseColumn, dice: random.Random, skill: float) -> GradedWork:
        chance = dice.random()
        if chance < 0.05 - 0.05 * skill:
            return GradedWork(learner, column.id, WorkStatus.MISSING, 0.0, 4.0)
        weights = [outcome.weight * (0.4 + 1.6 * skill if n == 0 else 1.0) for n, outcome in enumerate(OUTCOMES)]
        [outcome] = dice.choices(OUTCOMES, [max(weight, 0.1) for weight in weights])
        report = report_of(column, outcome, learner)
        score = 0.0 if outcome.reason else float(report["score"])
        late = dice.random() < 0.06 and score > 0
        override = (
            Override(4.0, "Spoke about it in class", "2026-03-01T10:00:00+00:00") if dice.random() < 0.01 else None
        )
        return GradedWork(
            learner,
            column.id,
            WorkStatus(report["status"]),
            override.points if override else score * (0.9 if late else 1.0),
            4.0,
            score,
            4.0,
            late="3 hours late: 10 % off." if late else "",
            attempts=dice.randrange(1, 6),
            override=override,
            submitted_at="2026-02-28T22:15:00+01:00",
            report=report,
            source=SOURCE.replace("{line}", outcome.line) + f"# by {learner.name}\n",
            source_name=f"{learner.name}_{column.id}.py".replace("/", "_"),
        )

    def remarks(self) -> Iterator[Remark]:
        yield Remark(
            IntakeKind.DUPLICATE, "in/s00003/two_tasks (2).py", "Handed in twice; the later one counts.", "s00003"
        )
        yield Remark(IntakeKind.UNKNOWN_LEARNER, "in/<b>who</b>.py", "No learner of the roster is called so.")

    def visibility(self, exercise: str) -> Mapping[str, Visibility]:
        return self.visibilities.get(exercise, {})


def report_of(column: ExerciseColumn, outcome: Outcome, learner: Learner) -> dict[str, Any]:
    """The JSON form of the report that ``outcome`` earns."""
    statuses = ["passed"] * outcome.passed + ["failed"] + ["not-reached"] * 3
    checks = [check_of(check, statuses[n], outcome, learner) for n, check in enumerate(column.checks)]
    if outcome.reason:
        checks = [{**check, "status": "ungraded", "score": 0.0} for check in checks]
    failed = next((str(check["id"]) for check in checks if check["status"] == "failed"), None)
    diagnoses = []
    if outcome.slug:
        diagnoses.append(
            {
                "slug": outcome.slug,
                "check": None if outcome.general else failed,
                "what": outcome.what,
                "where": {"line": 12, "column": 8, "text": f"results.append({outcome.line})"},
                "why": outcome.why,
                "next": outcome.next,
                "page": f"slugs/{outcome.slug}",
            }
        )
    passed = outcome.passed == len(column.checks) and not outcome.reason
    return {
        "format": 1,
        "exercise": column.id,
        "title": column.title,
        "exercise_version": "sha256:0e",
        "submission_version": "sha256:1f",
        "file": f"{learner.name}.py",
        "learner": learner.key,
        "status": "ungraded" if outcome.reason else "passed" if passed else "failed",
        "reason": outcome.reason,
        "score": sum(float(check["score"]) for check in checks),
        "max_score": 4.0,
        "open_gaps": [],
        "checks": checks,
        "diagnoses": diagnoses,
        "warnings": [],
        "remarks": ["A task begins when it is created, not when it is awaited."] if passed else [],
        "tamper": [outcome.tamper] if outcome.tamper else [],
        "isolation": {"level": "strict", "guarantees": ["no-network"]},
        "grader": "1.0.0",
        "python": "3.11.7",
    }


def check_of(check: CheckColumn, status: str, outcome: Outcome, learner: Learner) -> dict[str, Any]:
    run = {
        "ending": outcome.ending if status == "failed" else "returned",
        "stdout": f"hello from {learner.name}\n" if status != "not-reached" else "",
        "stderr": "",
        "truncated": False,
        "loop_time": 2.0,
        "timeline": {
            "end": 2.0,
            "tasks": [
                {
                    "name": "Task-1:main",
                    "spans": [["running", 0, 0], ["waiting", 0, 1], ["running", 1, 1], ["waiting", 1, 2]],
                    "ending": "done",
                },
                {"name": "Task-2:fetch", "spans": [["running", 0, 0], ["sleeping", 0, 1]], "ending": "done"},
                {"name": f"for {learner.name}", "spans": [["sleeping", 1, 2]], "ending": "done"},
            ],
        },
        "usage": {"cpu_s": 0.004, "wall_s": 0.006, "peak_mb": 21.0},
    }
    return {
        "id": check.id,
        "title": check.title,
        "status": status,
        "score": check.max_score if status == "passed" else 0.0,
        "max_score": check.max_score,
        "evidence": "value",
        "message": None if status == "passed" else "It must give what was asked for.",
        "hidden_inputs": False,
        "comparison": {"op": "==", "got": "[0]", "expected": "[0, 1]"} if status == "failed" else None,
        "runs": [] if status == "not-reached" else [run],
    }
