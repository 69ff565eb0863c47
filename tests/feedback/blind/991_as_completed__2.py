# exercise: as-completed
# cause: when the time limit is over, the runs still on their way are not cancelled, so they run on in the background
# line: 18, 19, 22
import asyncio


async def watch_race(run, show, runners, limit):
    """Show each arrival at once; return the runners who did not arrive."""
    async def tracked(name):
        steps = await run(name)
        return name, steps

    on_the_way = list(runners)
    runs = [asyncio.create_task(tracked(name)) for name in runners]
    for place, step in enumerate(asyncio.as_completed(runs, timeout=limit), start=1):
        try:
            name, steps = await step
        except asyncio.TimeoutError:
            break
        on_the_way.remove(name)
        show(place, name, steps)
    return on_the_way


async def hop(runner):
    await asyncio.sleep(len(runner))
    return 2 * len(runner)


if __name__ == "__main__":
    print(asyncio.run(watch_race(hop, print, ["tortoise", "hare", "snail"], 7)))
