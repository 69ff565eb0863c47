# exercise: as-completed
# cause: It pairs the awaitables of as_completed with the runners by position, although they come in the order of arrival, so names and steps do not belong together.
# line: 13, 16
import asyncio


async def watch_race(run, show, runners, limit):
    """Show each arrival at once; return the runners who did not arrive."""
    tasks = [asyncio.create_task(run(runner)) for runner in runners]
    place = 0
    arrived = []
    try:
        for runner, step in zip(runners, asyncio.as_completed(tasks, timeout=limit)):
            steps = await step
            place += 1
            show(place, runner, steps)
            arrived.append(runner)
    except TimeoutError:
        for task in tasks:
            task.cancel()
    return [runner for runner in runners if runner not in arrived]


async def hop(runner):
    await asyncio.sleep(len(runner))
    return 2 * len(runner)


if __name__ == "__main__":
    print(asyncio.run(watch_race(hop, print, ["tortoise", "hare", "snail"], 7)))
