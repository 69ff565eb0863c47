"""Hidden checks of nursery."""

import asyncio

from grader.checks import probe, scenario


@scenario
async def raise_family(submission, family, body, end):
    async def child(member):
        try:
            return await member["work"]()
        except asyncio.CancelledError:
            await member["tidy"]()
            raise

    try:
        async with submission.Nursery() as nursery:
            tasks = [nursery.start(child(member)) for member in family]
            await body()
    finally:
        await end()
    return [task.result() for task in tasks if not task.cancelled()]


@scenario
async def see_it_fail(submission, family, body, end):
    try:
        await raise_family(submission, family, body, end)
    except BaseExceptionGroup as group:
        return "a group of " + ", ".join(type(inner).__name__ for inner in group.exceptions)
    except (Exception, asyncio.CancelledError) as error:
        return f"{type(error).__name__} alone"
    return "nothing"


@scenario
async def see_the_body_tidy_up(submission, family, body, tidy, end):
    async def body_that_tidies():
        try:
            await body()
        except asyncio.CancelledError:
            await tidy()
            raise

    return await see_it_fail(submission, family, body_that_tidies, end)


@scenario
async def cancel_family(submission, family, body, end, stop):
    task = asyncio.create_task(raise_family(submission, family, body, end))
    await stop()
    task.cancel()
    await asyncio.wait([task], timeout=60)
    if not task.done():
        return "went on"
    if task.cancelled():
        return "ended as cancelled"
    return f"raised {type(task.exception()).__name__}" if task.exception() else "returned"


@scenario
async def count_requests(submission, family, body, end, stop):
    task = asyncio.create_task(raise_family(submission, family, body, end))
    await stop()
    task.cancel()
    await asyncio.wait([task], timeout=60)
    return task.cancelling()


@scenario
async def count_task_groups(submission):
    used = []
    enter = asyncio.TaskGroup.__aenter__

    async def noted(group):
        used.append(group)
        return await enter(group)

    async def child():
        await asyncio.sleep(1)

    asyncio.TaskGroup.__aenter__ = noted
    try:
        async with submission.Nursery() as nursery:
            nursery.start(child())
            await asyncio.sleep(2)
    finally:
        asyncio.TaskGroup.__aenter__ = enter
    return len(used)


@scenario
async def start_from_a_child(submission, first, second, third, end):
    async def grandchild():
        await second()
        nursery.start(third())

    async def child():
        await first()
        nursery.start(grandchild())

    async with submission.Nursery() as nursery:
        nursery.start(child())
    await end()


@scenario
async def cancel_one(submission, children, pause, body, end):
    """Whether the child ended as cancelled, and the errors that nobody but the loop met."""
    met = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: met.append(repr(context.get("exception"))))
    async with submission.Nursery() as nursery:
        cancelled, *_ = [nursery.start(child()) for child in children]
        await pause()
        cancelled.cancel()
        await body()
    await end()
    return cancelled.cancelled(), met


@scenario
async def inside_a_limit(submission, work, body, later):
    async with asyncio.timeout(10):
        try:
            async with submission.Nursery() as nursery:
                nursery.start(work())
                await body()
        except BaseExceptionGroup:
            pass
        await later()


def family_of(*members):
    """Children by the seconds of their work, how it ends, the seconds of their tidying up, and how that ends."""
    return [
        {
            "work": probe(f"work-{number}", delay=seconds, raises=error),
            "tidy": probe(f"tidy-{number}", delay=tidying, raises=other),
        }
        for number, (seconds, error, tidying, other) in enumerate(members, 1)
    ]


def ended(*probes):
    """How the one call of each probe ended, and when."""
    return [[(call.outcome.value, call.left) for call in each.calls] for each in probes]


def works(family):
    return ended(*(member["work"] for member in family))


def times(probe_):
    return [call.entered for call in probe_.calls]


def test_is_your_own(run):
    seen = run(count_task_groups)
    assert seen.value == 0, "The block must do its work without `asyncio.TaskGroup`; yours used one."


