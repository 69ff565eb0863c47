"""Hidden checks of async-context."""

import asyncio

from grader.checks import probe, scenario


@scenario
def make_pool(take, give):
    class Pool:
        taken = 0

        async def take(self):
            await take()
            self.taken += 1
            return f"connection {self.taken}"

        async def give(self, connection):
            await give(connection)

    return Pool()


@scenario
def make_connection(begin, commit, rollback):
    class Connection:
        async def begin(self):
            await begin()

        async def commit(self):
            await commit()

        async def rollback(self):
            await rollback()

    return Connection()


@scenario
async def how_it_ends(use, stop_at):
    """Run it, cancel it at a second if one is given, and tell how it ended."""
    task = asyncio.create_task(use)
    await asyncio.wait([task], timeout=stop_at)
    if not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=30)
    if not task.done():
        return "went on"
    if task.cancelled():
        return "ended as cancelled"
    return f"raised {type(task.exception()).__name__}" if task.exception() else "ended well"


@scenario
async def use_lease(submission, take, give, use, end, stop_at):
    async def block():
        async with submission.lease(make_pool(take, give)) as connection:
            await use(connection)

    how = await how_it_ends(block(), stop_at)
    await end()
    return how


@scenario
async def use_transaction(submission, begin, commit, rollback, use, end, stop_at):
    async def block():
        async with submission.Transaction(make_connection(begin, commit, rollback)):
            await use()

    how = await how_it_ends(block(), stop_at)
    await end()
    return how


@scenario
async def use_several(submission, take, give, work, end, number, stop_at):
    results = []

    async def block():
        results.append(await submission.with_several(make_pool(take, give), number, work))

    how = await how_it_ends(block(), stop_at)
    await end()
    return how, results


def calls_of(probe_):
    return [(*call.args, call.entered) for call in probe_.calls]


def times(*probes):
    return [[call.entered for call in probe_.calls] for probe_ in probes]


def leased(run, use, stop_at=None):
    take, give, end = probe("take", delay=1), probe("give", delay=2), probe("end")
    seen = run(use_lease, take=take, give=give, use=use, end=end, stop_at=stop_at)
    return seen, give, end


def test_lease(run):
    use = probe("use", delay=5)
    seen, give, end = leased(run, use)
    assert calls_of(use) == [("connection 1", 1.0)], (
        "To take a connection takes 1 second; then the block must run with it. This is what the block got, and when."
    )
    assert calls_of(give) == [("connection 1", 6.0)], (
        "The block ended at second 6; then the connection must be given back, once. This is what was given back, and "
        "when."
    )
    assert times(end) == [[8.0]], "To give back takes 2 seconds, so the whole ends at second 8. This is when yours did."
    assert seen.value == "ended well", "The block ended well, and the connection is back. This is how the whole ended."


def test_lease_after_an_error(run):
    seen, give, _ = leased(run, probe("use", delay=5, raises="KeyError"))
    assert calls_of(give) == [("connection 1", 6.0)], (
        "The block failed at second 6; then the connection must be given back, once. This is what was given back, and "
        "when."
    )
    assert seen.value == "raised KeyError", (
        "The block raised a `KeyError`, which must go on. This is how the whole ended."
    )


def test_lease_after_a_cancellation(run):
    seen, give, _ = leased(run, probe("use", delay=5), stop_at=3)
    assert calls_of(give) == [("connection 1", 3.0)], (
        "The task was cancelled in the block at second 3; then the connection must be given back, once. This is what "
        "was "
        "given back, and when."
    )
    assert seen.value == "ended as cancelled", "The task was cancelled in the block. This is how it ended."


def transacted(run, use, stop_at=None):
    probes = {"commit": probe("commit", delay=2), "rollback": probe("rollback", delay=2), "end": probe("end")}
    seen = run(use_transaction, begin=probe("begin", delay=1), use=use, stop_at=stop_at, **probes)
    return seen.value, *times(*probes.values())


def test_transaction_commits(run):
    assert transacted(run, probe("use", delay=5)) == ("ended well", [6.0], [], [8.0]), (
        "The block ended well at second 6, and to commit takes 2 seconds. This is how the whole ended, when it was "
        "committed, when it was rolled back, and when the end was reached."
    )


def test_transaction_rolls_back(run):
    assert transacted(run, probe("use", delay=5, raises="ValueError")) == ("raised ValueError", [], [6.0], [8.0]), (
        "The block raised a `ValueError` at second 6, and to roll back takes 2 seconds. This is how the whole ended, "
        "when "
        "it was committed, when it was rolled back, and when the end was reached."
    )
    assert transacted(run, probe("use", delay=5), stop_at=4) == ("ended as cancelled", [], [4.0], [6.0]), (
        "The block was cancelled at second 4, and to roll back takes 2 seconds. This is how the whole ended, when it "
        "was "
        "committed, when it was rolled back, and when the end was reached."
    )


def several(run, number, work, stop_at=None, raises=None):
    take, give, end = probe("take", delay=1, raises=raises), probe("give", delay=1), probe("end")
    seen = run(use_several, take=take, give=give, work=work, end=end, number=number, stop_at=stop_at)
    return seen, take, give, end


def test_several(run):
    work = probe("work", delay=5)
    seen, take, give, end = several(run, 3, work)
    assert times(take) == [[0.0, 1.0, 2.0]], (
        "Three connections were needed, and to take one takes 1 second. This is when `take` was called."
    )
    assert calls_of(work) == [(["connection 1", "connection 2", "connection 3"], 3.0)], (
        "`work` must be called once, with the list of the three connections. This is what it was called with, and when."
    )
    assert calls_of(give) == [("connection 3", 8.0), ("connection 2", 9.0), ("connection 1", 10.0)], (
        "The work ended at second 8. Then all three must be given back, the last one first. This is what was given "
        "back, "
        "and when."
    )
    assert times(end) == [[11.0]], (
        "To give back takes 1 second each, so the whole ends at second 11. This is when yours did."
    )
    assert seen.value == ("ended well", [work.result]), (
        "`with_several` must return what `work` returned. This is how it ended, and what it returned."
    )


def test_several_after_errors(run):
    seen, _, give, _ = several(run, 3, probe("work"), raises=[None, None, "OSError"])
    assert calls_of(give) == [("connection 2", 3.0), ("connection 1", 4.0)], (
        "The third `take` failed at second 3; the two connections that were taken must be given back then. This is "
        "what "
        "was given back, and when."
    )
    assert seen.value == ("raised OSError", []), (
        "The third `take` raised an `OSError`, which must go on. This is how it ended."
    )
    seen, _, give, _ = several(run, 2, probe("work", delay=2, raises="KeyError"))
    assert calls_of(give) == [("connection 2", 4.0), ("connection 1", 5.0)], (
        "`work` failed at second 4; both connections must be given back then. This is what was given back, and when."
    )
    assert seen.value == ("raised KeyError", []), "`work` raised a `KeyError`, which must go on. This is how it ended."
    seen, _, give, _ = several(run, 2, probe("work", delay=20), stop_at=7)
    assert calls_of(give) == [("connection 2", 7.0), ("connection 1", 8.0)], (
        "It was cancelled at second 7; both connections must be given back then. This is what was given back, and when."
    )
    assert seen.value == ("ended as cancelled", []), "It was cancelled in `work`. This is how it ended."
