"""Hidden checks of cancel-clean-up."""

import asyncio

from grader.checks import probe, scenario


@scenario
async def water_garden(submission, open_valve, measure, close_valve, rounds):
    answers = [False] * rounds + [True]

    async def enough():
        await measure()
        return answers.pop(0)

    watering = asyncio.create_task(submission.water(open_valve, enough, close_valve))
    await asyncio.wait([watering])
    return how_it_ended(watering)


@scenario
async def cancel_watering(submission, open_valve, measure, close_valve, stop):
    async def enough():
        await measure()
        return False

    watering = asyncio.create_task(submission.water(open_valve, enough, close_valve))
    await stop()
    watering.cancel()
    await asyncio.wait([watering], timeout=50)
    return how_it_ended(watering)


@scenario
def how_it_ended(task):
    if not task.done():
        return "went on"
    if task.cancelled():
        return "ended as cancelled"
    return f"raised {type(task.exception()).__name__}" if task.exception() else "returned"


@scenario
async def stop_task(submission, begin, work, tidy, end):
    async def job():
        try:
            await work()
        finally:
            await tidy()

    task = asyncio.create_task(job())
    await begin()
    answer = await submission.stop(task)
    await end()
    return answer


@scenario
async def stop_stubborn_task(submission, begin, work):
    async def job():
        try:
            await work()
        except asyncio.CancelledError:
            await work()

    task = asyncio.create_task(job())
    await begin()
    return await submission.stop(task), task.done()


@scenario
async def stop_failing_task(submission, begin, work):
    task = asyncio.create_task(work())
    await begin()
    try:
        return await submission.stop(task)
    except OSError:
        return "raised the error of the task"
    finally:
        task.cancelled() or task.exception()


def times(probe_):
    return [call.entered for call in probe_.calls]


def test_waters_until_enough(run):
    valve, measure, close = probe("open_valve", delay=1), probe("measure", delay=2), probe("close_valve", delay=1)
    seen = run(water_garden, open_valve=valve, measure=measure, close_valve=close, rounds=2)
    assert times(valve) == [0.0], (
        "The valve must be opened once, at second 0. These are the seconds at which yours was."
    )
    assert times(measure) == [1.0, 3.0, 5.0], (
        "The valve is open from second 1 on, and the third time `enough` is called it returns `True`. These are the "
        "seconds at which you called it."
    )
    assert times(close) == [7.0], (
        "It was enough at second 7; the valve must be closed then, once. These are the seconds at which you closed it."
    )
    assert seen.value == "returned", "It was enough and the valve is closed. This is how the watering ended."


def test_closes_after_an_error(run):
    valve, close = probe("open_valve", delay=1), probe("close_valve", delay=1)
    measure = probe("measure", delay=2, raises=[None, "OSError"])
    seen = run(water_garden, open_valve=valve, measure=measure, close_valve=close, rounds=5)
    assert times(close) == [5.0], (
        "`enough` failed at second 5; the valve must be closed then, once. These are the seconds at which you closed it."
    )
    assert seen.value == "raised OSError", (
        "`enough` raised an `OSError`, which must go on to the caller. This is how the watering ended."
    )


def test_closes_when_cancelled(run):
    valve, close = probe("open_valve", delay=1), probe("close_valve", delay=1)
    run(cancel_watering, open_valve=valve, measure=probe("measure", delay=2), close_valve=close, stop=probe("stop", 6))
    closed = [(call.entered, call.outcome.value) for call in close.calls]
    assert closed == [(6.0, "returned")], (
        "The watering was cancelled at second 6, while `enough` was waiting. The valve must be closed then, once. These "
        "are the seconds at which you closed it, and how that ended."
    )


def test_ends_as_cancelled(run):
    valve, close = probe("open_valve", delay=1), probe("close_valve", delay=1)
    measure = probe("measure", delay=2)
    seen = run(cancel_watering, open_valve=valve, measure=measure, close_valve=close, stop=probe("stop", 6))
    assert seen.value == "ended as cancelled", "The watering was cancelled at second 6. This is how its task ended."
    assert times(measure) == [1.0, 3.0, 5.0], (
        "The watering was cancelled at second 6, and must not go on after that. These are the seconds at which you "
        "called `enough`."
    )


def test_stop_waits(run):
    tidy, end = probe("tidy", delay=3), probe("end")
    seen = run(stop_task, begin=probe("begin", delay=2), work=probe("work", delay=60), tidy=tidy, end=end)
    assert times(tidy) == [2.0], "`stop` was called at second 2, and must cancel the task at once."
    assert times(end) == [5.0], (
        "The task was cancelled at second 2 and tidied up until second 5. `stop` must return when the task has ended. "
        "This is the second at which it returned; it is missing if `stop` raised."
    )
    assert seen.value is True, "The task ended as cancelled. This is what `stop` returned."


def test_stop_tells_how_it_ended(run):
    ended = run(stop_task, begin=probe("begin", 9), work=probe("work", 5), tidy=probe("tidy", 1), end=probe("end"))
    assert ended.value is False, "The task had ended three seconds before `stop` was called. This is what it returned."
    stubborn = run(stop_stubborn_task, begin=probe("begin", 2), work=probe("work", 5))
    assert stubborn.value == (False, True), (
        "The task swallowed the request, and came to its own end later. This is what `stop` returned, and what "
        "`task.done()` said after it."
    )
    failed = run(stop_failing_task, begin=probe("begin", 3), work=probe("work", 1, raises="OSError"))
    assert failed.value is False, (
        "The task had ended in an `OSError` before `stop` was called. This is what `stop` returned or did."
    )