def test_waits_for_children(run):
    for body_seconds, left in ((1, 5.0), (8, 8.0)):
        family, end = family_of((3, None, 0, None), (5, None, 0, None)), probe("end")
        seen = run(raise_family, family=family, body=probe("body", delay=body_seconds), end=end)
        assert works(family) == [[("returned", 3.0)], [("returned", 5.0)]], (
            "Two children were started at second 0, and must run from then on to their end, at these seconds."
        )
        assert times(end) == [left], (
            f"The children ended at seconds 3 and 5, and the body at second {body_seconds}. "
            "This is when the block was left."
        )
        assert seen.value == [member["work"].result for member in family], (
            "`start` must return the task of the child, which holds its result."
        )


def test_waits_for_children_of_children(run):
    third, end = probe("third", delay=4), probe("end")
    run(start_from_a_child, first=probe("first", delay=2), second=probe("second", delay=3), third=third, end=end)
    assert ended(third) == [[("returned", 9.0)]], (
        "A child started a child at second 2, and that one another at second 5, which must come to its end at second 9."
    )
    assert times(end) == [9.0], "The last of the children ended at second 9. This is when the block was left."


def test_failure_stops_the_children(run):
    family = family_of((9, None, 3, None), (2, "OSError", 0, None), (1, None, 0, None), (9, None, 1, None))
    end = probe("end")
    seen = run(see_it_fail, family=family, body=probe("body"), end=end)
    assert works(family) == [[("cancelled", 2.0)], [("raised", 2.0)], [("returned", 1.0)], [("cancelled", 2.0)]], (
        "A child failed at second 2. The two that were still at work must be cancelled then. This is how the children "
        "ended, and when."
    )
    assert times(end) == [5.0], (
        "The cancelled children tidied up, the slower one until second 5. This is when the block was left."
    )
    assert seen.value != "nothing", "A child failed; the block must raise an exception."


def test_failure_interrupts_the_body(run):
    family, body, end = family_of((2, "OSError", 0, None), (9, None, 3, None)), probe("body", delay=20), probe("end")
    seen = run(see_it_fail, family=family, body=body, end=end)
    assert ended(body) == [[("cancelled", 2.0)]], (
        "A child failed at second 2, while the body was waiting for something. The body must be cancelled then. "
        "This is how it ended, and when."
    )
    assert times(end) == [5.0], "The other child tidied up until second 5. This is when the block was left."
    assert seen.value != "CancelledError alone", (
        "The body was cancelled because a child had failed. The failure must come out, not the cancellation. "
        "This came out."
    )


def test_raises_a_group(run):
    family = family_of((9, None, 1, "ValueError"), (2, "OSError", 0, None), (9, None, 1, None))
    seen = run(see_it_fail, family=family, body=probe("body"), end=probe("end"))
    assert seen.value == "a group of OSError, ValueError", (
        "One child failed with an `OSError`. Another one was cancelled then, and failed with a `ValueError` when it "
        "tidied up. The block must raise a group that holds the two, the first one first, and nothing else. This came out."
    )
    family, tidy = family_of((2, "OSError", 0, None)), probe("tidy", delay=1, raises="KeyError")
    seen = run(see_the_body_tidy_up, family=family, body=probe("body", delay=20), tidy=tidy, end=probe("end"))
    assert seen.value == "a group of OSError, KeyError", (
        "A child failed with an `OSError`. The body was cancelled then, and failed with a `KeyError` when it tidied up. "
        "The block must raise a group that holds the two, the first one first. This came out."
    )


