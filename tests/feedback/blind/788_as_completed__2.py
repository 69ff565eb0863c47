# exercise: as-completed
# cause: It pairs the awaitables of as_completed with the runners in starting order, but they come in order of arrival, so a result is shown under another runner's name.
# line: 12, 15
import asyncio


async def watch_race(run, show, runners, limit):
    """Show each arrival at once; return the runners who did not arrive."""
    tasks = [asyncio.create_task(run(runner)) for runner in runners]
    place = 0
    try:
        for runner, step in zip(runners, asyncio.as_completed(tasks, timeout=limit)):
            steps = await step
            place += 1
            show(place, runner, steps)
    except TimeoutError:
        pass
    missing = []
    for runner, task in zip(runners, tasks):
        if not task.done():
            task.cancel()
            missing.append(runner)
    return missing


async def hop(runner):
    await asyncio.sleep(len(runner))
    return 2 * len(runner)


if __name__ == "__main__":
    print(asyncio.run(watch_race(hop, print, ["tortoise", "hare", "snail"], 7)))
