"""Hidden checks of create-then-await."""

from grader.checks import probe, scenario


@scenario
async def download_them(submission, fetch, pages, reader):
    contents = await submission.download_all(fetch, pages)
    await reader()
    return contents


@scenario
async def download_one(submission, fetch, page):
    return await submission.download(fetch, page)


def results_by_page(fetch, pages):
    """What the probe gave for each page, whatever the order in which a program asked for them."""
    asked = [call.args for call in fetch.calls]
    left_out = [page for page in pages if (page,) not in asked]
    assert left_out == [], "There are pages that were never fetched."
    return [fetch.results[asked.index((page,))] for page in pages]


def happened(verb, probe_calls):
    """When the calls began, as a part of a sentence."""
    times = ", ".join(f"{call.entered:g}" for call in probe_calls)
    return f"{verb} at second {times}" if times else f"never {verb}"


def test_pauses_before_it_fetches(run):
    fetch = probe("fetch", delay=2)
    seen = run(download_one, fetch=fetch, page="home")
    assert seen.value == fetch.result, "`download` did not return what `fetch` gave."
    began = [call.entered for call in fetch.calls]
    assert began == [1.0], (
        f"`download` {happened('fetched', fetch.calls)}. It must pause for one second and then fetch, once."
    )


def test_returns_results_in_order(run):
    pages = ["home", "news", "sport"]
    fetch = probe("fetch", delays=[3, 1, 2])
    seen = run(download_them, fetch=fetch, pages=pages, reader=probe("reader"))
    assert seen.value == results_by_page(fetch, pages), (
        "`download_all` did not return a list with the result of each page, in the order of `pages`."
    )


def test_all_downloads_overlap(run):
    fetch = probe("fetch", delay=4)
    run(download_them, fetch=fetch, pages=["home", "news", "sport"], reader=probe("reader"))
    began = [call.entered for call in fetch.calls]
    assert began == [1.0, 1.0, 1.0], (
        "Three downloads at the same time pause together and then all fetch at second 1. "
        f"Yours {happened('fetched', fetch.calls)}."
    )


def test_takes_as_long_as_the_slowest(run):
    pages = ["a", "b", "c", "d", "e"]
    fetch, reader = probe("fetch", delays=[2, 6, 1, 3, 5]), probe("reader")
    seen = run(download_them, fetch=fetch, pages=pages, reader=reader)
    assert seen.value == results_by_page(fetch, pages), "The results of five pages are wrong or in the wrong order."
    ready = [call.entered for call in reader.calls]
    assert ready == [7.0], (
        "With one second of pause, and 6 seconds for the slowest page, all five must be there at second 7. "
        f"Yours {happened('were there', reader.calls)}."
    )
