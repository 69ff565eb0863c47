# exercise: as-completed
# cause: when the time is over the runs of those who are still on their way are never cancelled; as_completed lets them run on
# line: 22, 23, 24
import asyncio


async def watch_race(run, show, runners, limit):
    """Show each arrival at once; return the runners who did not arrive."""

    async def named(runner):
        return runner, await run(runner)

    tasks = [asyncio.create_task(named(runner)) for runner in runners]
    missing = list(runners)
    place = 1
    try:
        for step in asyncio.as_completed(tasks, timeout=limit):
            runner, steps = await step
            show(place, runner, steps)
            missing.remove(runner)
            place += 1
    except TimeoutError:
        pass
    return missing


async def hop(runner):
    await asyncio.sleep(len(runner))
    return 2 * len(runner)


if __name__ == "__main__":
    print(asyncio.run(watch_race(hop, print, ["tortoise", "hare", "snail"], 7)))
