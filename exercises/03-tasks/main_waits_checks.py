"""Hidden checks of main-waits."""

import asyncio

from grader.checks import Outcome, probe, scenario


@scenario
async def spend_an_evening(submission, orders, cook, say):
    """Orders come in at these times; then no more will come. The program is over when `evening` is."""
    left = list(orders)

    async def next_order():
        if not left:
            raise RuntimeError("asked for an order after the last one")
        when, order = left.pop(0)
        await asyncio.sleep(when - asyncio.get_running_loop().time())
        return order

    await submission.evening(next_order, cook, say)


def evening(run, orders, last, cook_s):
    """The probes of an evening with orders at these seconds; at second `last` it is known that no more will come."""
    cook, say = probe("cook", delays=cook_s or [0]), probe("say", sync=True)
    names = ["soup", "fish", "cake", "tea"]
    coming = [*zip(orders, names, strict=False), (last, None)]
    run(spend_an_evening, orders=coming, cook=cook, say=say)
    return cook, say


def test_cooking_begins_at_once(run):
    cook, _ = evening(run, [1, 2, 4], 9, [3, 5, 2])
    began = [(*call.args, call.entered) for call in cook.calls]
    assert began == [("soup", 1), ("fish", 2), ("cake", 4)], (
        "Guests ordered soup at second 1, fish at second 2 and cake at second 4. Each entry is a dish and the second "
        "at which it was begun."
    )


def test_closes_when_all_is_ready(run):
    for cook_s, ready in (([30, 2, 1], 31), ([3, 4, 10], 14), ([1, 15, 12], 17)):
        cook, say = evening(run, [1, 2, 4], 5, cook_s)
        takes = f"The dishes took {cook_s[0]}, {cook_s[1]} and {cook_s[2]} seconds."
        finished = [call.args[0] for call in cook.calls if call.outcome == Outcome.RETURNED]
        assert sorted(finished) == ["cake", "fish", "soup"], (
            f"{takes} Soup, fish and cake were ordered. These dishes were ready in the end."
        )
        said = [(*call.args, call.entered) for call in say.calls]
        assert said == [("closed", ready)], (
            f"{takes} They were ordered at seconds 1, 2 and 4, and at second 5 no more orders came. This is what was "
            "said, and at which second."
        )


def test_an_evening_without_guests(run):
    cook, say = evening(run, [], 6, [])
    said = [(*call.args, call.entered) for call in say.calls]
    assert said == [("closed", 6)], (
        "At second 6 it was known that no guest would come. This is what was said, and at which second."
    )
    assert cook.calls == [], "Nobody had ordered anything, and yet something was cooked."
