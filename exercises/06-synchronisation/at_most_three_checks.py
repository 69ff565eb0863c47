"""Hidden checks of at-most-three."""

import asyncio

from grader.checks import probe, scenario


@scenario
async def fetch_them(submission, fetch, pages):
    return list(await submission.fetch_all(fetch, pages))


@scenario
async def fetch_twice(submission, fetch):
    await asyncio.gather(submission.fetch_all(fetch, ["a"] * 4), submission.fetch_all(fetch, ["b"] * 4))


@scenario
async def fetch_and_fail(submission, pages):
    async def fetch(page):
        await asyncio.sleep(1)
        return int(page)

    outcome = None
    try:
        outcome = await submission.fetch_all(fetch, pages)
    except* ValueError:
        outcome = "ValueError"
    await asyncio.sleep(10)  # whoever did not cancel the other pages lets them come to their end
    return outcome


def rounded(seconds):
    return int(seconds) if seconds == int(seconds) else seconds


def begun(fetch):
    """The pages in the order in which they were begun, each with its second."""
    return [(call.args[0], rounded(call.entered)) for call in fetch.calls]


def most_at_once(fetch):
    """The greatest number of calls that ran at the same time. One that ends makes room for one that begins."""
    steps = [(call.entered, 1) for call in fetch.calls]
    steps += [(call.left, -1) for call in fetch.calls if call.left is not None]
    running = most = 0
    for _, change in sorted(steps):
        running += change
        most = max(most, running)
    return most


def test_results_in_order(run):
    for count in (4, 0):
        pages = [f"page {number}" for number in range(count)]
        fetch = probe("fetch", delays=[4, 1, 3, 2])
        seen = run(fetch_them, fetch=fetch, pages=pages)
        asked = [call.args for call in fetch.calls]
        assert sorted(asked) == [(page,) for page in pages], (
            f"There were {count} pages, and each must be fetched once. This is what `fetch` was called with."
        )
        assert seen.value == [fetch.results[asked.index((page,))] for page in pages], (
            f"There were {count} pages. `fetch_all` must return the list of their results, in the order of `pages`."
        )


def test_three_at_the_same_time(run):
    fetch = probe("fetch", delays=[2, 5, 3, 4, 1, 6, 2, 5, 4, 3, 1, 2])
    run(fetch_them, fetch=fetch, pages=list("abcdefghijkl")).value  # noqa: B018 - it must come to its end
    most = most_at_once(fetch)
    assert most == 3, "There were twelve pages. This is the greatest number that were fetched at the same time."


def test_places_stay_busy(run):
    fetch = probe("fetch", delays=[9, 1, 2, 4, 1, 1, 3])
    run(fetch_them, fetch=fetch, pages=list("abcdefg")).value  # noqa: B018 - it must come to its end
    assert begun(fetch) == [("a", 0), ("b", 0), ("c", 0), ("d", 1), ("e", 2), ("f", 3), ("g", 4)], (
        "There were seven pages: `a` takes 9 seconds, the others 1 to 4. With three places that are never empty, they "
        "begin at seconds 0, 0, 0, 1, 2, 3 and 4. These are yours, each with the second at which it began."
    )


def test_an_error_frees_the_place(run):
    fetch = probe("fetch", delay=1, raises=[None, "OSError", None, "ConnectionError", "OSError", "OSError", None, None])
    seen = run(fetch_them, fetch=fetch, pages=list("abcdefgh"))
    expected = [None if call in (1, 3, 4, 5) else fetch.results[call] for call in range(8)]
    assert seen.value == expected, (
        "There were eight pages, `a` to `h`; `b`, `d`, `e` and `f` failed with an `OSError`. Their results must be "
        "`None`, and the others must be there. This is what `fetch_all` returned."
    )
    assert [second for _, second in begun(fetch)] == [0, 0, 0, 1, 1, 1, 2, 2], (
        "Each fetch takes 1 second, four of the eight fail, and none of the three places may be lost or stay empty. "
        "These are the seconds at which your fetches began."
    )


def test_other_errors_come_out(run):
    seen = run(fetch_and_fail, pages=["1", "2", "x", "4"])
    assert seen.value == "ValueError", (
        "Of four pages, the third raised a `ValueError`, which is no `OSError`. It must come out of `fetch_all`. "
        "Instead, this was returned."
    )


def test_each_call_has_its_places(run):
    fetch = probe("fetch", delay=1)
    run(fetch_twice, fetch=fetch).value  # noqa: B018 - it must come to its end
    assert sorted(begun(fetch)) == [("a", 0), ("a", 0), ("a", 0), ("a", 1), ("b", 0), ("b", 0), ("b", 0), ("b", 1)], (
        "`fetch_all` was called twice at the same time, with four pages each. Each call has three places. These are "
        "the pages, each with the second at which it began."
    )
