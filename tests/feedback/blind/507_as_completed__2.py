# exercise: as-completed
# cause: after the timeout nothing is cancelled: the runs of those who are still on their way go on, the limit of as_completed does not stop them
# line: 14, 18, 19, 20
import asyncio


async def watch_race(run, show, runners, limit):
    """Show each arrival at once; return the runners who did not arrive."""
    async def one(runner):
        return runner, await run(runner)

    arrived = []
    try:
        for step in asyncio.as_completed([one(r) for r in runners], timeout=limit):
            runner, steps = await step
            arrived.append(runner)
            show(len(arrived), runner, steps)
    except TimeoutError:
        pass  # time is over, the rest has been stopped
    return [r for r in runners if r not in arrived]


async def hop(runner):
    await asyncio.sleep(len(runner))
    return 2 * len(runner)


if __name__ == "__main__":
    print(asyncio.run(watch_race(hop, print, ["tortoise", "hare", "snail"], 7)))
