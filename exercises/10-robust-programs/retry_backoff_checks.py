"""Hidden checks of retry-backoff."""

import asyncio

from grader.checks import Outcome, probe, scenario


@scenario
async def try_call(submission, call, limits, extra, end):
    seconds = list(extra)

    def jitter():
        return seconds.pop(0) if seconds else 0

    async def job():
        return await call()

    try:
        return await submission.retry(job, *limits, jitter)
    finally:
        await end()


@scenario
async def two_at_once(submission, one, other):
    def none():
        return 0

    async def first():
        return await one()

    async def second():
        return await other()

    await asyncio.gather(submission.retry(first, 3, 1, none), submission.retry(second, 3, 1, none))


@scenario
async def cancel_it(submission, call, stop):
    async def job():
        return await call()

    def none():
        return 0

    task = asyncio.create_task(submission.retry(job, 4, 4, none))
    await stop()
    task.cancel()
    await asyncio.wait([task], timeout=200)
    if not task.done():
        return "went on"
    if task.cancelled():
        return "ended as cancelled"
    return f"raised {type(task.exception()).__name__}" if task.exception() else "returned"


@scenario
async def download_page(submission, get, url, extra):
    seconds = list(extra)

    def jitter():
        return seconds.pop(0) if seconds else 0

    return await submission.download(get, url, jitter)


def times(probe_):
    return [round(call.entered, 6) for call in probe_.calls]


def test_returns_the_result(run):
    call = probe("call", delay=2)
    seen = run(try_call, call=call, limits=(4, 1), extra=[], end=probe("end"))
    assert seen.value == call.result, "`retry` must return what the call gave. It returned this."
    assert times(call) == [0.0], (
        "The first try succeeded; `call` must be called once, at second 0. It was called at these seconds."
    )


def test_pauses_double(run):
    call, end = probe("call", delay=2, raises=["OSError", "TimeoutError", "ConnectionError", None]), probe("end")
    seen = run(try_call, call=call, limits=(6, 1), extra=[], end=end)
    assert times(call) == [0.0, 3.0, 7.0, 13.0], (
        "With `base` 1, no jitter, and tries that fail after 2 seconds each, the pauses last 1, 2 and 4 seconds. "
        "The tries began at these seconds."
    )
    assert seen.value == call.results[3], "The fourth try succeeded; `retry` must return its result."
    call = probe("call", raises=["OSError"] * 4 + [None])
    run(try_call, call=call, limits=(5, 0.5), extra=[], end=probe("end"))
    assert times(call) == [0.0, 0.5, 1.5, 3.5, 7.5], (
        "With `base` 0.5, no jitter, and tries that fail at once, the pauses last 0.5, 1, 2 and 4 seconds. The tries "
        "began at these seconds."
    )


def test_adds_the_jitter(run):
    call = probe("call", delay=1, raises=["OSError"] * 3 + [None])
    run(try_call, call=call, limits=(4, 2), extra=[0.5, 0.25, 0.75], end=probe("end"))
    assert times(call) == [0.0, 3.5, 8.75, 18.5], (
        "With `base` 2, tries that fail after a second, and 0.5, 0.25 and 0.75 from `jitter`, the pauses last 2.5, "
        "4.25 and 8.75 seconds, and the tries began at these seconds."
    )


def test_last_error_goes_on(run):
    call, end = probe("call", delay=1, raises=["OSError", "ConnectionError", "TimeoutError"]), probe("end")
    seen = run(try_call, call=call, limits=(3, 1), extra=[], end=end)
    assert len(call.calls) == 3, "Every call failed, and `tries` is 3; that is how often `call` must be called."
    assert seen.error.type == "TimeoutError", (
        f"The three tries failed with `OSError`, `ConnectionError` and `TimeoutError`. The error of the last one must "
        f"go on to the caller. `retry` raised `{seen.error.type}`."
    )
    last = call.calls[-1].left
    assert times(end) == [last], (
        "The last try had failed; `retry` must raise its error at that second. It ended at these."
    )
    call, end = probe("call", delay=1, raises="OSError"), probe("end")
    seen = run(try_call, call=call, limits=(1, 1), extra=[], end=end)
    assert seen.error.is_a("OSError"), "There was one try, and it failed; `retry` must raise its error."
    assert (times(call), times(end)) == ([0.0], [1.0]), (
        "With `tries` 1 there is one try, from second 0 to second 1, and no pause."
    )


def test_others_run_in_the_pauses(run):
    one, other = (
        probe("one", delay=1, raises=["OSError", "OSError", None]),
        probe("other", delay=1, raises=["OSError", None]),
    )
    run(two_at_once, one=one, other=other)
    assert (times(one), times(other)) == ([0.0, 2.0, 5.0], [0.0, 2.0]), (
        "Two tasks called `retry` at second 0. These are the seconds at which each one's tries must begin; neither may "
        "hold up the other."
    )


def test_other_errors_go_on(run):
    for name in ("KeyError", "ValueError", "RuntimeError"):
        call, end = probe("call", delay=1, raises=["OSError", name, None]), probe("end")
        seen = run(try_call, call=call, limits=(5, 1), extra=[], end=end)
        assert len(call.calls) == 2, (
            f"The first try raised an `OSError` and the second a `{name}`. After that there must be no other try. There were so many."
        )
        assert seen.error.type == name, f"The second try raised a `{name}`, which must go on to the caller."
        assert times(end) == [3.0], (
            f"The `{name}` came at second 3, and must go on at once. `retry` ended at these seconds."
        )


def test_cancellation_goes_on(run):
    call = probe("call", delay=3, raises=["OSError", None])
    seen = run(cancel_it, call=call, stop=probe("stop", delay=8))
    assert [each.outcome for each in call.calls] == [Outcome.RAISED, Outcome.CANCELLED], (
        "The task was cancelled at second 8, in its second try. That try must be cancelled, and no other may begin."
    )
    assert seen.value == "ended as cancelled", "The task was cancelled in a try. This is how it ended."
    call = probe("call", delay=3, raises="OSError")
    seen = run(cancel_it, call=call, stop=probe("stop", delay=5))
    assert times(call) == [0.0], (
        "The task was cancelled at second 5, in its first pause. No other try may begin. The tries began at these seconds."
    )
    assert seen.value == "ended as cancelled", "The task was cancelled in a pause. This is how it ended."


def test_download_gives_a_function(run):
    get = probe("get", raises=["OSError"] * 3 + [None])
    seen = run(download_page, get=get, url="http://hill.test/", extra=[0.25, 0.5, 0.5])
    assert seen.value == get.results[3], "Three tries failed; `download` must return the page that the fourth one got."
    assert [call.args for call in get.calls] == [("http://hill.test/",)] * 4, (
        "`get` must be called four times, each time with the URL alone."
    )
    assert times(get) == [0.0, 0.75, 2.25, 4.75], (
        "With 0.25, 0.5 and 0.5 seconds from `jitter`, the pauses last 0.75, 1.5 and 2.5 seconds. `get` was called at these seconds."
    )
    get = probe("get", raises="OSError")
    seen = run(download_page, get=get, url="http://hill.test/", extra=[])
    assert seen.error.is_a("OSError"), "All four tries failed; `download` must raise the error."
    assert len(get.calls) == 4, "`get` always failed. It must be called four times, that is how many tries there are."
