"""Hidden checks of handle-cancel."""

import asyncio

from grader.checks import Ending, probe, scenario


@scenario
def bake(submission, log, steps, begin_after, end):
    """Carry out the steps, each at its time after the beginning, and log every ring."""
    loop = asyncio.new_event_loop()

    def begin():
        log("begin")
        oven = submission.Oven(loop, ring)
        for when, action, *details in steps:
            loop.call_later(when, step, oven, action, details)
        loop.call_later(end, loop.stop)

    def step(oven, action, details):
        answer = getattr(oven, action)(*details)
        if action == "seconds_left":
            log("left", details[0], answer)

    def ring(dish):
        log("rang", dish)

    def give_up(loop, context):
        errors.append(context.get("exception"))
        loop.stop()

    errors = []
    loop.set_exception_handler(give_up)
    try:
        loop.call_later(begin_after, begin)
        loop.run_forever()
        if errors:
            raise errors[0]
    finally:
        loop.close()


def rounded(value):
    """Loop time without the rounding of float sums, a whole number where it is one; anything else as it is."""
    if type(value) not in (int, float):
        return value
    value = round(value, 6)
    return int(value) if value == int(value) else value


def happened(log, what):
    """The entries of one kind, without its name, with the seconds since the beginning at their end."""
    start = log.calls[0].entered if log.calls else 0
    found = [call for call in log.calls if call.args[:1] == (what,)]
    return [(*map(rounded, call.args[1:]), rounded(call.entered - start)) for call in found]


def test_rings_for_each_dish(run):
    log = probe("log", sync=True)
    steps = [(0, "put_in", "bread", 40), (5, "put_in", "cake", 20), (6, "put_in", "soup", 60)]
    run(bake, log=log, steps=steps, begin_after=100, end=200)
    assert happened(log, "rang") == [("cake", 25), ("bread", 40), ("soup", 66)], (
        "Bread was put in for 40 seconds, at second 5 a cake for 20, at second 6 soup for 60. These dishes rang, each "
        "with the second of its ring."
    )


def test_seconds_left(run):
    log = probe("log", sync=True)
    steps = [(0, "put_in", "bread", 40), (5, "put_in", "cake", 30)]
    steps += [(10, "seconds_left", "bread"), (15, "seconds_left", "cake"), (30, "seconds_left", "bread")]
    run(bake, log=log, steps=steps, begin_after=100, end=200)
    assert happened(log, "left") == [("bread", 30, 10), ("cake", 20, 15), ("bread", 10, 30)], (
        "Bread was put in for 40 seconds, and at second 5 a cake for 30. Each entry is a dish, the seconds that "
        "`seconds_left` said, and the second at which it was asked."
    )


def test_taken_out_dishes_do_not_ring(run):
    log = probe("log", sync=True)
    steps = [(0, "put_in", "bread", 40), (1, "put_in", "cake", 20), (2, "put_in", "soup", 60)]
    steps += [(10, "take_out", "bread"), (11, "take_out", "soup")]
    run(bake, log=log, steps=steps, begin_after=100, end=200)
    assert happened(log, "rang") == [("cake", 21)], (
        "Bread, cake and soup were put in; bread and soup were taken out before their time. These dishes rang, each "
        "with the second of its ring."
    )


def test_too_late_is_no_harm(run):
    log = probe("log", sync=True)
    steps = [(0, "put_in", "bread", 10), (1, "put_in", "cake", 30), (20, "take_out", "bread")]
    seen = run(bake, log=log, steps=steps, begin_after=100, end=200)
    assert seen.ending == Ending.RETURNED, (
        "A dish had rung at second 10. At second 20 it was taken out, and that failed."
    )
    assert happened(log, "rang") == [("bread", 10), ("cake", 31)], (
        "Bread rang and was then taken out; the cake was still in. These dishes rang, each with the second of its ring."
    )


def test_put_in_again(run):
    log = probe("log", sync=True)
    steps = [(0, "put_in", "bread", 40), (10, "take_out", "bread"), (15, "put_in", "bread", 50)]
    run(bake, log=log, steps=steps, begin_after=100, end=200)
    assert happened(log, "rang") == [("bread", 65)], (
        "Bread was put in for 40 seconds, taken out at second 10, and at second 15 put in again for 50. It rang at "
        "these seconds."
    )
