# exercise: as-completed
# cause: the awaitables of as_completed are paired with the runners by zip, as if they came in the order of the list, so each arrival is shown under the wrong name
# line: 13
import asyncio


async def watch_race(run, show, runners, limit):
    """Show each arrival at once; return the runners who did not arrive."""
    tasks = {runner: asyncio.create_task(run(runner)) for runner in runners}
    arrivals = asyncio.as_completed(tasks.values(), timeout=limit)
    place = 0
    try:
        for runner, arrival in zip(runners, arrivals):
            steps = await arrival
            place += 1
            show(place, runner, steps)
    except TimeoutError:
        pass
    missing = [runner for runner in runners if not tasks[runner].done()]
    for runner in missing:
        tasks[runner].cancel()
    return missing


async def hop(runner):
    await asyncio.sleep(len(runner))
    return 2 * len(runner)


if __name__ == "__main__":
    print(asyncio.run(watch_race(hop, print, ["tortoise", "hare", "snail"], 7)))