def test_body_fails(run):
    family, end = family_of((9, None, 3, None), (9, None, 1, "ValueError")), probe("end")
    seen = run(see_it_fail, family=family, body=probe("body", delay=2, raises="KeyError"), end=end)
    assert works(family) == [[("cancelled", 2.0)], [("cancelled", 2.0)]], (
        "The body failed at second 2. Both children must be cancelled then. This is how they ended, and when."
    )
    assert times(end) == [5.0], (
        "The children tidied up, the slower one until second 5. This is when the block was left."
    )
    assert seen.value == "a group of KeyError, ValueError", (
        "The body failed with a `KeyError`, and then a child that was cancelled, with a `ValueError`. The block must "
        "raise a group that holds the two, the first one first. This came out."
    )
    seen = run(see_it_fail, family=[], body=probe("body", raises="KeyError"), end=probe("end"))
    assert seen.value == "a group of KeyError", (
        "The body failed, and there was no child. The block must raise a group then, too. This came out."
    )


def test_cancelled_in_the_body(run):
    family, body, end = family_of((30, None, 3, None), (3, None, 0, None)), probe("body", delay=20), probe("end")
    seen = run(cancel_family, family=family, body=body, end=end, stop=probe("stop", delay=4))
    assert works(family) == [[("cancelled", 4.0)], [("returned", 3.0)]], (
        "The task was cancelled at second 4, in the body of the block. The child that was at work must be "
        "cancelled then."
    )
    assert times(end) == [7.0], "The cancelled child tidied up until second 7. This is when the block was left."
    assert seen.value == "ended as cancelled", (
        "Nothing failed; the cancellation must go on out of the block. This is how the task ended."
    )


def test_cancelled_while_it_waits(run):
    family, end = family_of((30, None, 3, None), (30, None, 1, None)), probe("end")
    seen = run(cancel_family, family=family, body=probe("body"), end=end, stop=probe("stop", delay=4))
    assert works(family) == [[("cancelled", 4.0)], [("cancelled", 4.0)]], (
        "The body was over, and the task was cancelled at second 4, while the block waited for its children. They must "
        "be cancelled then."
    )
    assert times(end) == [7.0], (
        "The children tidied up, the slower one until second 7. This is when the block was left."
    )
    assert seen.value == "ended as cancelled", (
        "Nothing failed; the cancellation must go on out of the block. This is how the task ended."
    )
    family = family_of((30, None, 3, "ValueError"))
    seen = run(cancel_family, family=family, body=probe("body"), end=probe("end"), stop=probe("stop", delay=4))
    assert seen.value == "raised ExceptionGroup", (
        "The block was cancelled while it waited, and then its child failed when it tidied up. The exception "
        "group must come out. This is how the task ended."
    )


def test_cancelled_child(run):
    work, other, body, end = probe("work", delay=30), probe("other", delay=8), probe("body", delay=4), probe("end")
    seen = run(cancel_one, children=[work, other], pause=probe("pause", delay=2), body=body, end=end)
    assert ended(work, body, other) == [[("cancelled", 2.0)], [("returned", 6.0)], [("returned", 8.0)]], (
        "The body cancelled one child, at second 2. The body and the other child must go on to their ends, "
        "at these seconds."
    )
    assert times(end) == [8.0], "The other child ended at second 8. The block must be left then, without an exception."
    is_cancelled, met = seen.value if isinstance(seen.value, tuple) and len(seen.value) == 2 else (None, None)
    assert is_cancelled is True, "`start` must return the task of the child, which ended as cancelled."
    assert met == [], (
        "A child was cancelled. When the loop called your callback for it, the callback raised this error, which nobody "
        "could catch."
    )


def test_takes_its_request_back(run):
    work = probe("work", delay=2, raises="OSError")
    seen = run(inside_a_limit, work=work, body=probe("body", delay=5), later=probe("later", delay=30))
    assert seen.error.type == "TimeoutError", (
        "A child failed at second 2, and the exception group was caught. At second 10 a limit expired that is around "
        f"the block and what comes after it. It must raise a `TimeoutError`; what came out was `{seen.error.type}`."
    )
    family, body = family_of((30, None, 3, None)), probe("body", delay=20)
    seen = run(count_requests, family=family, body=body, end=probe("end"), stop=probe("stop", delay=4))
    assert seen.value == 1, (
        "Somebody else cancelled the task, once, in the body of the block. This is what `cancelling()` of the task "
        "said behind the block."
    )
