"""Hidden checks of eager-tasks."""

import asyncio

from grader.checks import probe, scenario


@scenario
async def look_up(submission, log, fetched, books, titles):
    """Books on the shelf are there at once, and so are those that are at hand when fetched; the others take time."""

    async def fetch(title):
        log("fetch", title)
        if title in books["at hand"]:
            return title + " from the desk"
        await fetched(title)
        return title + " from the cellar"

    def note(title):
        log("note", title)

    return await submission.main(dict(books["shelf"]), fetch, titles, note)


@scenario
def open_the_library(submission, log, fetched, books, titles):
    at_once, found = asyncio.run(look_up(submission, log, fetched, books, titles))
    return {"at once": at_once, "books": found}


SHELF = {"dune": "dune from the shelf", "ulysses": "ulysses from the shelf"}


def library(run, titles, at_hand=()):
    log, fetched = probe("log", sync=True), probe("fetched", delays=[4, 2, 3])
    books = {"shelf": SHELF, "at hand": list(at_hand)}
    seen = run(open_the_library, log=log, fetched=fetched, books=books, titles=titles)
    return seen, log, fetched


def part(seen, name):
    """One of the two things that `main` returned."""
    value = seen.value
    return value.get(name) if isinstance(value, dict) else value


def test_returns_the_books(run):
    seen, _, fetched = library(run, ["emma", "dune", "faust", "hamlet"])
    assert part(seen, "books") == [
        "emma from the cellar",
        "dune from the shelf",
        "faust from the cellar",
        "hamlet from the cellar",
    ], "Four books were looked up, in this order. These books came."
    began = [(*call.args, call.entered) for call in fetched.calls]
    assert began == [("emma", 0), ("faust", 0), ("hamlet", 0)], (
        "Three of four books had to be fetched from the cellar, all at second 0. Each entry is a title, and the second "
        "at which somebody went."
    )


def test_at_once(run):
    for titles, expected in (
        (["emma", "dune", "hamlet", "ulysses"], ["dune", "ulysses"]),
        (["dune", "faust", "emma"], ["dune", "faust"]),
        (["emma"], []),
    ):
        seen, _, _ = library(run, titles, at_hand=["faust"])
        assert part(seen, "at once") == expected, (
            f"These books were looked up: {', '.join(titles)}. Dune and Ulysses stood on the shelf, and `fetch` had "
            "Faust at hand; for all others somebody had to wait. This is `at_once`."
        )


def test_notes_come_first(run):
    _, log, _ = library(run, ["emma", "dune", "faust"])
    steps = [call.args for call in log.calls]
    assert steps == [("note", "emma"), ("fetch", "emma"), ("note", "dune"), ("note", "faust"), ("fetch", "faust")], (
        "Emma, Dune and Faust were looked up; Dune stood on the shelf. This is what was done, in this order."
    )
