# exercise: cancel-clean-up
# cause: stop returns what cancel() gave, which only says that the request was made, so it says True also for a task that came to its own end all the same.
# line: 20, 23
import asyncio


async def water(open_valve, enough, close_valve):
    """Water until it is enough; the valve is closed in any case."""
    await open_valve()
    try:
        full = False
        while not full:
            full = await enough()
    finally:
        await close_valve()


async def stop(task):
    """Cancel the task and wait for its end; True if it ended as cancelled."""
    cancelled = task.cancel()
    if not task.done():
        await asyncio.wait({task})
    return cancelled


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
