"""Hidden checks of worker-pool."""

import asyncio
import itertools

from grader.checks import probe, scenario


@scenario
async def open_office(submission, serve, close, end, customers):
    """Customers come at their seconds. `end` is told how many tasks are left when `post_office` has returned."""

    async def arrivals(enter):
        loop = asyncio.get_running_loop()
        for second, customer in customers:
            if second > loop.time():
                await asyncio.sleep(second - loop.time())
            await enter(customer)

    before = asyncio.all_tasks()
    served = await submission.post_office(arrivals, serve, close)
    await end(len(asyncio.all_tasks() - before))
    return served


def rounded(seconds):
    seconds = round(seconds, 6)
    return int(seconds) if seconds == int(seconds) else seconds


def who_and_when(serve):
    """The customers in the order of service, each with the second at which it began."""
    return [(*call.args[1:], rounded(call.entered)) for call in serve.calls]


def test_serves_everybody(run):
    for names in ["Ada", "Bo", "Cy", "Di", "Ed", "Fay", "Gus"], ["Ada"], []:
        serve = probe("serve", delay=2)
        customers = [(0.5 * number, name) for number, name in enumerate(names, 1)]
        seen = run(open_office, serve=serve, close=probe("close"), end=probe("end"), customers=customers)
        assert [call.args[1:] for call in serve.calls] == [(name,) for name in names], (
            f"Number of customers: {len(names)}. Each must be served once, in the order of arrival. These were."
        )
        assert seen.value == len(names), (
            f"Number of customers: {len(names)}. Nobody had trouble. This is what `post_office` returned."
        )


def test_customers_go_to_free_desks(run):
    serve = probe("serve", delays=[9, 2, 3, 4, 1, 1, 1])
    customers = [(1, "Ada"), (1, "Bo"), (2, "Cy"), (2.5, "Di"), (2.5, "Ed"), (2.5, "Fay"), (15.5, "Gus")]
    run(open_office, serve=serve, close=probe("close"), end=probe("end"), customers=customers)
    assert who_and_when(serve) == [
        ("Ada", 1),
        ("Bo", 1),
        ("Cy", 2),
        ("Di", 3),
        ("Ed", 5),
        ("Fay", 6),
        ("Gus", 15.5),
    ], (
        "Customers came at seconds 1, 1, 2, 2.5, 2.5, 2.5 and 15.5; to serve them takes 9, 2, 3, 4, 1, 1 and 1 "
        "seconds. This is who was served, and when it began."
    )


def test_one_customer_at_a_desk(run):
    serve = probe("serve", delays=[9, 1, 2, 3, 1, 2, 1, 3, 2, 1])
    customers = [(0, number) for number in range(10)]
    run(open_office, serve=serve, close=probe("close"), end=probe("end"), customers=customers)
    times = {desk: [] for desk in (1, 2, 3)}
    for call in serve.calls:
        times.setdefault(call.args[0], []).append((call.entered, call.left))
    assert sorted(times, key=str) == [1, 2, 3], "There are three desks: 1, 2 and 3. These served."
    together = [
        desk
        for desk, spans in times.items()
        for one, following in itertools.pairwise(spans)
        if one[1] is None or following[0] < one[1]
    ]
    assert together == [], "Ten customers came at once. At these desks, one was served before the last had gone."


def test_all_desks_close(run):
    serve, close, end = probe("serve", delays=[4, 1, 4, 9]), probe("close", delay=1), probe("end")
    customers = [(0, "Ada"), (1, "Di"), (3, "Bo"), (3.5, "Cy")]
    run(open_office, serve=serve, close=close, end=end, customers=customers)
    closed = sorted((call.args for call in close.calls), key=str)
    assert closed == [(1,), (2,), (3,)], "Each of the three desks must be closed once. This is how `close` was called."
    early = [rounded(call.entered) for call in close.calls if call.entered < 3.5]
    assert early == [], "The last customer came at second 3.5. These are the seconds at which desks closed before that."
    last = {call.args[0]: call.left for call in serve.calls}
    working = [
        desk for (desk,), entered in ((call.args, call.entered) for call in close.calls) if entered < last.get(desk, 0)
    ]
    assert working == [], "These desks closed while a customer was still there."
    assert [call.outcome for call in close.calls] == ["returned"] * 3, (
        "`post_office` did not wait until all had closed."
    )
    assert [call.args for call in end.calls] == [(0,)], (
        "This is the number of tasks that were left when `post_office` returned, if it did."
    )


def test_a_failure_does_not_close_a_desk(run):
    serve = probe("serve", delay=2, raises=["OSError", None, "TimeoutError", "OSError", None, None, "OSError"])
    end = probe("end")
    customers = [(0, number) for number in range(7)]
    seen = run(open_office, serve=serve, close=probe("close"), end=end, customers=customers)
    assert who_and_when(serve) == [(0, 0), (1, 0), (2, 0), (3, 2), (4, 2), (5, 2), (6, 4)], (
        "Seven customers, 0 to 6, came at second 0. Each takes 2 seconds, and four of them end with an `OSError`. This "
        "is who was served, and when it began."
    )
    assert seen.value == 3, "Of seven customers, four ended with an `OSError`. This is what `post_office` returned."
