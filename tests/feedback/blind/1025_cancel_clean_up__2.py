# exercise: cancel-clean-up
# cause: stop returns what cancel() returned, which only says that the request was made, so it is True also for a task that came to its own end all the same
# line: 26, 28
import asyncio
import contextlib


async def water(open_valve, enough, close_valve):
    """Water until it is enough; the valve is closed in any case."""
    await open_valve()
    async with contextlib.AsyncExitStack() as tidy:
        tidy.push_async_callback(close_valve)
        wet = False
        while not wet:
            wet = await enough()


async def ended(task):
    """Wait for the end of a task, whatever it is like."""
    while not task.done():
        await asyncio.wait({task})


async def stop(task):
    """Cancel the task and wait for its end; True if it ended as cancelled."""
    was_cancelled = task.cancel()
    await ended(task)
    return was_cancelled


async def try_it():
    async def opened():
        print("open")

    async def enough():
        await asyncio.sleep(1)
        print("not enough")
        return False

    async def closed():
        print("closed")

    watering = asyncio.create_task(water(opened, enough, closed))
    await asyncio.sleep(3.5)
    print("stopped:", await stop(watering))


if __name__ == "__main__":
    asyncio.run(try_it())
