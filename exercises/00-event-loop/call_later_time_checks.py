"""Hidden checks of call-later-time."""

import asyncio

from grader.checks import Ending, probe, scenario


@scenario
def count_down(submission, start, show, number, begin_after):
    """Start a countdown when the loop's clock is no longer at its beginning."""
    loop = asyncio.new_event_loop()

    def begin():
        start()
        submission.countdown(loop, show, number, loop.time())

    try:
        loop.call_later(begin_after, begin)
        loop.run_forever()
    finally:
        loop.close()


@scenario
def count_down_beside_a_clock(submission, log, number, beats):
    loop = asyncio.new_event_loop()

    def show(number, passed):
        log("show", number)

    try:
        loop.call_soon(log, "start")
        for beat in beats:
            loop.call_later(beat, log, "beat", beat)
        loop.call_soon(submission.countdown, loop, show, number, loop.time())
        loop.run_forever()
    finally:
        loop.close()


def rounded(seconds):
    """Loop time without the rounding of float sums; anything else as it is."""
    return round(seconds, 6) if type(seconds) in (int, float) else seconds


def since(start, calls):
    """When each call came, in seconds after the first call of ``start``."""
    return [rounded(call.entered - start[0].entered) for call in calls]


def test_counts_down_to_zero(run):
    for number in (3, 0):
        start, show = probe("start", sync=True), probe("show", sync=True)
        seen = run(count_down, start=start, show=show, number=number, begin_after=5)
        numbers = [call.args[:1] for call in show.calls]
        assert numbers == [(n,) for n in range(number, -1, -1)], (
            f"The countdown from {number} must show every number down to 0 once. It showed other numbers."
        )
        assert seen.ending == Ending.RETURNED, f"The countdown from {number} did not stop the loop at 0."


def test_one_number_each_second(run):
    start, show = probe("start", sync=True), probe("show", sync=True)
    run(count_down, start=start, show=show, number=4, begin_after=5)
    times = since(start.calls, show.calls)
    assert times == [0, 1, 2, 3, 4], (
        "A countdown from 4 showed its numbers so many seconds after its start, against the seconds at which it should."
    )


def test_shows_the_time_that_has_passed(run):
    start, show = probe("start", sync=True), probe("show", sync=True)
    run(count_down, start=start, show=show, number=3, begin_after=5)
    passed = [tuple(map(rounded, call.args[1:])) for call in show.calls]
    assert passed == [(0,), (1,), (2,), (3,)], (
        "A countdown from 3 began when the loop had already run for 5 seconds. These are the times that it showed beside "
        "its numbers, against the seconds since the countdown began."
    )


def test_leaves_the_loop_free(run):
    log = probe("log", sync=True)
    run(count_down_beside_a_clock, log=log, number=2, beats=[0.5, 1.5])
    calls = log.calls
    book = [(*call.args, when) for call, when in zip(calls, since(calls, calls), strict=True)][1:]
    assert book == [("show", 2, 0), ("beat", 0.5, 0.5), ("show", 1, 1), ("beat", 1.5, 1.5), ("show", 0, 2)], (
        "Another callback was due half a second after each number. This is what was called, with the seconds since the "
        "start at the end of each entry."
    )
