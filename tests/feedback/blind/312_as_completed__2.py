# exercise: as-completed
# cause: the runs of those who did not arrive are not cancelled and run on
# line: 16, 21, 22
import asyncio


async def watch_race(run, show, runners, limit):
    """Show each arrival at once; return the runners who did not arrive."""

    async def named(runner):
        return runner, await run(runner)

    missing = list(runners)
    place = 0
    try:
        for step in asyncio.as_completed([named(r) for r in runners], timeout=limit):
            runner, steps = await step
            place += 1
            show(place, runner, steps)
            missing.remove(runner)
    except TimeoutError:
        pass
    return missing
