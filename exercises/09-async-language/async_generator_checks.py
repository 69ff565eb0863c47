"""Hidden checks of async-generator."""

import asyncio

from grader.checks import probe, scenario

POEM = ["the sea", "the sky", "the land"]


@scenario
def connection_to(texts, read, close):
    """A coroutine function that opens a connection on which these lines come."""

    class Connection:
        def __init__(self):
            self.rest = list(texts)

        async def read(self):
            await read()
            return self.rest.pop(0) if self.rest else ""

        async def close(self):
            await close()

    async def connect():
        await asyncio.sleep(1)
        return Connection()

    return connect


@scenario
async def use_lines(submission, texts, read, close, use, patience):
    """Use each line; a generator that does not end is left after 20."""
    left = 20
    async for line in submission.lines(connection_to(texts, read, close), patience):
        await use(line)
        left -= 1
        if not left:
            break


@scenario
async def close_early(submission, texts, read, close):
    """Close the generator at its second line; close it again, which does nothing."""
    source = submission.lines(connection_to(texts, read, close), 100)
    lines = [await anext(source), await anext(source)]
    await source.aclose()
    await source.aclose()
    return lines


@scenario
async def find_line(submission, texts, read, close, word, end):
    try:
        return await submission.find(connection_to(texts, read, close), 50, word)
    finally:
        await end()


@scenario
async def cancel_find(submission, texts, read, close, word, end, stop):
    task = asyncio.create_task(submission.find(connection_to(texts, read, close), 50, word))
    await stop()
    task.cancel()
    await asyncio.wait([task], timeout=40)
    await end()
    return task.cancelled()


def times(probe_):
    return [call.entered for call in probe_.calls]


def used(use):
    return [(*call.args, call.entered) for call in use.calls]


def test_gives_each_line(run):
    use = probe("use", delay=10)
    run(use_lines, texts=POEM, read=probe("read", delay=2), close=probe("close"), use=use, patience=100)
    assert used(use) == [("the sea", 3.0), ("the sky", 15.0), ("the land", 27.0)], (
        "To connect takes 1 second, to read a line 2, and each line was used for 10 seconds before the next was asked "
        "for. This is which line came when: (line, second)."
    )


def test_closes_at_the_end(run):
    close = probe("close", delay=1)
    run(use_lines, texts=POEM, read=probe("read", delay=2), close=close, use=probe("use"), patience=100)
    assert times(close) == [9.0], (
        "The end of the lines was read at second 9, and the connection must be closed then, once. It was closed at "
        "these seconds."
    )
    close = probe("close", delay=1)
    read = probe("read", delay=2, raises=[None, "ConnectionError"])
    seen = run(use_lines, texts=POEM, read=read, close=close, use=probe("use"), patience=100)
    assert times(close) == [5.0], (
        "The second read failed at second 5, and the connection must be closed then, once. It was closed at these "
        "seconds."
    )
    assert seen.error.type == "ConnectionError", (
        "The second read failed; its error must go on to the user of the lines."
    )


def test_closes_at_a_yield(run):
    read, close = probe("read", delay=2), probe("close", delay=1)
    run(close_early, texts=POEM, read=read, close=close)
    assert times(close) == [5.0], (
        "The generator was closed while it stood at its second line, at second 5. The connection must be closed then, "
        "once. It was closed at these seconds."
    )
    assert len(read.calls) == 2, (
        "The generator was closed at its second line. After that no line must be read. `read` was called so often."
    )


def test_patience_for_one_line(run):
    use = probe("use", delay=10)
    read, close = probe("read", delays=[3, 4, 3, 1]), probe("close")
    run(use_lines, texts=POEM, read=read, close=close, use=use, patience=5)
    assert used(use) == [("the sea", 4.0), ("the sky", 18.0), ("the land", 31.0)], (
        "With a patience of 5 seconds, no line took longer than 4 to read; each was used for 10 seconds. This is which "
        "line came when: (line, second)."
    )
    close = probe("close")
    read = probe("read", delays=[3, 8, 3])
    seen = run(use_lines, texts=POEM, read=read, close=close, use=probe("use"), patience=5)
    assert seen.error.type == "TimeoutError", "With a patience of 5 seconds, the second line took 8. This came out."
    assert times(close) == [9.0], (
        "The patience was over at second 9, and the connection must be closed then, once. It was closed at these "
        "seconds."
    )


def test_find_first_line(run):
    for word, line, reads in (("the", "the sea", 1), ("sky", "the sky", 2), ("moon", None, 4)):
        read = probe("read", delay=1)
        seen = run(find_line, texts=POEM, read=read, close=probe("close"), word=word, end=probe("end"))
        assert seen.value == line, f"In the lines {POEM}, `find` looked for the first one with {word!r} in it."
        assert len(read.calls) == reads, (
            f"In the lines {POEM}, `find` looked for {word!r}. This is how many times it read from the connection."
        )


def test_find_closes_first(run):
    close, end = probe("close", delay=3), probe("end", delay=20)
    run(find_line, texts=POEM, read=probe("read", delay=2), close=close, word="sky", end=end)
    assert (times(close), times(end)) == ([5.0], [8.0]), (
        "The line was found at second 5, and to close the connection takes 3 seconds. This is when the connection "
        "began to close, and when `find` ended."
    )
    close, end = probe("close", delay=3), probe("end", delay=20)
    read = probe("read", delay=2)
    seen = run(cancel_find, texts=POEM, read=read, close=close, word="land", end=end, stop=probe("stop", delay=4))
    assert (times(close), times(end)) == ([4.0], [7.0]), (
        "`find` was cancelled at second 4 while it waited for a line. This is when the connection began to close, and "
        "when `find` ended."
    )
    assert seen.value is True, "`find` was cancelled; its task must end as cancelled."
