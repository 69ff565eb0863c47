# exercise: as-completed
# cause: The timeout of as_completed only stops the waiting; the runs of the missing runners are never cancelled and go on.
# line: 21, 22, 23
import asyncio


async def watch_race(run, show, runners, limit):
    """Show each arrival at once; return the runners who did not arrive."""
    async def race(runner):
        return runner, await run(runner)

    tasks = [asyncio.create_task(race(runner)) for runner in runners]
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
