"""Whole reports, written by hand, that the golden texts and the JSON tests share."""

from __future__ import annotations

from typing import Any

from grader.model import (
    CheckResult,
    CheckStatus,
    Comparison,
    Diagnosis,
    Ending,
    ErrorInfo,
    Evidence,
    Frame,
    Isolation,
    Observation,
    OpenGap,
    Place,
    Report,
    Span,
    SpanState,
    Status,
    TaskEnding,
    TaskLine,
    Timeline,
    Usage,
)

S = SpanState


def check(
    name: str, title: str, status: CheckStatus = CheckStatus.PASSED, points: float = 1.0, **more: Any
) -> CheckResult:
    score = points if status is CheckStatus.PASSED else 0.0
    return CheckResult(f"test_{name}", title, status, score, points, more.pop("evidence", Evidence.VALUE), **more)


def report(*checks: CheckResult, status: Status = Status.FAILED, **more: Any) -> Report:
    facts: dict[str, Any] = {
        "exercise": "two-tasks",
        "title": "Run two tasks side by side",
        "exercise_version": "sha256:0e",
        "submission_version": "sha256:1f",
        "isolation": Isolation("strict", ("no-network", "no-writes")),
        "grader": "1.0.0",
        "python": "3.11.7",
        "file": "two_tasks.py",
    }
    return Report(
        status=status,
        score=sum(c.score for c in checks),
        max_score=sum(c.max_score for c in checks),
        checks=checks,
        **{**facts, **more},
    )


STAIRCASE = Timeline(
    2.0,
    (
        TaskLine(
            "Task-1:main",
            (
                Span(S.RUNNING, 0, 0),
                Span(S.WAITING, 0, 1),
                Span(S.RUNNING, 1, 1),
                Span(S.WAITING, 1, 2),
                Span(S.RUNNING, 2, 2),
            ),
            TaskEnding.DONE,
        ),
        TaskLine(
            "Task-2:fetch", (Span(S.RUNNING, 0, 0), Span(S.SLEEPING, 0, 1), Span(S.RUNNING, 1, 1)), TaskEnding.DONE
        ),
        TaskLine(
            "Task-3:fetch",
            (Span(S.CREATED, 1, 1.2), Span(S.BLOCKING, 1.2, 1.6), Span(S.SLEEPING, 1.6, 2)),
            TaskEnding.CANCELLED,
        ),
        TaskLine("Task-4:fetch", (Span(S.RUNNING, 1, 1),), TaskEnding.ERROR),
        TaskLine("Task-5:fetch", (Span(S.WAITING, 1, 2),), TaskEnding.PENDING),
    ),
)


def sequential() -> Report:
    run = Observation(
        Ending.RETURNED, 2.0, stdout="start\nend \n", loop_time=2.0, timeline=STAIRCASE, usage=Usage(0.004, 0.006, 21.0)
    )
    return report(
        check("loads", "The file loads"),
        check(
            "overlap",
            "Both tasks overlap",
            CheckStatus.FAILED,
            2.5,
            evidence=Evidence.PROBE,
            comparison=Comparison("==", "2.0", "1.0"),
            runs=(run,),
        ),
        check(
            "order",
            "The results come in the order of the arguments, whatever order the tasks finish in",
            CheckStatus.NOT_REACHED,
        ),
        diagnoses=(
            Diagnosis(
                "sequential-await",
                what="Your 2 tasks ran one after another: 2s in all. Side by side they would take 1s.",
                why="A task can begin only when it has been created. Here the second one was created at t=1s, the "
                "moment when the "
                "first had finished, because the program waits for each task before it creates the next.",
                next="How many of your tasks exist while the first one is still at work? What has to happen before "
                "the first wait?",
                where=Place(8, 14, "        await asyncio.create_task(fetch(n))"),
                check="test_overlap",
            ),
        ),
    )


def syntax_error() -> Report:
    return report(
        check("loads", "The file loads", CheckStatus.FAILED),
        check("runs", "Both run", CheckStatus.NOT_REACHED),
        diagnoses=(
            Diagnosis(
                "syntax-error",
                what="A colon is missing on line 3.",
                why="A line that opens a block ends in a colon.",
                next="With which sign does a line that opens a block end?",
                where=Place(3, 16, "async def main()"),
            ),
        ),
    )


def open_gap() -> Report:
    return report(
        check("loads", "The file loads", CheckStatus.FAILED),
        open_gaps=(OpenGap("wait", 7, 11, "wait for the value", 2, 3),),
        diagnoses=(
            Diagnosis(
                "open-gaps",
                what="Gap 2 of 3 (`____wait____`) is still open: wait for the value.",
                why="A gap is only a name that holds the place for your code.",
                next="What belongs on line 7 in place of `____wait____`?",
                where=Place(7, 11, "    return ____wait____"),
            ),
        ),
    )


