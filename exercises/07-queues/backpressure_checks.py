"""Hidden checks of backpressure."""

import asyncio

from grader.checks import probe, scenario


@scenario
async def copy_them(submission, blocks, reading, written, end):
    """`end` is told how many tasks are left. A `ValueError` or an `OSError` that comes out is what is returned."""
    left = list(blocks)

    async def read():
        await reading()
        return left.pop(0) if left else b""

    before = asyncio.all_tasks()
    outcome = "no error"
    try:
        await submission.copy(read, written)
    except* OSError:
        outcome = "OSError"
    except* ValueError:
        outcome = "ValueError"
    await end(len(asyncio.all_tasks() - before))
    return outcome


def rounded(seconds):
    seconds = round(seconds, 6)
    return int(seconds) if seconds == int(seconds) else seconds


def numbered(count):
    return [b"block %d" % number for number in range(count)]


def most_in_memory(reading, written, count):
    """The greatest number of blocks that had been read and were not yet written."""
    steps = [(call.left, 1) for call in reading.calls[:count] if call.left is not None]
    steps += [(call.left, -1) for call in written.calls if call.left is not None]
    held = most = 0
    for _, change in sorted(steps):
        held += change
        most = max(most, held)
    return most


def test_copies_all_in_order(run):
    for count in (4, 1, 0):
        blocks = numbered(count)
        reading, written, end = probe("read", delay=1), probe("write", delay=0.5), probe("end")
        run(copy_them, blocks=blocks, reading=reading, written=written, end=end)
        assert [call.args for call in written.calls] == [(block,) for block in blocks], (
            f"Blocks to copy: {count}. This is what `write` was called with."
        )
        assert [call.outcome for call in written.calls] == ["returned"] * count, (
            f"Blocks to copy: {count}. This is how each call of `write` ended."
        )
        assert len(reading.calls) == count + 1, (
            f"Blocks to copy: {count}. Then `read` returns the end, once. This is how often `read` was called."
        )
        assert len(end.calls) == 1, f"Blocks to copy: {count}. When the end had been read, `copy` did not return."


def test_at_the_same_time(run):
    reading, written, end = probe("read", delay=2), probe("write", delay=2), probe("end")
    run(copy_them, blocks=numbered(5), reading=reading, written=written, end=end)
    assert [rounded(call.entered) for call in written.calls] == [2, 4, 6, 8, 10], (
        "There were five blocks; to read one takes 2 seconds, and to write one takes 2 as well. These are the seconds "
        "at which writing began."
    )
    slow = probe("write", delays=[2, 1])
    run(copy_them, blocks=numbered(2), reading=reading, written=slow, end=end)
    assert [rounded(call.left) for call in slow.calls] == [4, 5], (
        "There were two blocks; to read one takes 2 seconds, to write them 2 and 1. These are the seconds at which "
        "writing was done."
    )


def test_never_more_than_seven(run):
    reading, written = probe("read", delay=1), probe("write", delay=5)
    run(copy_them, blocks=numbered(15), reading=reading, written=written, end=probe("end"))
    most = most_in_memory(reading, written, 15)
    done = len([call for call in written.calls if call.outcome == "returned"])
    assert most <= 7, (
        "There were fifteen blocks; to read one takes 1 second, to write one takes 5. This many had been read and were "
        "not yet written, at one time."
    )
    assert done == 15, "There were fifteen blocks. This is how many were written."


def test_reads_on_while_there_is_room(run):
    reading, written = probe("read", delay=0), probe("write", delay=2.57)
    run(copy_them, blocks=numbered(10), reading=reading, written=written, end=probe("end"))
    assert [rounded(call.entered) for call in reading.calls[:10]] == [0, 0, 0, 0, 0, 0, 0, 2.57, 5.14, 7.71], (
        "There were ten blocks; to read takes no time, to write one takes 2.57 seconds. Seven can be read at once, "
        "then one whenever one is written. These are the seconds at which yours were read."
    )


def test_leaves_no_task(run):
    end = probe("end")
    run(copy_them, blocks=numbered(8), reading=probe("read", delay=1), written=probe("write", delay=2), end=end)
    assert [call.args for call in end.calls] == [(0,)], (
        "There were eight blocks. This is the number of tasks that were left after `copy`."
    )


def test_an_error_ends_both(run):
    written, end = probe("write", delay=5, raises=[None, None, "OSError"]), probe("end")
    seen = run(copy_them, blocks=numbered(30), reading=probe("read", delay=1), written=written, end=end)
    assert [call.args for call in end.calls] == [(0,)], (
        "Writing the third block raised an `OSError`. This is the number of tasks that were left after `copy`, if it "
        "came to its end."
    )
    assert seen.value == "OSError", "Writing the third block raised an `OSError`. This is what came out of `copy`."
    reading, end = probe("read", delay=1, raises=[None, None, "ValueError"]), probe("end")
    seen = run(copy_them, blocks=numbered(30), reading=reading, written=probe("write", delay=2), end=end)
    assert [call.args for call in end.calls] == [(0,)], (
        "Reading the third block raised a `ValueError`. This is the number of tasks that were left after `copy`, if it "
        "came to its end."
    )
    assert seen.value == "ValueError", "Reading the third block raised a `ValueError`. This is what came out of `copy`."
