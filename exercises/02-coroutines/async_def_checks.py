"""Hidden checks of async-def."""

import inspect

from grader.checks import Ending, probe, scenario


@scenario
async def order_a_dish(submission, kitchen, dish):
    return await submission.order(kitchen, dish)


@scenario
async def ring_a_bell(submission, bell, times, silence):
    await submission.ring(bell, times)
    await silence()


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
    seen = run(ring_a_bell, bell=bell, times=3, silence=silence)
    assert seen.ending == Ending.RETURNED, "`ring` did not come to its end when it was asked to ring 3 times."
    rings = [call.entered for call in bell.calls]
    assert len(rings) == 3, f"`ring` was asked to ring 3 times, and the bell rang {len(rings)} times."
    assert rings == [0, 3, 6], (
        "The times at which the bell rang are wrong. This bell takes 2 seconds; `ring` must wait for it, sleep 1 "
        "second, and only then ring again."
    )
    over = [call.entered for call in silence.calls]
    assert over == [9], "`ring` must sleep one second after the last ring too, as the old version did."


def test_calls_make_coroutines(run):
    seen = run(kinds_of_calls, kitchen=probe("kitchen"), bell=probe("bell"))
    assert seen.value == {"order": "coroutine", "ring": "coroutine"}, (
        "A call of a coroutine function makes a coroutine object. Here a call made something else."
    )
