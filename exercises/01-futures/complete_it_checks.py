"""Hidden checks of complete-it."""

import asyncio

from grader.checks import Ending, probe, scenario


@scenario
async def run_operation(submission, witness):
    await witness("started")
    future = asyncio.get_running_loop().create_future()
    task = asyncio.ensure_future(submission.operation(future))
    result = await future
    await witness(result)
    await task


@scenario
def run_other_operation(submission, work):
    async def operation(future):
        future.set_result(await work())

    return submission.result_of(operation)


@scenario
def run_operation_with_a_timer(submission, result):
    async def operation(future):
        asyncio.get_running_loop().call_later(3, future.set_result, result)

    return submission.result_of(operation)


def test_prints_the_result(run):
    seen = run.script()
    assert seen.ending == Ending.RETURNED, "The program did not come to its end."
    assert seen.lines == ["Future Completed"], "The program did not print `Future Completed` and nothing else."


def test_operation_completes_its_future(run):
    witness = probe("witness")
    seen = run(run_operation, witness=witness)
    calls = witness.calls
    found = [(*call.args, round(call.entered - calls[0].entered, 6)) for call in calls[1:]]
    assert found, "`operation` was given a future, and that future never got a result."
    assert found == [("Future Completed", 2)], (
        "`operation` must complete its future after two seconds, with the text `Future Completed`. This is the result "
        "that it set, and after how many seconds."
    )
    assert seen.ending == Ending.RETURNED, "`operation` completed its future, and then did not come to its end."


def test_returns_what_the_operation_set(run):
    for seconds in (1, 7):
        work = probe("work", delay=seconds)
        seen = run(run_other_operation, work=work)
        assert seen.ending == Ending.RETURNED, (
            f"With an operation that takes {seconds} s, `result_of` did not come to its end in good order."
        )
        assert seen.value == work.result, (
            f"With an operation that takes {seconds} s, `result_of` did not return what the operation put into its "
            "future."
        )
    seen = run(run_operation_with_a_timer, result="tea")
    assert (seen.ending, seen.value) == (Ending.RETURNED, "tea"), (
        "One operation set a timer of 3 s and ended at once; the timer then gave the future its result, `tea`. This is "
        "how `result_of` ended, and what it returned."
    )
