"""Hidden checks of take-turns."""

import asyncio
import math

from grader.checks import Ending, probe, scenario


@scenario
async def add_beside_others(submission, log, work, numbers, batch):
    """Each piece of work asks for a turn of somebody else; each entry says how many of these have come by then."""
    loop = asyncio.get_running_loop()
    turns = []

    def square(number):
        log("work", len(turns))
        loop.call_soon(turns.append, number)
        work(number)
        return number * number

    log("begin")
    total = await submission.add_up(square, numbers, batch)
    log("end")
    return total


def batches(run, items, batch):
    """How many items were worked on, one after another, between two turns of others."""
    log = probe("log", sync=True)
    seen = run(add_beside_others, log=log, work=probe("work", sync=True), numbers=list(range(items)), batch=batch)
    assert seen.ending == Ending.RETURNED, f"With {items} items and batches of {batch}, `add_up` did not return."
    turns = [call.args[1] for call in log.calls if call.args[0] == "work"]
    return [turns.count(turn) for turn in sorted(set(turns))]


def test_adds_up(run):
    for numbers, batch in (([3, 1, 4, 1, 5], 2), ([], 1), ([7], 5)):
        work = probe("work", sync=True)
        seen = run(add_beside_others, log=probe("log", sync=True), work=work, numbers=numbers, batch=batch)
        assert seen.value == sum(number * number for number in numbers), (
            f"Here `work` returned the square of its item, and the items were {numbers}. This is the sum."
        )
        done = [call.args[0] for call in work.calls]
        assert done == numbers, "These are the items that were worked on, in this order."


def test_others_get_their_turns(run):
    for items, batch in ((12, 3), (10, 4), (5, 1)):
        longest = max(batches(run, items, batch), default=0)
        assert longest <= batch, (
            f"There were {items} items, and the others were to have a turn after each batch of {batch}. At most this many "
            "items may be worked on between two turns of others; yours worked on more."
        )


def test_not_too_often(run):
    for items, batch in ((12, 3), (10, 4), (5, 7)):
        full, rest = divmod(items, batch)
        assert batches(run, items, batch) == [batch] * full + [rest] * bool(rest), (
            f"There were {items} items and batches of {batch}. Each entry is a number of items that were worked on without "
            "a turn for anybody else; the first one stands for the items before the first turn."
        )


def test_takes_no_time(run):
    log = probe("log", sync=True)
    run(add_beside_others, log=log, work=probe("work", sync=True), numbers=list(range(50)), batch=5)
    times = {call.args[0]: call.entered for call in log.calls}
    took = times.get("end", math.inf) - times.get("begin", 0)
    assert took == 0, (
        "50 items were added up in batches of 5. So many seconds went by on the loop's clock between the beginning and "
        "the end."
    )
