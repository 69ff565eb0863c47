# exercise: as-completed
# cause: step is taken for the run of the runner at the same position, but as_completed gives results in the order of arrival, so the wrong names are shown and the wrong ones are missing
# line: 13, 15
import asyncio


async def watch_race(run, show, runners, limit):
    """Show each arrival at once; return the runners who did not arrive."""
    missing = list(runners)
    tasks = [asyncio.create_task(run(runner)) for runner in runners]
    place = 1
    try:
        for runner, step in zip(runners, asyncio.as_completed(tasks, timeout=limit)):
            steps = await step
            show(place, runner, steps)
            missing.remove(runner)
            place += 1
    except TimeoutError:
        for task in tasks:
            task.cancel()
    return missing


async def hop(runner):
    await asyncio.sleep(len(runner))
    return 2 * len(runner)


if __name__ == "__main__":
    print(asyncio.run(watch_race(hop, print, ["tortoise", "hare", "snail"], 7)))
