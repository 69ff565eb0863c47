"""Hidden checks of move-on-after."""

import asyncio
import builtins

from grader.checks import probe, scenario


@scenario
async def use_limit(submission, work, after, seconds):
    async def user():
        async with submission.MoveOnAfter(seconds) as scope:
            await work()
        await after()
        return scope.expired, asyncio.current_task().cancelling()

    task = asyncio.create_task(user())
    await asyncio.wait([task])
    return "ended as cancelled" if task.cancelled() else task.result()


@scenario
async def fail_in_block(submission, pause, name):
    try:
        async with submission.MoveOnAfter(3):
            try:
                await pause()
            finally:
                raise getattr(builtins, name)("tidying up failed")
    except Exception as error:
        return f"{type(error).__name__} went on"
    return "nothing went on"


@scenario
async def cancel_in_block(submission, work, after, seconds, cancel_s):
    async def user():
        async with submission.MoveOnAfter(seconds):
            await work()
        await after()

    task = asyncio.create_task(user())
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_at(cancel_s, task.cancel)
    await asyncio.wait([task])
    await after()
    return how_it_ended(task), task.cancelling()


@scenario
def how_it_ended(task):
    if task.cancelled():
        return "ended as cancelled"
    return f"raised {type(task.exception()).__name__}" if task.exception() else "went on"


@scenario
async def two_limits(submission, work, after):
    loop = asyncio.get_running_loop()
    begin = loop.time()
    try:
        async with asyncio.timeout(8):
            async with submission.MoveOnAfter(3):
                await work()
            await after()
    except TimeoutError:
        return "TimeoutError", loop.time() - begin
    except asyncio.CancelledError:
        return "CancelledError", loop.time() - begin
    return "nothing", loop.time() - begin


@scenario
async def one_in_another(submission, work, after):
    async with submission.MoveOnAfter(3) as outer:
        async with submission.MoveOnAfter(9) as inner:
            await work()
        await after()
    return outer.expired, inner.expired


@scenario
async def tidy_up(submission, tidy, after):
    async def user():
        try:
            await asyncio.sleep(60)
        finally:
            async with submission.MoveOnAfter(2):
                await tidy()
            await after()

    task = asyncio.create_task(user())
    await asyncio.sleep(4)
    task.cancel()
    await asyncio.wait([task])
    return how_it_ended(task), task.cancelling()


def left(probe_):
    return [(call.outcome.value, call.left) for call in probe_.calls]


def test_in_time(run):
    work, after = probe("work", delay=2), probe("after", delay=9)
    seen = run(use_limit, work=work, after=after, seconds=5)
    assert left(work) == [("returned", 2.0)], (
        "The block had 5 seconds and needed 2, so it must not be disturbed. This is how it ended, and when."
    )
    assert left(after) == [("returned", 11.0)], (
        "The block had a limit of 5 seconds and was left at second 2. Behind it the program waited for 9 seconds more, "
        "which has nothing to do with the limit. This is how that wait ended, and when."
    )
    assert seen.value[:1] == (False,), "The block was left in time, so `expired` must be `False`."


def test_moves_on(run):
    work, after = probe("work", delay=20), probe("after", delay=1)
    seen = run(use_limit, work=work, after=after, seconds=5)
    assert left(work) == [("cancelled", 5.0)], (
        "The block had 5 seconds, and what it waited for took 20; that must be cancelled at second 5. This is how it "
        "ended, and when."
    )
    assert left(after) == [("returned", 6.0)], (
        "The program must go on behind the block at second 5, with something that takes 1 second. This is how that "
        "ended, and when."
    )
    assert seen.value[:1] == (True,), "The time was over before the block was left, so `expired` must be `True`."


def test_errors_go_on(run):
    for seconds, name in ((1, "OSError"), (9, "OSError"), (9, "TimeoutError")):
        seen = run(fail_in_block, pause=probe("pause", delay=seconds), name=name)
        when = "after the time was over" if seconds > 3 else "in time"
        assert seen.value == f"{name} went on", f"`{name}` left the block {when}, and must go on."


def test_cancelled_by_somebody_else(run):
    work, after = probe("work", delay=20), probe("after", delay=1)
    seen = run(cancel_in_block, work=work, after=after, seconds=5, cancel_s=2)
    assert left(work) == [("cancelled", 2.0)], (
        "Somebody cancelled the task at second 2, and the block with it. This is how the block's wait ended, and when."
    )
    assert seen.value == ("ended as cancelled", 1), (
        "Somebody else cancelled the task in the block, before the time was over. The task must end as cancelled, and "
        "that request must stay counted. This is how the task ended, and how many requests were left."
    )


def test_cancelled_at_the_same_moment(run):
    seen = run(cancel_in_block, work=probe("work", delay=20), after=probe("after", delay=1), seconds=5, cancel_s=5)
    assert seen.value == ("ended as cancelled", 1), (
        "Somebody else cancelled the task at the moment when the time was over. The task must end as cancelled, and "
        "only the other one's request must be left. This is how the task ended, and how many requests were left."
    )


def test_limit_around_it_still_works(run):
    work, after = probe("work", delay=20), probe("after", delay=20)
    seen = run(use_limit, work=probe("work", delay=20), after=probe("after", delay=1), seconds=5)
    assert seen.value == (True, 0), (
        "The time was over, and the program went on behind the block. These are `expired` and the number of requests "
        "that were left then."
    )
    seen = run(two_limits, work=work, after=after)
    assert seen.value == ("TimeoutError", 8.0), (
        "`MoveOnAfter(3)` stood in `asyncio.timeout(8)`, and both times were over. The outer limit must still raise "
        "`TimeoutError` at second 8. This is what left the outer block, and when."
    )
    seen = run(one_in_another, work=work, after=after)
    assert seen.value == (True, False), (
        "`MoveOnAfter(9)` stood in `MoveOnAfter(3)`. Only the time of the outer one was over. These are "
        "`expired` of the outer and of the inner one."
    )


def test_while_tidying_up(run):
    tidy, after = probe("tidy", delay=20), probe("after", delay=1)
    seen = run(tidy_up, tidy=tidy, after=after)
    assert left(tidy) == [("cancelled", 6.0)], (
        "The task was cancelled and began to tidy up at second 4, with a limit of 2 seconds. This is how the tidying up "
        "ended, and when."
    )
    assert left(after) == [("returned", 7.0)], (
        "A cancelled task was tidying up, and the time for that was over. It must go on behind the block at second 6, "
        "with something that takes 1 second. This is how that ended, and when."
    )
    assert seen.value == ("ended as cancelled", 1), (
        "The task was cancelled once by somebody else, and used your block while it tidied up. This is how the task "
        "ended, and how many requests were left."
    )
