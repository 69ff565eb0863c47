import asyncio


async def watch_race(run, show, runners, limit):
    """Show each arrival at once; return the runners who did not arrive."""
    async def run_with_name(runner):
        return runner, await run(runner)

    tasks = [asyncio.create_task(run_with_name(runner)) for runner in runners]
    missing = list(runners)
    try:
        for step in asyncio.as_completed(tasks, timeout=limit):
            runner, steps = await step
            missing.remove(runner)
            show(len(runners) - len(missing), runner, steps)
    except TimeoutError:
        for task in tasks:
            task.cancel()
    return missing


async def hop(runner):
    await asyncio.sleep(len(runner))
    return 2 * len(runner)


if __name__ == "__main__":
    print(asyncio.run(watch_race(hop, print, ["tortoise", "hare", "snail"], 7)))
