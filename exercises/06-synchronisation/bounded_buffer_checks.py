"""Hidden checks of bounded-buffer."""

import asyncio

from grader.checks import probe, scenario


@scenario
async def open_bakery(submission, log, size, plan):
    """Each order of the plan begins at its second: `put` with loaves, or `take` with a count. Who waits is given up."""

    async def order(second, who, what):
        await asyncio.sleep(second)
        if isinstance(what, int):
            await log(who, await shelf.take(what))
        else:
            for loaf in what:
                await shelf.put(loaf)
                await log(who, loaf)

    shelf = submission.Shelf(size)
    orders = [asyncio.create_task(order(*each)) for each in plan]
    await asyncio.wait(orders, timeout=60)
    for one in orders:
        one.cancel()
    for outcome in await asyncio.gather(*orders, return_exceptions=True):
        if isinstance(outcome, Exception):
            raise outcome


@scenario
async def put_and_take(submission, loaves, counts):
    shelf = submission.Shelf(len(loaves))
    for loaf in loaves:
        await shelf.put(loaf)
    return [await shelf.take(count) for count in counts]


def rounded(seconds):
    seconds = round(seconds, 6)
    return int(seconds) if seconds == int(seconds) else seconds


def happened(run, size, plan):
    """What was done by whom: (second, who, loaf or list of loaves), by time and then by name."""
    log = probe("log")
    seen = run(open_bakery, log=log, size=size, plan=plan)
    assert seen.value is None, "The bakery did not work to the end."
    done = [(rounded(call.entered), *call.args) for call in log.calls]
    return sorted(done, key=lambda step: (step[0], step[1]))


def test_takes_the_oldest(run):
    seen = run(put_and_take, loaves=["rye", "oat", "corn", "malt", "bun"], counts=[2, 1, 2])
    assert seen.value == [["rye", "oat"], ["corn"], ["malt", "bun"]], (
        "Five loaves were put on an empty shelf with room for five: rye, oat, corn, malt, bun. Then 2, 1 and 2 were "
        "taken. These are the lists that `take` returned."
    )


def test_put_waits_while_full(run):
    steps = happened(run, 2, [(0, "baker", ["rye", "oat", "corn", "malt"]), (3.14, "Ada", 1), (5.55, "Bo", 2)])
    assert steps == [
        (0, "baker", "rye"),
        (0, "baker", "oat"),
        (3.14, "Ada", ["rye"]),
        (3.14, "baker", "corn"),
        (5.55, "Bo", ["oat", "corn"]),
        (5.55, "baker", "malt"),
    ], (
        "The shelf has room for 2 loaves, and the baker puts 4 there, one after another. Ada takes 1 at second 3.14, "
        "Bo takes 2 at second 5.55. This is what was done, each with its second."
    )


def test_take_waits_for_all_of_them(run):
    steps = happened(
        run, 3, [(0, "Ada", 3), (1, "baker", ["rye", "oat"]), (2, "Bo", 2), (4.2, "miller", ["corn", "malt", "bun"])]
    )
    assert steps == [
        (1, "baker", "rye"),
        (1, "baker", "oat"),
        (2, "Bo", ["rye", "oat"]),
        (4.2, "Ada", ["corn", "malt", "bun"]),
        (4.2, "miller", "corn"),
        (4.2, "miller", "malt"),
        (4.2, "miller", "bun"),
    ], (
        "Ada waits for 3 loaves from the beginning. At second 1 two come; at second 2 Bo asks for 2 and can have them; "
        "at second 4.2 three more come. This is what was done, each with its second."
    )


def test_every_customer_gets_loaves(run):
    names = ["Ada", "Bo", "Cy", "Di"]
    plan = [
        *((0, name, 2) for name in names),
        (1, "baker", ["b0", "b1", "b2", "b3"]),
        (2, "miller", ["m0", "m1", "m2"]),
    ]
    plan.append((3, "smith", ["s0"]))
    steps = [step for step in happened(run, 4, plan) if step[1] in names]
    assert [second for second, _, _ in steps] == [1, 1, 2, 3], (
        "Four customers wait for 2 loaves each. Four loaves come at second 1, three at second 2, one at second 3. "
        "These are the seconds at which customers got theirs."
    )
    bags = sorted(taken for _, _, taken in steps)
    assert bags == [["b0", "b1"], ["b2", "b3"], ["m0", "m1"], ["m2", "s0"]], (
        "Four customers waited for 2 loaves each, and eight loaves came: b0, b1, b2, b3, m0, m1, m2, s0. These are the "
        "lists that they got."
    )


def test_no_wake_up_is_lost(run):
    steps = happened(run, 3, [(0, "baker", ["rye"]), (0.5, "Ada", 3), (0.75, "Bo", 2), (2, "miller", ["oat"])])
    assert steps == [(0, "baker", "rye"), (2, "Bo", ["rye", "oat"]), (2, "miller", "oat")], (
        "One loaf lies there. At second 0.5 Ada begins to wait for 3 loaves, at 0.75 Bo for 2. One more loaf comes at "
        "second 2: enough for Bo. This is what was done, each with its second."
    )
    bakers = [(0, name, [name]) for name in ("b0", "b1", "b2", "b3", "b4")]
    steps = happened(run, 2, [*bakers, (2.5, "Ada", 2), (4.5, "Bo", 1), (6, "Cy", 2)])
    assert [(second, who) for second, who, _ in steps] == [
        (0, "b0"),
        (0, "b1"),
        (2.5, "Ada"),
        (2.5, "b2"),
        (2.5, "b3"),
        (4.5, "Bo"),
        (4.5, "b4"),
        (6, "Cy"),
    ], (
        "The shelf has room for 2 loaves, and five bakers, b0 to b4, bring one each at second 0. Ada takes 2 loaves at "
        "second 2.5, Bo 1 at 4.5, Cy 2 at 6. This is who came to his turn, and when."
    )
