# exercise: as-completed
# cause: the TimeoutError of as_completed is not caught
# line: 15, 16
import asyncio


async def watch_race(run, show, runners, limit):
    """Show each arrival at once; return the runners who did not arrive."""
    async def wrapped(runner):
        steps = await run(runner)
        return runner, steps

    tasks = {r: asyncio.create_task(wrapped(r)) for r in runners}
    place = 0
    for step in asyncio.as_completed(tasks.values(), timeout=limit):
        name, steps = await step
        place += 1
        show(place, name, steps)
        del tasks[name]
    for task in tasks.values():
        task.cancel()
    return [r for r in runners if r in tasks]
