"""Hidden checks of callback-to-await."""

import asyncio
import types

from grader.checks import probe, scenario


@scenario
def make_library(submission, log, outcome, delay, deaf):
    """A `download` that ends so; without delay it calls back at once, and a deaf one does so even when cancelled."""
    loop = asyncio.get_running_loop()

    def call_back(on_page, on_error):
        try:
            if outcome.startswith("!"):
                on_error(OSError(outcome[1:]))
            else:
                on_page(outcome)
        except Exception as error:
            log("callback raised", type(error).__name__)
            raise

    def download(url, on_page, on_error):
        log("started", url)
        if delay is None:
            call_back(on_page, on_error)
            return types.SimpleNamespace(cancel=lambda: log("stopped"))
        timer = loop.call_later(delay, call_back, on_page, on_error)

        def cancel():
            log("stopped")
            if not deaf:
                timer.cancel()

        return types.SimpleNamespace(cancel=cancel)

    return download


@scenario
async def fetch_page(submission, log, outcome, delay):
    download = make_library(submission, log, outcome, delay, False)
    log("page", await submission.fetch(download, "http://grader"))
    await asyncio.sleep(9)


@scenario
async def fetch_nothing(submission, log, outcome, delay):
    download = make_library(submission, log, outcome, delay, False)
    try:
        page = await submission.fetch(download, "http://grader")
    except OSError as error:
        return ["raised", str(error)]
    return ["returned", type(page).__name__]


@scenario
async def give_up(submission, log, outcome, deaf):
    """Cancel after 2 seconds; the library is ready after 5."""
    download = make_library(submission, log, outcome, 5, deaf)
    waiting = asyncio.ensure_future(submission.fetch(download, "http://grader"))
    await asyncio.sleep(2)
    waiting.cancel()
    await asyncio.wait([waiting])
    await asyncio.sleep(9)
    return waiting.cancelled()


def happened(log, *kinds):
    return [(*call.args, call.entered) for call in log.calls if call.args[0] in kinds]


def test_page_is_the_result(run):
    for delay in (4, None):
        log = probe("log", sync=True)
        run(fetch_page, log=log, outcome="Hello, reader", delay=delay)
        when = "called back at once" if delay is None else f"called back after {delay} seconds"
        assert happened(log, "started", "page") == [
            ("started", "http://grader", 0.0),
            ("page", "Hello, reader", float(delay or 0)),
        ], f"The library was started with `http://grader`, and {when} with `Hello, reader`. This is what happened."


def test_error_is_raised_where_it_is_awaited(run):
    for delay in (4, None):
        seen = run(fetch_nothing, log=probe("log", sync=True), outcome="!no such page", delay=delay)
        when = "at once" if delay is None else f"after {delay} seconds"
        assert seen.value == ["raised", "no such page"], (
            f"The library called `on_error` {when}, with an `OSError`. Where `fetch` was awaited, this came out."
        )


def test_cancelling_stops_the_download(run):
    log = probe("log", sync=True)
    seen = run(give_up, log=log, outcome="Hello, reader", deaf=False)
    assert happened(log, "stopped") == [("stopped", 2.0)], (
        "What `fetch` returned was cancelled at second 2. That must reach the library at once, by `handle.cancel()`. "
        "This is when it did."
    )
    assert seen.value is True, "What `fetch` returned was cancelled, and it did not end as cancelled."


def test_calls_that_come_too_late(run):
    for outcome in ("Hello, reader", "!no such page"):
        log = probe("log", sync=True)
        seen = run(give_up, log=log, outcome=outcome, deaf=True)
        called = "`on_error`" if outcome.startswith("!") else "`on_page`"
        assert happened(log, "callback raised") == [], (
            f"The waiting was given up at second 2, and the library called {called} at second 5 all the same. This is "
            "what that call raised."
        )
        assert seen.value is True, f"The library called {called} too late, and after that nothing was as it should be."


def test_others_are_not_stopped(run):
    log = probe("log", sync=True)
    run(fetch_page, log=log, outcome="Hello, reader", delay=4)
    assert happened(log, "stopped") == [], (
        "The page had arrived at second 4, and nobody had given up. Yet the download was cancelled, at this second."
    )
