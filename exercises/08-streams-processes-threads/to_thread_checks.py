"""Hidden checks of to-thread."""

import asyncio
import time

from grader.checks import scenario


@scenario
def reader(log, steps, result):
    """A function that blocks for a second at a time; ``log`` gets what it did and when."""
    loop = asyncio.get_running_loop()

    def read(sensor, stop):
        log.append((sensor, "began", loop.time()))
        for _ in range(steps[sensor]):
            if stop.is_set():
                log.append((sensor, "stopped", loop.time()))
                return 0.0
            time.sleep(1)
        log.append((sensor, "came to its end", loop.time()))
        return result

    return read


@scenario
async def measure_one(submission, result):
    return await submission.measure(reader([], {"attic": 3}, result), "attic", 10)


@scenario
async def measure_with_error(submission):
    def read(sensor, stop):
        raise ValueError(f"no sensor in the {sensor}")

    return await submission.measure(read, "attic", 10)


@scenario
async def measure_and_tick(submission):
    loop = asyncio.get_running_loop()
    ticks = []

    async def tick():
        for _ in range(3):
            await asyncio.sleep(1)
            ticks.append(loop.time())

    ticking = asyncio.create_task(tick())
    await asyncio.sleep(0)
    await submission.measure(reader([], {"attic": 4}, 1.5), "attic", 10)
    await ticking
    return ticks


@scenario
async def measure_too_long(submission):
    loop = asyncio.get_running_loop()
    log = []
    result = await submission.measure(reader(log, {"attic": 9}, 1.5), "attic", 2.5)
    ended = loop.time()
    await asyncio.sleep(20)
    return {"result": (result, ended), "read": log}


@scenario
async def cancel_measure(submission):
    loop = asyncio.get_running_loop()
    log = []
    task = asyncio.create_task(submission.measure(reader(log, {"attic": 9}, 1.5), "attic", 30))
    await asyncio.sleep(3.5)
    task.cancel()
    await asyncio.wait([task])
    ended = "cancelled" if task.cancelled() else "raised" if task.exception() else "returned"
    when = loop.time()
    await asyncio.sleep(20)
    return {"measure": (ended, when), "read": log}


@scenario
async def measure_two(submission):
    read = reader([], {"attic": 9, "cellar": 5}, 1.5)
    return await asyncio.gather(submission.measure(read, "attic", 2.5), submission.measure(read, "cellar", 10))


def part(seen, name):
    return seen.value.get(name) if isinstance(seen.value, dict) else None


def test_result_or_exception(run):
    assert run(measure_one, result=21.75).value == 21.75, (
        "`read` took 3 seconds, of 10 that it had, and returned 21.75. This is what `measure` returned."
    )
    error = run(measure_with_error).error
    assert error.is_a("ValueError"), "`read` raised a `ValueError`, which must come out of `measure`."


def test_loop_goes_on(run):
    assert run(measure_and_tick).value == [1.0, 2.0, 3.0], (
        "While `read` worked for four seconds, another task had something to do at seconds 1, 2 and 3. These are the "
        "seconds at which it could do it."
    )


def test_time_out(run):
    assert part(run(measure_too_long), "result") == (None, 2.5), (
        "`read` takes 9 seconds, and `measure` may take 2.5. This is what it returned, and at which second."
    )


def test_stops_after_the_time_out(run):
    assert part(run(measure_too_long), "read") == [("attic", "began", 0.0), ("attic", "stopped", 3.0)], (
        "`read` looks at `stop` each second. `measure` ended at second 2.5, so `read` must see the sign at second 3. "
        "This is what `read` did."
    )


def test_stops_when_cancelled(run):
    seen = run(cancel_measure)
    assert part(seen, "measure") == ("cancelled", 3.5), (
        "`measure` was cancelled at second 3.5. This is how and when it ended."
    )
    assert part(seen, "read") == [("attic", "began", 0.0), ("attic", "stopped", 4.0)], (
        "`read` looks at `stop` each second. `measure` was cancelled at second 3.5, so `read` must see the sign at "
        "second 4. This is what `read` did."
    )


def test_each_for_itself(run):
    assert run(measure_two).value == [None, 1.5], (
        "Two measurements ran at the same time: one was too slow, the other one gives 1.5. This is what they returned."
    )
