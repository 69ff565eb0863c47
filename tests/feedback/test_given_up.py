"""Where a program stood when a check gave up waiting for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from feedback_builders import context, event, result, returned, task, trace

from grader.feedback.context import Context
from grader.feedback.given_up import where_it_stood
from grader.model import Comparison, Diagnosis, EventKind

SOURCE = """\
import asyncio

async def run(command):
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    code = await process.wait()
    output, _ = await process.communicate()
    return code, output
"""
FOUND = Diagnosis("wrong-value", what="It differs.", why="", next="Why?", check="test_it")


def given_up(source: str = SOURCE, line: int | None = 5, via: str = "timeout", wait: str = "subprocess") -> Context:
    events = (
        event(0, EventKind.TASK_CREATED, "T1"),
        event(1, EventKind.TASK_SUSPENDED, "T1", "T1", line, wait=wait, text=wait),
        event(60, EventKind.CANCEL_REQUESTED, "T1", "callback _on_timeout", via=via),
    )
    run = returned("nothing", trace=trace(*events, tasks=[task("T1", "check")]))
    failed = result(run, comparison=Comparison("==", "'nothing'", "1"))
    return replace(context(source, run), failed=(failed,), check=failed)


def test_the_line_is_named_with_what_it_waited_for() -> None:
    found = where_it_stood(given_up(), FOUND)
    assert found.where is not None
    assert found.where.line == 5
    assert found.what == FOUND.what
    assert "a child process to end at t=1s, and it was still waiting at t=60s, when the check gave up." in found.why
    assert "nothing reads it before line 6" in found.why
    assert found.next == "What has to happen for line 5 to go on, and who sees to it?"


def test_what_is_read_in_time_is_not_blamed() -> None:
    source = SOURCE.replace("    code = await", "    text = await process.stdout.read()\n    code = await")
    found = where_it_stood(given_up(source, 6), FOUND)
    assert "gave up" in found.why
    assert "pipe" not in found.why


@pytest.mark.parametrize(
    "of",
    [
        given_up(line=None),
        given_up(via="cancel"),
        given_up(line=99),
        given_up(SOURCE.replace("code = await process.wait()", "code = await asyncio.wait_for(process.wait(), 9)")),
    ],
    ids=["a line of the check", "a cancel", "no line of the file", "a limit of the learner's own"],
)
def test_nothing_is_said_of_other_waits(of: Context) -> None:
    assert where_it_stood(of, FOUND) is FOUND


def test_a_limit_in_main_is_not_what_is_checked() -> None:
    main = "\nasync def main():\n    async with asyncio.timeout(1):\n        await run([])\n"
    assert where_it_stood(given_up(SOURCE + main), FOUND) is not FOUND


def test_a_diagnosis_of_no_check_stays_as_it_is() -> None:
    alone = replace(FOUND, check=None)
    assert where_it_stood(given_up(), alone) is alone
