"""Hidden checks of timeout-block."""

import asyncio

from grader.checks import probe, scenario


@scenario
async def read_them(submission, read, count, limit, end):
    try:
        return await submission.read_pages(read, count, limit)
    finally:
        await end()


@scenario
async def read_until_error(submission, read, end):
    reader = asyncio.create_task(submission.read_pages(read, 3, 8))
    await asyncio.wait([reader])
    await end()
    return how_it_ended(reader)


@scenario
def how_it_ended(task):
    if task.cancelled():
        return "ended as cancelled"
    return f"raised {type(task.exception()).__name__}" if task.exception() else f"returned {task.result()!r}"


@scenario
async def cancel_reader(submission, read, stop, end):
    reader = asyncio.create_task(submission.read_pages(read, 3, 20))
    await stop()
    reader.cancel()
    await asyncio.wait([reader])
    await end()
    return how_it_ended(reader)


def ended(end):
    return [call.entered for call in end.calls]


def test_all_pages_in_time(run):
    for count, seconds in ((3, 6.0), (1, 2.0), (0, 0.0)):
        read, end = probe("read", delay=2), probe("end", delay=20)
        seen = run(read_them, read=read, count=count, limit=10, end=end)
        assert seen.value == (read.results[:count], True), (
            f"A page takes 2 seconds, and there were 10 for {count}. It must return all of them, and `True`. "
            "This is what it returned."
        )
        assert ended(end) == [seconds], (
            f"All pages were there at second {seconds:g}; nothing is left to wait for. This is when `read_pages` ended."
        )
        assert len(read.calls) == count, f"There were {count} pages to read. This is how often `read` was called."


def test_gives_up_at_once(run):
    for delays, limit, pages in (([3, 3, 3, 3], 7, 2), ([1, 9], 4, 1), ([9], 4, 0)):
        read, end = probe("read", delays=delays), probe("end", delay=20)
        seen = run(read_them, read=read, count=4, limit=limit, end=end)
        assert ended(end) == [float(limit)], (
            f"The pages together would have taken longer than the limit of {limit} seconds; `read_pages` must end when "
            "that time is over. This is when it ended."
        )
        last = [(call.outcome.value, call.left) for call in read.calls[pages:]]
        assert last == [("cancelled", float(limit))], (
            f"The page that was being read when the {limit} seconds were over must be cancelled at once. This is how "
            "reading it ended, and when."
        )
        assert seen.value == (read.results[:pages], False), (
            f"After {limit} seconds the time was over. It must return the pages read by then, and "
            "`False`. This is what it returned."
        )


def test_errors_of_read_go_on(run):
    for name in ("TimeoutError", "ConnectionError", "LookupError"):
        end = probe("end")
        read = probe("read", delay=1, raises=[None, name])
        seen = run(read_until_error, read=read, end=end)
        assert seen.value == f"raised {name}", (
            f"`read` raised a `{name}` before the time was over. The caller must get it. This is how `read_pages` ended."
        )
        assert ended(end) == [2.0], (
            f"`read` raised a `{name}` at second 2; `read_pages` must end then. This is when it ended."
        )


def test_cancelled_from_outside(run):
    read, end = probe("read", delay=4), probe("end", delay=20)
    seen = run(cancel_reader, read=read, stop=probe("stop", delay=5), end=end)
    assert seen.value == "ended as cancelled", (
        "Somebody else cancelled the reader's task at second 5. This is how the task ended."
    )
    assert ended(end) == [5.0], "The reader was cancelled at second 5. This is when it ended."
    left = [(call.outcome.value, call.left) for call in read.calls]
    assert left == [("returned", 4.0), ("cancelled", 5.0)], (
        "The reader was cancelled at second 5, while it read the second page. This is how each reading ended, and when."
    )
