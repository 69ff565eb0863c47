"""Hidden checks of async-iterator."""

import asyncio

from grader.checks import Ending, probe, scenario

PAGES = [["tea", "green tea", "milk"], ["oat milk"], ["bread", "butter"]]


@scenario
def shop(pages, fetch):
    """A coroutine function that gives a page by its number, and an empty one after the last."""

    async def get(number):
        await fetch(number)
        return list(pages[number - 1]) if 0 < number <= len(pages) else []

    return get


@scenario
async def use_names(submission, pages, fetch, use):
    """Go through the names; an iterator that does not end is left after 50."""
    left = 50
    async for name in submission.Goods(shop(pages, fetch)):
        await use(name)
        left -= 1
        if not left:
            break


@scenario
async def ask_after_the_end(submission, pages, fetch):
    walk = aiter(submission.Goods(shop(pages, fetch)))
    return [await anext(walk, "over") for _ in range(len(pages) + 3)]


@scenario
async def use_names_beside(submission, pages, fetch, use, tick):
    async def others():
        for _ in range(3):
            await tick()

    await asyncio.gather(use_names(submission, pages, fetch, use), others())


@scenario
async def find_name(submission, pages, fetch, asked, word):
    """Use `find` with goods of our own, so that it does not depend on the learner's class."""

    class Names:
        def __init__(self):
            self.rest = [name for page in pages for name in page]

        def __aiter__(self):
            return self

        async def __anext__(self):
            await fetch()
            if not self.rest:
                raise StopAsyncIteration
            asked(self.rest[0])
            return self.rest.pop(0)

    return await submission.find(Names(), word)


def names_used(use):
    return [call.args[0] for call in use.calls]


def test_every_name_in_order(run):
    for pages in (PAGES, [["tea"]], []):
        use = probe("use")
        seen = run(use_names, pages=pages, fetch=probe("fetch", delay=1), use=use)
        assert names_used(use) == [name for page in pages for name in page], (
            f"The shop had {len(pages)} pages with names: {pages}. These are the items that `async for` got."
        )
        assert seen.ending == Ending.RETURNED, "The loop got every name, and then it did not end in good order."


def test_fetches_when_needed(run):
    fetch, use = probe("fetch", delay=1), probe("use", delay=10)
    run(use_names, pages=PAGES, fetch=fetch, use=use)
    assert [(*call.args, call.entered) for call in fetch.calls] == [(1, 0.0), (2, 31.0), (3, 42.0), (4, 63.0)], (
        "A fetch takes 1 second, and each name was used for 10 seconds before the next one was asked for. This is "
        "which "
        "page was fetched when: (page, second)."
    )


def test_over_is_over(run):
    fetch = probe("fetch")
    seen = run(ask_after_the_end, pages=[["tea"], ["milk"]], fetch=fetch)
    assert seen.value == ["tea", "milk", "over", "over", "over"], (
        "The shop had two names. Five times somebody asked for the next one, and got this."
    )
    assert [call.args[0] for call in fetch.calls] == [1, 2, 3], (
        "Page 3 was the empty one. After it, somebody asked twice more for a name. These pages were fetched."
    )


def test_others_run_meanwhile(run):
    tick = probe("tick", delay=1)
    run(use_names_beside, pages=PAGES, fetch=probe("fetch", delay=2), use=probe("use"), tick=tick)
    assert [call.left for call in tick.calls] == [1.0, 2.0, 3.0], (
        "Another task had something to do at second 1, 2 and 3, while pages were fetched. It came to it at these "
        "seconds."
    )


def test_finds_the_first(run):
    for word, name in (("milk", "milk"), ("t m", "oat milk"), ("tt", "butter"), ("coffee", None)):
        seen = run(find_name, pages=PAGES, fetch=probe("fetch", delay=1), asked=probe("asked", sync=True), word=word)
        assert seen.value == name, f"Among the goods {PAGES}, `find` looked for the first name with {word!r} in it."


def test_finds_without_the_rest(run):
    asked = probe("asked", sync=True)
    run(find_name, pages=PAGES, fetch=probe("fetch", delay=1), asked=asked, word="green")
    assert [call.args[0] for call in asked.calls] == ["tea", "green tea"], (
        "`find` looked for `green`, which is in the second name. It asked for these names."
    )
