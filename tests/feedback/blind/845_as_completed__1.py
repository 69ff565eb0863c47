# exercise: as-completed
# cause: the arrivals are paired with the runners in the order of the list, but as_completed gives them in the order of arrival, so steps are shown for the wrong runner
# line: 13, 16
import asyncio


async def watch_race(run, show, runners, limit):
    """Show each arrival at once; return the runners who did not arrive."""
    tasks = [asyncio.create_task(run(runner)) for runner in runners]
    steps = asyncio.as_completed(tasks, timeout=limit)
    place = 0
    try:
        for runner, step in zip(runners, steps):
            result = await step
            place += 1
            show(place, runner, result)
    except TimeoutError:
        pass
    missing = [r for r, task in zip(runners, tasks) if not task.done()]
    for task in tasks:
        task.cancel()
    return missing


async def hop(runner):
    await asyncio.sleep(len(runner))
    return 2 * len(runner)


if __name__ == "__main__":
    print(asyncio.run(watch_race(hop, print, ["tortoise", "hare", "snail"], 7)))
