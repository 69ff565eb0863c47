"""Hidden checks of debounce-throttle. No event comes at the very second at which a timer fires."""

import asyncio

from grader.checks import probe, scenario


@scenario
async def play(submission, kind, seconds, start, events, action):
    """Make the thing of this kind at a second, and call it with each event; the event `None` cancels."""
    loop = asyncio.get_running_loop()
    await asyncio.sleep(start)
    thing = getattr(submission, kind)(action, seconds)
    for second, event in events:
        await asyncio.sleep(start + second - loop.time())
        if event is None:
            thing.cancel()
        else:
            thing.call(*event)
    await asyncio.sleep(100)


def reactions(run, kind, seconds, events, start=10):
    """Which reactions came at which second, counted from the making of the thing."""
    action = probe("action", sync=True)
    run(play, kind=kind, seconds=seconds, start=start, events=events, action=action)
    return [(*call.args, round(call.entered - start, 6)) for call in action.calls]


def test_debounce_waits_for_quiet(run):
    got = reactions(run, "Debounce", 2, [(1, ["a"]), (2, ["b"]), (3.5, ["c"]), (7, ["d"]), (20, ["e"]), (21.5, ["f"])])
    assert got == [("c", 5.5), ("d", 9.0), ("f", 23.5)], (
        "With a quiet time of 2, events came at seconds 1 (a), 2 (b), 3.5 (c), 7 (d), 20 (e) and 21.5 (f). These are "
        "the "
        "reactions: (event, second)."
    )
    got = reactions(run, "Debounce", 0.5, [(0, ["a", 1]), (0.25, []), (3, ["c", 2, 3])])
    assert got == [(0.75,), ("c", 2, 3, 3.5)], (
        "With a quiet time of 0.5, `call` got `a` and 1 at second 0, nothing at 0.25, and `c`, 2 and 3 at second 3. "
        "These "
        "are the arguments and the second of each reaction."
    )


def test_debounce_cancel(run):
    got = reactions(run, "Debounce", 2, [(0, None), (1, ["a"]), (2, None), (6, ["b"]), (9, None), (10, ["c"])])
    assert got == [("b", 8.0), ("c", 12.0)], (
        "With a quiet time of 2, events came at seconds 1 (a), 6 (b) and 10 (c); `cancel` was called at seconds 0, 2 "
        "and 9. "
        "These are the reactions: (event, second)."
    )


def test_throttle_reacts_at_once(run):
    got = reactions(run, "Throttle", 5, [(3, ["a"]), (9, ["b", 1]), (30, [])])
    assert got == [("a", 3.0), ("b", 1, 9.0), (30.0,)], (
        "With an interval of 5, events came at seconds 3, 9 and 30, far enough from each other. These are the "
        "arguments "
        "and the second of each reaction."
    )
    got = reactions(run, "Throttle", 1000, [(0, ["a"])], start=0)
    assert got == [("a", 0.0)], (
        "With an interval of 1000, the first event came at second 0 of the loop's clock. These are the reactions."
    )
    got = reactions(run, "Throttle", 2, [(1, ["a"]), (3, ["b"])])
    assert got == [("a", 1.0), ("b", 3.0)], (
        "With an interval of 2, events came at seconds 1 and 3, just far enough from each other. These are the "
        "reactions."
    )


def test_throttle_spaces_reactions(run):
    got = reactions(run, "Throttle", 4, [(1, ["a"]), (3, ["b"]), (6, ["c"]), (10, ["d"]), (20, ["e"]), (22, ["f"])])
    assert got == [("a", 1.0), ("b", 5.0), ("c", 9.0), ("d", 13.0), ("e", 20.0), ("f", 24.0)], (
        "With an interval of 4, events came at seconds 1 (a), 3 (b), 6 (c), 10 (d), 20 (e) and 22 (f). These are the "
        "reactions: (event, second)."
    )


def test_throttle_keeps_the_last(run):
    events = [(second, [f"event {second}"]) for second in (0, 1, 2, 3, 6, 7, 30, 31, 33)]
    got = reactions(run, "Throttle", 5, events)
    wanted = [("event 0", 0.0), ("event 3", 5.0), ("event 7", 10.0), ("event 30", 30.0), ("event 33", 35.0)]
    assert got == wanted, (
        "With an interval of 5, events came at seconds 0, 1, 2, 3, 6, 7, 30, 31 and 33. These are the reactions: "
        "(event, "
        "second)."
    )


def test_throttle_cancel(run):
    got = reactions(
        run, "Throttle", 5, [(0, None), (1, ["a"]), (2, ["b"]), (3, None), (4, ["c"]), (20, None), (21, ["d"])]
    )
    assert got == [("a", 1.0), ("c", 6.0), ("d", 21.0)], (
        "With an interval of 5, events came at seconds 1 (a), 2 (b), 4 (c) and 21 (d); `cancel` was called at seconds "
        "0, 3 "
        "and 20. These are the reactions: (event, second)."
    )
    got = reactions(run, "Throttle", 5, [(1, ["a"]), (2, ["b"]), (3, None)])
    assert got == [("a", 1.0)], (
        "With an interval of 5, events came at seconds 1 (a) and 2 (b), and `cancel` was called at second 3. These are "
        "the reactions: (event, second)."
    )
