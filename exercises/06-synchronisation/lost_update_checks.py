"""Hidden checks of lost-update."""

import asyncio

from grader.checks import probe, scenario


@scenario
async def deposit_in_turn(submission, start, amounts):
    store = [start]

    async def read():
        await asyncio.sleep(1)
        return store[0]

    async def write(balance):
        await asyncio.sleep(1)
        store[0] = balance

    account = submission.Account(read, write)
    returned = [await account.deposit(amount) for amount in amounts]
    return returned, store[0]


@scenario
async def deposit_at_once(submission, amounts):
    store = [1000]

    async def read():
        balance = store[0]
        await asyncio.sleep(1)
        return balance

    async def write(balance):
        await asyncio.sleep(2)
        store[0] = balance

    account = submission.Account(read, write)
    returned = await asyncio.gather(*(account.deposit(amount) for amount in amounts))
    return store[0], max(returned)


@scenario
async def two_accounts(submission, write):
    async def read():
        await asyncio.sleep(1)
        return 0

    mine, yours = submission.Account(read, write), submission.Account(read, write)
    await asyncio.gather(mine.deposit(1), yours.deposit(2))


@scenario
async def deposit_with_errors(submission, write, amounts, end):
    """The outcome of each deposit: its error, or what was added to the balance in the store."""
    store = [0]

    async def read():
        await asyncio.sleep(1)
        return store[0]

    async def write_or_fail(balance):
        await write(balance)
        store[0] = balance

    async def outcome(amount):
        try:
            return await account.deposit(amount)
        except OSError:
            return "OSError"

    account = submission.Account(read, write_or_fail)
    outcomes = await asyncio.gather(*(outcome(amount) for amount in amounts))
    outcomes.append(await outcome(1000))
    await end()
    return outcomes


def test_deposits_one_after_another(run):
    seen = run(deposit_in_turn, start=20, amounts=[5, 30, 1])
    assert seen.value == ([25, 55, 56], 56), (
        "There were 20 in the store, and 5, 30 and 1 were deposited, one after another. This is what the three calls "
        "returned, and what was in the store at the end."
    )


def test_no_deposit_is_lost(run):
    amounts = [3 * number + 1 for number in range(40)]
    value = run(deposit_at_once, amounts=amounts).value
    lost = 3380 - value[0] if isinstance(value, tuple) and value and isinstance(value[0], int) else 0
    assert value == (3380, 3380), (
        "There were 1000 in the store, and 40 deposits of together 2380 were made at the same time. "
        + (f"In the end {lost} of it was missing. " if lost > 0 else "")
        + "This is what was in the store afterwards, and the highest balance that a deposit returned."
    )


def test_accounts_do_not_wait_for_each_other(run):
    write = probe("write", delay=3)
    run(two_accounts, write=write)
    assert [call.entered for call in write.calls] == [1.0, 1.0], (
        "There were two accounts, and one deposit was made to each at the same time. Reading takes 1 second, so both "
        "must begin to write at second 1. These are the seconds at which writing began."
    )


def test_account_works_after_an_error(run):
    write, end = probe("write", delay=1, raises=[None, "OSError", None]), probe("end")
    seen = run(deposit_with_errors, write=write, amounts=[1, 10, 100], end=end)
    assert end.calls, (
        "One of three deposits failed, as writing raised an `OSError`. After that, the account could no longer be "
        "used: the program did not come to its end."
    )
    outcomes = seen.value
    assert outcomes.count("OSError") == 1, (
        "Writing raised an `OSError` in one of four deposits. Whoever made that deposit must get the error. These are "
        "the outcomes of the four."
    )
    arrived = sum(amount for amount, got in zip([1, 10, 100, 1000], outcomes, strict=True) if got != "OSError")
    assert outcomes[3] == arrived, (
        f"Three of four deposits worked, of together {arrived}. This is the balance that the last one returned."
    )