def exception() -> Report:
    inner = ErrorInfo(
        "ValueError", "boom [red]\x1b[31m", ("ValueError",), (Frame("bad", 9, "    raise ValueError('boom')"),)
    )
    error = ErrorInfo(
        "ExceptionGroup",
        "unhandled errors in a TaskGroup (1 sub-exception)",
        ("ExceptionGroup", "BaseExceptionGroup"),
        (
            Frame("<module>", 20, "asyncio.run(main())"),
            Frame("main", 14, "    async with asyncio.TaskGroup() as group:"),
        ),
        column=4,
        end_column=44,
        inner=(inner,) * 5,
    )
    run = Observation(
        Ending.RAISED,
        error=error,
        stderr='Traceback (most recent call last):\n  File "/usr/lib/x.py", line 1, in y\n    z\nValueError\n',
    )
    return report(
        check("ends", "Ends without an exception", CheckStatus.FAILED, runs=(run,)),
        diagnoses=(
            Diagnosis(
                "raised",
                what="Your program ended in `ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)` in "
                "`main` (line 14).",
                why="Nothing caught the exception, so it ended the run.",
                next="Should this exception happen at all?",
                where=Place(9, 4, "    raise ValueError('boom')"),
                check="test_ends",
            ),
        ),
    )


def output() -> Report:
    got, expected = ["start", "B done", "A done\t", "end "], ["start", "A done", "B done", "end"]
    run = Observation(Ending.RETURNED, stdout="\n".join(got) + "\n", truncated=True)
    return report(
        check(
            "prints",
            "Prints in order",
            CheckStatus.FAILED,
            comparison=Comparison("==", repr(got), repr(expected)),
            runs=(run,),
        ),
        diagnoses=(
            Diagnosis(
                "wrong-output",
                "Line 2 of the output is not the one expected.",
                "Output is compared line by line.",
                "Which line prints there?",
                check="test_prints",
            ),
        ),
    )


def long_value() -> Report:
    got, expected = list(range(60)), [*range(45), 99, *range(46, 60)]
    run = Observation(Ending.RETURNED, got)
    return report(
        check(
            "value",
            "Returns the numbers",
            CheckStatus.FAILED,
            comparison=Comparison("==", repr(got), repr(expected)),
            runs=(run,),
        ),
        diagnoses=(
            Diagnosis(
                "wrong-value",
                "At index 45 your program gave `45` where `99` was expected.",
                "They differ.",
                "Why?",
                check="test_value",
            ),
        ),
    )


def hidden_inputs() -> Report:
    run = Observation(Ending.RETURNED, 41, stdout="secret\n", loop_time=41.0, timeline=STAIRCASE)
    return report(
        check(
            "any",
            "Works for any input",
            CheckStatus.FAILED,
            hidden_inputs=True,
            comparison=Comparison("==", "41", "secret"),
            runs=(run,),
            message="It must work for negative numbers too",
        ),
        diagnoses=(
            Diagnosis(
                "wrong-value",
                "It must work for negative numbers too.",
                "This check uses inputs that are not shown.",
                "Which inputs did you try?",
                check="test_any",
            ),
        ),
    )


def passed() -> Report:
    return report(
        check("loads", "The file loads"),
        check(
            "overlap",
            "Both tasks overlap",
            points=2.5,
            evidence=Evidence.PROBE,
            runs=(Observation(Ending.RETURNED, 1.0, loop_time=1.0, timeline=STAIRCASE),),
        ),
        status=Status.PASSED,
        remarks=(
            "A task begins when it is created, not when it is awaited.\nThe sum of the times became their maximum.",
        ),
    )


def ungraded() -> Report:
    return report(
        check("loads", "The file loads", CheckStatus.UNGRADED),
        check("other", "Something else", CheckStatus.SKIPPED),
        status=Status.UNGRADED,
        reason="the check host did not answer within 30 s.",
    )


def authors_words() -> Report:
    return report(
        check("late", "The result is set on a later turn", CheckStatus.MISSING, points=2),
        diagnoses=(
            Diagnosis(
                "called-instead-of-passed",
                "You *called* `set_result` at once. See "
                "/a/very/long/path/that/must/not/be/broken/anywhere/because/it/is/to/be/copied.txt",
                "",
                "",
                check="test_late",
            ),
        ),
    )


REPORTS = {
    "sequential": sequential,
    "syntax-error": syntax_error,
    "open-gap": open_gap,
    "exception": exception,
    "output": output,
    "long-value": long_value,
    "hidden-inputs": hidden_inputs,
    "passed": passed,
    "ungraded": ungraded,
    "authors-words": authors_words,
}
