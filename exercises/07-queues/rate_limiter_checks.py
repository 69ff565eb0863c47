"""Hidden checks of rate-limiter. All rates and times are exact in binary, so that no program fails by rounding."""

import asyncio

from grader.checks import probe, scenario


@scenario
async def make_requests(submission, go, bucket, times, start):
    """A request is made at each of the times, counted from the moment when the limiter is made."""

    async def request(number, second):
        await asyncio.sleep(second)
        await limiter.acquire()
        go(number)

    await asyncio.sleep(start)
    go("made")
    limiter = submission.RateLimiter(*bucket)
    await asyncio.gather(*(request(number, second) for number, second in enumerate(times)))


def rounded(seconds):
    seconds = round(seconds, 6)
    return int(seconds) if seconds == int(seconds) else seconds


def passed(run, rate, burst, times, start=0):
    """The seconds at which requests got tokens, counted from the making of the limiter, and the order of the requests.

    Who got none is left out. Of requests made at the same second nobody can say which was the first.
    """
    go = probe("go", sync=True)
    run(make_requests, go=go, bucket=(rate, burst), times=times, start=start)
    requests = go.calls[1:]
    return [rounded(call.entered - start) for call in requests], [call.args[0] for call in requests]


def test_a_burst_goes_at_once(run):
    got, _ = passed(run, rate=1, burst=4, times=[0, 0, 0, 0], start=5)
    assert got == [0, 0, 0, 0], (
        "With a rate of 1 and a burst of 4, four requests were made at once. These are the seconds at which they got "
        "their tokens."
    )


def test_one_after_another_when_empty(run):
    got, _ = passed(run, rate=2, burst=3, times=[0] * 7, start=10)
    assert got == [0, 0, 0, 0.5, 1, 1.5, 2], (
        "With a rate of 2 and a burst of 3, seven requests were made at once. These are the seconds at which they got "
        "their tokens."
    )
    got, _ = passed(run, rate=0.25, burst=1, times=[0, 0, 0, 0], start=1)
    assert got == [0, 4, 8, 12], (
        "With a rate of 0.25 and a burst of 1, four requests were made at once. These are the seconds at "
        "which they got their tokens."
    )


def test_the_bucket_is_never_fuller_than_full(run):
    got, _ = passed(run, rate=2, burst=3, times=[0, 0, 0, 0, 0, 8, 8, 8, 8, 8], start=100)
    assert got == [0, 0, 0, 0.5, 1, 8, 8, 8, 8.5, 9], (
        "With a rate of 2 and a burst of 3, five requests were made at second 0 and five at second 8. These are the "
        "seconds at which they got their tokens."
    )
    got, _ = passed(run, rate=2, burst=2, times=[50, 50, 50])
    assert got == [50, 50, 50.5], (
        "With a rate of 2 and a burst of 2, three requests were made at second 50, the first of all. These are the "
        "seconds at which they got their tokens."
    )


def test_parts_of_tokens_count(run):
    got, _ = passed(run, rate=1, burst=2, times=[0, 0, 0.75, 1.5, 2.5, 4.75, 4.75, 4.75])
    assert got == [0, 0, 1, 2, 3, 4.75, 5, 6], (
        "With a rate of 1 and a burst of 2, requests were made at seconds 0, 0, 0.75, 1.5, 2.5, and three at 4.75. "
        "These are the seconds at which they got their tokens."
    )
    got, _ = passed(run, rate=0.5, burst=4, times=[0, 0, 0, 0.5, 1, 1.5, 7, 7])
    assert got == [0, 0, 0, 0.5, 2, 4, 7, 8], (
        "With a rate of 0.5 and a burst of 4, requests were made at seconds 0, 0, 0, 0.5, 1, 1.5, 7 and 7. These are "
        "the seconds at which they got their tokens."
    )


def test_in_the_order_of_the_calls(run):
    times = [0, 0.25, 0.375, 0.5, 0.625, 0.75, 1.25, 1.75, 2.25, 2.5, 3.125, 3.875, 4.5]
    got, order = passed(run, rate=1, burst=1, times=times)
    assert order == list(range(len(times))), (
        "With a rate of 1 and a burst of 1, thirteen requests, 0 to 12, were made one after another, faster than there "
        "were tokens. This is the order in which they got them."
    )
    assert got == list(range(len(times))), (
        "With a rate of 1 and a burst of 1, thirteen requests were made in the first five seconds. These are the "
        "seconds at which they got their tokens."
    )
