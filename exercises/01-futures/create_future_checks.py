"""Hidden checks of create-future."""

import asyncio

from grader.checks import Ending, probe, scenario


@scenario
def call_later_before_the_loops_run(submission):
    """Two loops, two futures on each: none may be shared, and each belongs where it was asked for."""
    loops = [asyncio.new_event_loop(), asyncio.new_event_loop()]
    made = []
    try:
        for loop in loops:
            made.append([submission.later(loop, seconds, None) for seconds in (1, 2)])
            for future in made[-1]:
                loop.run_until_complete(future)
        futures = [future for pair in made for future in pair]
        belong = [future.get_loop() is loop for loop, pair in zip(loops, made, strict=True) for future in pair]
        return {"futures": len(set(map(id, futures))), "belong to their loop": belong}
    finally:
        for loop in loops:
            loop.close()


@scenario
def wait_for_values(submission, waits):
    loop = asyncio.new_event_loop()
    try:
        started = loop.time()
        futures = [submission.later(loop, seconds, value) for seconds, value in waits]
        seen = []
        for future in futures:
            value = loop.run_until_complete(future)
            seen.append((round(loop.time() - started, 6), value))
        return seen
    finally:
        loop.close()


@scenario
async def ring(submission, witness, seconds):
    await witness("started")
    await witness(await submission.egg_timer(seconds))


def test_future_belongs_to_the_given_loop(run):
    seen = run(call_later_before_the_loops_run)
    assert seen.ending == Ending.RETURNED, (
        "While no loop was running, `later` was called; then its loop was asked to wait for what it returned. This did "
        "not come to its end in good order."
    )
    assert seen.value == {"futures": 4, "belong to their loop": [True, True, True, True]}, (
        "`later` was called twice on each of two loops. Each call must return a new future that belongs to its loop."
    )


def test_loop_gives_it_the_value(run):
    seen = run(wait_for_values, waits=[(2, "tea"), (5, ["cake", 3]), (60, None)])
    assert seen.value == [(2, "tea"), (5, ["cake", 3]), (60, None)], (
        "Three futures were made at the same time, for 2, 5 and 60 seconds. Each entry is the time at which one was "
        "done, with its value."
    )


def test_egg_timer_rings_in_time(run):
    witness = probe("witness")
    seen = run(ring, witness=witness, seconds=180)
    calls = witness.calls
    found = [(*call.args, round(call.entered - calls[0].entered, 6)) for call in calls[1:]]
    assert found, "`egg_timer` was asked to wait for 180 seconds, and it never returned."
    assert found == [("Ding!", 180)], (
        "`egg_timer(180)` must return `Ding!` after 180 seconds. This is what it returned, and after how many seconds."
    )
    assert seen.ending == Ending.RETURNED, "`egg_timer` rang, but the program did not come to its end."
