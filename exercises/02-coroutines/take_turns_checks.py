"""Hidden checks of take-turns."""

import asyncio
import math

from grader.checks import Ending, probe, scenario


@scenario
async def add_beside_another(submission, log, work, numbers, batch):
    """Add up beside another coroutine. Each entry says how many turns that one has had by then."""

    async def other():
        while not over:
            turns.append(True)
            # Now and then a pause, so that time can pass for a program that waits for it.
            await asyncio.sleep(0 if len(turns) % 100 else 0.001)

    def square(number):
        log("work", len(turns))
        work(number)
        return number * number

    turns = []
    over = []
    beside = asyncio.ensure_future(other())
    await asyncio.sleep(0)
    log("begin", len(turns))
    total = await submission.add_up(square, numbers, batch)
    log("end", len(turns))
    over.append(True)
    await beside
    return total


def batches(run, items, batch):
    """How many items were worked on, one after another, between two turns of the other coroutine."""
    log = probe("log", sync=True)
    seen = run(add_beside_another, log=log, work=probe("work", sync=True), numbers=list(range(items)), batch=batch)
    assert seen.ending == Ending.RETURNED, f"With {items} items and batches of {batch}, `add_up` did not return."
    turns = [call.args[1] for call in log.calls if call.args[0] == "work"]
    return [turns.count(turn) for turn in sorted(set(turns))]


def test_adds_up(run):
    for numbers, batch in (([3, 1, 4, 1, 5], 2), ([], 1), ([7], 5)):
        work = probe("work", sync=True)
        seen = run(add_beside_another, log=probe("log", sync=True), work=work, numbers=numbers, batch=batch)
        assert seen.value == sum(number * number for number in numbers), (
            f"Here `work` returned the square of its item, and the items were {numbers}. This is the sum."
        )
        done = [call.args[0] for call in work.calls]
        assert done == numbers, "These are the items that were worked on, in this order."


def test_others_get_their_turns(run):
    for items, batch in ((12, 3), (10, 4), (5, 1)):
        longest = max(batches(run, items, batch), default=0)
        assert longest <= batch, (
            f"There were {items} items, and the others were to have a turn after each batch of {batch}. So many items were "
            "worked on without a turn for anybody else."
        )


def test_not_too_often(run):
    for items, batch in ((12, 3), (10, 4), (5, 7)):
        full, rest = divmod(items, batch)
        assert batches(run, items, batch) == [batch] * full + [rest] * bool(rest), (
            f"There were {items} items and batches of {batch}. Each entry is the number of items that were worked on "
            "before the others had a turn."
        )


def test_takes_no_time(run):
    log = probe("log", sync=True)
    run(add_beside_another, log=log, work=probe("work", sync=True), numbers=list(range(50)), batch=5)
    times = {call.args[0]: call.entered for call in log.calls}
    took = times.get("end", math.inf) - times.get("begin", 0)
    assert took == 0, (
        "50 items were added up in batches of 5. So many seconds went by on the loop's clock between the beginning and "
        "the end."
    )
