"""Hidden checks of last-resort-handler."""

import asyncio
import functools
import gc
import logging
import weakref

from grader.checks import scenario


@scenario
def reporter(reports):
    def report(message, error):
        reports.append((message, repr(error)))

    return report


@scenario
async def fail_in_callbacks(submission):
    """What was reported, the place of the callback cut off its message."""
    loop = asyncio.get_running_loop()
    reports, ran = [], []
    submission.watch(reporter(reports))

    def fail(text):
        raise ValueError(text)

    loop.call_soon(fail, "tea")
    loop.call_later(1, fail, "milk")
    loop.call_later(1, ran.append, True)
    await asyncio.sleep(2)
    return [(message[:21], error) for message, error in reports] if ran else "the next callback did not run"


@scenario
async def tell_only_a_message(submission, message):
    loop = asyncio.get_running_loop()
    reports = []
    submission.watch(reporter(reports))
    handler = loop.get_exception_handler()
    if handler is None:
        return "the loop has no handler of its own"
    handler(loop, {"message": message})
    return reports


@scenario
async def report_badly(submission):
    """A `report` that fails; what was written to the log, the place of the callback cut off."""
    log, ran = [], []

    class Keep(logging.Handler):
        def emit(self, record):
            log.append(" ".join(record.getMessage().split()[:3]))

    def report(message, error):
        raise RuntimeError("the printer is on fire")

    keep = Keep()
    logging.getLogger("asyncio").addHandler(keep)
    submission.watch(report)
    loop = asyncio.get_running_loop()
    try:
        loop.call_soon(int, "tea")
        loop.call_soon(ran.append, True)
        await asyncio.sleep(1)
    finally:
        logging.getLogger("asyncio").removeHandler(keep)
    return log if ran else "the next callback did not run"


@scenario
async def fail_in_jobs(submission):
    """What was reported by which second."""
    loop = asyncio.get_running_loop()
    # What is reported here is what the exercise asks for: the trace need not call it a fault.
    loop.call_exception_handler = functools.partial(asyncio.BaseEventLoop.call_exception_handler, loop)
    reports, done = [], []
    submission.watch(reporter(reports))

    def make(seconds, error):
        async def job():
            await asyncio.sleep(seconds)
            if error:
                raise error
            done.append(seconds)

        return job

    submission.launch(make(1, OSError("milk")))
    submission.launch(make(2, None))
    submission.launch(make(3, ValueError("tea")))
    counts = []
    await asyncio.sleep(0.5)
    for _ in range(5):
        await asyncio.sleep(1)
        gc.collect()
        counts.append(len(reports))
    return {"errors": [error for _, error in reports], "counts": counts, "done": done}


@scenario
async def wait_in_a_job(submission, seconds):
    """A job that waits for what nobody else holds, as with a library that remembers its clients weakly."""
    loop = asyncio.get_running_loop()
    clients, done = [], []

    async def job():
        message = loop.create_future()
        clients.append(weakref.ref(message))
        done.append(await message)

    submission.launch(job)
    for _ in range(seconds):
        await asyncio.sleep(1)
        gc.collect()
    if not clients:
        return "the job did not begin"
    message = clients[0]()
    if message is None:
        return "the job got lost"
    message.set_result("done")
    del message
    await asyncio.sleep(1)
    return done


def part(seen, name):
    return seen.value.get(name) if isinstance(seen.value, dict) else None


def test_callback_error(run):
    assert run(fail_in_callbacks).value == [
        ("Exception in callback", "ValueError('tea')"),
        ("Exception in callback", "ValueError('milk')"),
    ], (
        "Two callbacks failed, with `ValueError('tea')` and `ValueError('milk')`. Each must be reported once, with the "
        "message of the context and the exception. This was reported; the messages are cut short here."
    )


def test_message_only(run):
    assert run(tell_only_a_message, message="the tank is empty").value == [("the tank is empty", "None")], (
        "A context with the message `the tank is empty` and no exception reached the handler. This was reported."
    )


def test_report_fails(run):
    assert run(report_badly).value == ["Exception in callback"], (
        "A callback failed, and `report` raised an exception. Then the default handler must get the context, and "
        "writes its message to the log. This was written there; it is cut short here."
    )


def test_task_error(run):
    seen = run(fail_in_jobs)
    assert part(seen, "errors") == ["OSError('milk')", "ValueError('tea')"], (
        "Three jobs were launched. One failed with `OSError('milk')`, one came to its end, one failed with "
        "`ValueError('tea')`. These errors were reported."
    )
    assert part(seen, "counts") == [1, 1, 2, 2, 2], (
        "Jobs failed at seconds 1 and 3, and their errors must be reported soon. This is how many had been reported "
        "after 1.5, 2.5, 3.5, 4.5 and 5.5 seconds."
    )
    assert part(seen, "done") == [2], "The job that does not fail must come to its end, once."


def test_job_runs_on(run):
    assert run(wait_in_a_job, seconds=3).value == ["done"], (
        "A job was launched and waited for a message, which came at second 3. This is what became of it."
    )
