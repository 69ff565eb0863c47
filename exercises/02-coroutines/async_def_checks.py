"""Hidden checks of async-def."""

import asyncio
import inspect

from grader.checks import probe, scenario


@scenario
async def order_a_dish(submission, kitchen, dish):
    return await submission.order(kitchen, dish)


@scenario
async def ring_a_bell(submission, bell, times, silence):
    await submission.ring(bell, times)
    await silence()


@scenario
async def ring_beside_a_clock(submission, bell, clock, times, ticks):
    loop = asyncio.get_running_loop()
    for tick in ticks:
        loop.call_later(tick, clock, tick)
    await submission.ring(bell, times)


@scenario
async def kinds_of_calls(submission, kitchen, bell):
    kinds = {}
    for name, made in (("order", submission.order(kitchen, "soup")), ("ring", submission.ring(bell, 1))):
        if inspect.iscoroutine(made):
            made.close()
            kinds[name] = "coroutine"
        else:
            kinds[name] = type(made).__name__
    return kinds


def test_order_returns_what_the_kitchen_gave(run):
    kitchen = probe("kitchen", delay=5)
    seen = run(order_a_dish, kitchen=kitchen, dish="soup")
    assert seen.value == "Enjoy: " + kitchen.result, (
        '`order` did not return "Enjoy: " followed by the plate that the kitchen gave.'
    )
    asked_for = [call.args for call in kitchen.calls]
    assert asked_for == [("soup",)], "`order` must ask the kitchen once, for the dish that it was given."


def test_ring_waits_each_time(run):
    bell, silence = probe("bell", delay=2), probe("silence")
    run(ring_a_bell, bell=bell, times=3, silence=silence)
    rings = [call.entered for call in bell.calls]
    assert len(rings) == 3, f"`ring` was asked to ring 3 times. How often the bell rang: {len(rings)}."
    assert rings == [0.0, 3.0, 6.0], (
        "The times at which the bell rang are wrong. This bell takes 2 seconds; `ring` must wait for it, sleep 1 "
        "second, and only then ring again."
    )
    over = [call.entered for call in silence.calls]
    assert over == [9.0], "`ring` must end one second after the last ring, as the old version did."


def test_ring_leaves_the_loop_free(run):
    bell, clock = probe("bell", delay=2), probe("clock", sync=True)
    run(ring_beside_a_clock, bell=bell, clock=clock, times=2, ticks=[1, 2.5, 4, 5.5])
    ticked = [call.entered for call in clock.calls]
    assert ticked == [1.0, 2.5, 4.0, 5.5], (
        "Beside `ring`, a clock was to tick at these seconds, in the middle of each ring and of each sleep. It ticked "
        "at others: something held up the loop."
    )


def test_calls_make_coroutines(run):
    seen = run(kinds_of_calls, kitchen=probe("kitchen"), bell=probe("bell"))
    assert seen.value == {"order": "coroutine", "ring": "coroutine"}, (
        "A call of a coroutine function makes a coroutine object. Here a call made something else."
    )
