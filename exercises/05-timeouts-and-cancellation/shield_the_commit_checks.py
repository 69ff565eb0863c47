"""Hidden checks of shield-the-commit."""

import asyncio

from grader.checks import probe, scenario


@scenario
async def buy_ticket(submission, reserve, pay, note):
    return await submission.buy(reserve, pay, note)


@scenario
async def buy_in_vain(submission, reserve, pay, note):
    buyer = asyncio.create_task(submission.buy(reserve, pay, note))
    await asyncio.wait([buyer])
    return how_it_ended(buyer)


@scenario
async def cancel_buyer(submission, reserve, pay, note, stop):
    buyer = asyncio.create_task(submission.buy(reserve, pay, note))
    await stop()
    buyer.cancel()
    await asyncio.wait([buyer])
    ended = asyncio.get_running_loop().time()
    await asyncio.sleep(6)
    return how_it_ended(buyer), ended


@scenario
def how_it_ended(task):
    if task.cancelled():
        return "ended as cancelled"
    return f"raised {type(task.exception()).__name__}" if task.exception() else "returned"


def calls(probe_):
    """The calls of a probe: (arguments, when it was left, what became of it)."""
    return [(call.args, call.left, call.outcome.value) for call in probe_.calls]


def noted(note):
    return [(call.args, call.entered) for call in note.calls]


def told(end):
    return f"{end[0]} at second {end[1]}" if isinstance(end, tuple) and len(end) == 2 else "did not end"


def test_buys(run):
    reserve, pay, note = probe("reserve", delay=1), probe("pay", delay=3), probe("note", sync=True)
    seen = run(buy_ticket, reserve=reserve, pay=pay, note=note)
    assert seen.value == pay.result, "`buy` did not return the receipt."
    assert calls(reserve) == [((), 1.0, "returned")], (
        "It must be reserved once. These are the calls of `reserve`: arguments, end, outcome."
    )
    assert calls(pay) == [((reserve.result,), 4.0, "returned")], (
        "The order must be paid once, right after it was reserved. These are the calls of `pay`: arguments, end, outcome."
    )
    assert noted(note) == [((pay.result,), 4.0)], (
        "The receipt is there at second 4; it must be noted then, once. These are the calls of `note`, each with its "
        "second."
    )


def test_payment_fails(run):
    reserve, pay, note = probe("reserve", 1), probe("pay", 3, raises="ConnectionError"), probe("note", sync=True)
    seen = run(buy_in_vain, reserve=reserve, pay=pay, note=note)
    assert seen.value == "raised ConnectionError", (
        "`pay` failed with a `ConnectionError`, which must go on to the caller. This is how `buy` ended."
    )
    assert noted(note) == [], "`pay` failed, so there is no receipt. This is what was noted all the same."
    assert len(pay.calls) == 1, "`pay` failed, and must not be tried again. This is how often it was called."


def test_cancelled_before_paying(run):
    reserve, pay, note = probe("reserve", delay=5), probe("pay", delay=3), probe("note", sync=True)
    seen = run(cancel_buyer, reserve=reserve, pay=pay, note=note, stop=probe("stop", delay=2))
    assert calls(reserve) == [((), 2.0, "cancelled")], (
        "The buyer was cancelled at second 2, and must stop reserving. These are the calls of `reserve`: arguments, end, "
        "outcome."
    )
    assert calls(pay) == [], (
        "The buyer was cancelled before the payment, so nothing must be paid. These are the calls of `pay`."
    )
    assert seen.value == ("ended as cancelled", 2.0), (
        "The buyer was cancelled at second 2, while it reserved, and must end so at once. This is how it ended, and when."
    )


def test_payment_is_completed(run):
    reserve, pay, note = probe("reserve", delay=1), probe("pay", delay=5), probe("note", sync=True)
    run(cancel_buyer, reserve=reserve, pay=pay, note=note, stop=probe("stop", delay=3))
    assert calls(pay) == [((reserve.result,), 6.0, "returned")], (
        "The payment takes from second 1 to 6. The buyer was cancelled at second 3; the payment must be completed, and "
        "made only once. These are the calls of `pay`: arguments, end, outcome."
    )


def test_payment_is_noted(run):
    reserve, pay, note = probe("reserve", delay=1), probe("pay", delay=5), probe("note", sync=True)
    seen = run(cancel_buyer, reserve=reserve, pay=pay, note=note, stop=probe("stop", delay=3))
    assert noted(note) == [((pay.result,), 6.0)], (
        "The buyer was cancelled, the payment was completed at second 6. Its receipt must be noted then, once. "
        f"Your buyer {told(seen.value)}."
    )


def test_ends_as_cancelled(run):
    reserve, pay, note = probe("reserve", delay=1), probe("pay", delay=5), probe("note", sync=True)
    seen = run(cancel_buyer, reserve=reserve, pay=pay, note=note, stop=probe("stop", delay=3))
    assert seen.value == ("ended as cancelled", 6.0), (
        "The buyer was cancelled while it paid. It must end as cancelled, when the payment is complete at second 6. This "
        "is how it ended, and when."
    )
