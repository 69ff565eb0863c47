"""Hidden checks of request-context."""

import asyncio
import contextlib

from grader.checks import probe, scenario


@scenario
async def tag_alone(submission):
    return submission.tag("ok")


@scenario
async def handle_one(submission, number, step):
    async def work():
        await step(submission.tag("begins"))
        await step(submission.tag("ends"))
        return ["result", number]

    return await submission.handle(number, work)


@scenario
async def serve_all(submission, step, numbers):
    def work_of(number):
        async def work():
            for stage in ("begins", "goes on", "ends"):
                await step(number, submission.tag(stage))
            return number * 10

        return work

    return await submission.serve([(number, work_of(number)) for number in numbers])


@scenario
async def start_helpers(submission):
    """The tags made by what the work of request 7 starts."""
    tags = {}

    async def child():
        await asyncio.sleep(1)
        tags["task"] = submission.tag("ok")

    async def work():
        asyncio.get_running_loop().call_later(2, lambda: tags.update(timer=submission.tag("ok")))
        task = asyncio.create_task(child())
        tags["thread"] = await asyncio.to_thread(submission.tag, "ok")
        await asyncio.sleep(3)
        await task

    await submission.handle(7, work)
    return tags


@scenario
async def requests_in_each_other(submission, fails):
    """The tags before, in and after requests that lie in each other."""
    tags = [submission.tag("outside")]

    async def inner():
        tags.append(submission.tag("inner"))
        await asyncio.sleep(1)
        if fails:
            raise KeyError("inner")

    async def outer():
        tags.append(submission.tag("outer"))
        with contextlib.suppress(KeyError):
            await submission.handle(8, inner)
        tags.append(submission.tag("outer again"))

    await submission.handle(7, outer)
    await asyncio.sleep(1)
    tags.append(submission.tag("outside again"))
    return tags


@scenario
async def watch_from_outside(submission):
    """The tags made by a task that was started before the request, and by one started after it."""
    tags = []

    async def watch():
        await asyncio.sleep(1)
        tags.append(submission.tag("watching"))

    async def work():
        await asyncio.sleep(2)

    task = asyncio.create_task(watch())
    await submission.handle(7, work)
    await task
    await asyncio.create_task(watch())
    return tags


def test_outside_of_requests(run):
    assert run(tag_alone).value == "[-] ok", '`tag("ok")` was called outside of all requests.'


def test_carries_the_number(run):
    step = probe("step", delay=1)
    seen = run(handle_one, number=7, step=step)
    assert [call.args[0] for call in step.calls] == ["[7] begins", "[7] ends"], (
        "`handle` was given the number 7 and work that makes two tags. These are the tags."
    )
    assert seen.value == ["result", 7], "`handle` must return what `work` returned."


def test_each_its_own(run):
    step = probe("step", delays=[3, 1, 2, 4, 2, 2])
    seen = run(serve_all, step=step, numbers=[1, 2, 3])
    began = [call.entered for call in step.calls][:3]
    assert began == [0.0, 0.0, 0.0], (
        "Three requests were served; all must begin at second 0. They began at these seconds."
    )
    tags = [call.args for call in step.calls]
    assert tags == [(number, f"[{number}] {text.partition('] ')[2]}") for number, text in tags], (
        "Three requests ran at the same time. This is each of them with the tags that it made."
    )
    assert seen.value == [10, 20, 30], "`serve` must return a list of the results, in the order of the requests."


def test_helpers_inherit(run):
    assert run(start_helpers).value == {"thread": "[7] ok", "task": "[7] ok", "timer": "[7] ok"}, (
        "The work of request 7 started a task, a thread and a timer. These are the tags that they made."
    )


def test_puts_back(run):
    wanted = ["[-] outside", "[7] outer", "[8] inner", "[7] outer again", "[-] outside again"]
    assert run(requests_in_each_other, fails=False).value == wanted, (
        "In request 7, request 8 was handled. These are the tags before, in and after each of them."
    )
    assert run(requests_in_each_other, fails=True).value == wanted, (
        "In request 7, request 8 was handled, which failed. These are the tags before, in and after each of them."
    )


def test_others_untouched(run):
    assert run(watch_from_outside).value == ["[-] watching", "[-] watching"], (
        "While request 7 was handled, and after it, another task made a tag. It does not belong to the request."
    )
