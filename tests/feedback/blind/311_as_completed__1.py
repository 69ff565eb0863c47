# exercise: as-completed
# cause: zip pairs the arrivals with the runners in starting order, though step does not belong to that runner
# line: 13, 15
import asyncio


async def watch_race(run, show, runners, limit):
    """Show each arrival at once; return the runners who did not arrive."""
    tasks = [asyncio.create_task(run(r)) for r in runners]
    missing = list(runners)
    place = 1
    try:
        for runner, step in zip(runners, asyncio.as_completed(tasks, timeout=limit)):
            steps = await step
            show(place, runner, steps)
            missing.remove(runner)
            place += 1
    except TimeoutError:
        for t in tasks:
            t.cancel()
    return missing
