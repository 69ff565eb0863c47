"""An author points at a line of a wrong answer; the learner's line that stands for it is found."""

from __future__ import annotations

import pytest

from grader.feedback.pointing import lines_like
from grader.feedback.syntax import Source

WRONG = """\
import asyncio

async def main():
    task = asyncio.create_task(work())
    try:
        await asyncio.sleep(1)
    finally:
        task.cancel()
    return done(
        task,
        1,
    )
"""
RENAMED = WRONG.replace("task =", "job =").replace("task.c", "job.c").replace("    task,", "    job,")
LONGER = WRONG.replace("async def main", "# a remark\n\n\nasync def main").replace(
    "    return", "    print()\n    return"
)


@pytest.mark.parametrize(
    ("found", "words", "line"),
    [
        (WRONG, "task.cancel", 8),
        (RENAMED, "task.cancel", 8),
        (LONGER, "task.cancel", 11),
        (RENAMED, "create_task", 4),
        (LONGER, "task,", 14),
        (WRONG.replace("done(\n        task,\n        1,\n    )", "done(task, 1)"), "1,", 9),
        (WRONG.replace("task.cancel()", "stop(task.cancel(), task.cancelled())"), "task.cancel()", 8),
        (LONGER, "finally:", 10),
        (WRONG.replace("create_task(work())", "create_task(work(1))"), "create_task", 4),
        (WRONG.replace("task = asyncio.create_task(work())", "pass"), "create_task", None),
        (WRONG, "not there", None),
        ("async def main():\n    pass\n", "task.cancel", None),
        ("def main(:\n", "task.cancel", None),
        ("(" * 150 + ")" * 150, "task.cancel", None),
    ],
)
def test_the_line_that_stands_for_it(found: str, words: str, line: int | None) -> None:
    assert lines_like(Source.parse(found), WRONG, words) == (() if line is None else (line,))


def test_of_lines_with_the_same_text_the_one_at_that_height() -> None:
    source = (
        "def f():\n    try:\n        a()\n    finally:\n        b()\n    try:\n        c()\n    finally:\n        d()\n"
    )
    program = source.replace("        d()\n    finally:", "        d()\n    finally: # here")
    other = program.replace("finally:\n        d", "finally: \n        d")
    assert lines_like(Source.parse(source), other, "finally: ") == (8,)


def test_an_answer_that_is_no_program_points_at_no_line() -> None:
    assert lines_like(Source.parse("print()\n"), "x = (\n", "x") == ()


ELSEWHERE = """\
import asyncio

async def other():
    winner = asyncio.create_task(work())

class Race:
    async def main(self):
        if jobs:
            answer = jobs.pop().result()
            for job in jobs:
                job.cancel()
        return answer

async def main():
    for runner in runners:
        winner = runner.result()
    return winner
"""


@pytest.mark.parametrize(
    ("program", "words", "line"),
    [
        ("async def main():\n    winner = first(runners).result()\n", "first", 16),
        ("class Race:\n    async def main(self):\n        answer = done.popleft().result()\n", "result", 9),
        ("class Race:\n    async def main(self):\n        if not jobs:\n            pass\n", "if not", 8),
        ("class Race:\n    async def main(self):\n        [job.cancel() for job in self.jobs]\n", "cancel", 11),
        ("async def main():\n    winner = asyncio.create_task(work())\n", "create_task", 4),
        ("async def main():\n    print('nothing')\n", "nothing", None),
        ("def main(:\n    result()\n", "result", None),
    ],
    ids=["function", "method", "head", "comprehension", "letter by letter", "other function", "no program"],
)
def test_a_line_that_does_the_same_in_another_way(program: str, words: str, line: int | None) -> None:
    assert lines_like(Source.parse(ELSEWHERE), program, words) == (() if line is None else (line,))


def test_the_second_of_two_steps_is_the_one_that_has_most_of_the_rest() -> None:
    program = """\
async def watch(tasks, show, runners, limit):
    for runner, step in zip(runners, asyncio.as_completed(tasks, timeout=limit)):
        show(runner, await step)
"""
    found = """\
async def watch(tasks, show, runners, limit):
    arrivals = asyncio.as_completed(tasks, timeout=limit)
    for place, (runner, step) in enumerate(zip(runners, arrivals), 1):
        show(place, runner, await step)
    for runner, task in zip(runners, tasks):
        if not task.done():
            task.cancel()
"""
    assert lines_like(Source.parse(found), program, "zip(runners, asyncio.as_completed") == (2, 3)


def test_a_statement_is_looked_for_elsewhere_if_its_function_has_none_like_it() -> None:
    program = "def run():\n    while alive():\n        batch, ready = take(ready), empty(ready)\n        call(batch)\n"
    found = "def run():\n    while alive():\n        turn()\n\ndef turn():\n    batch = take(ready)\n    call(*batch)\n"
    assert lines_like(Source.parse(found), program, "batch, ready") == (6,)
    assert lines_like(Source.parse(found.replace("take(ready)", "[]")), program, "batch, ready") == ()
