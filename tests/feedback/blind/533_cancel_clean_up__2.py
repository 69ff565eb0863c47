# exercise: cancel-clean-up
# cause: stop gives the task only one turn of the loop, which is not enough if the task has something to wait for while it tidies up
# line: 23, 24
import asyncio


async def water(open_valve, enough, close_valve):
    """Water until it is enough; the valve is closed in any case."""
    await open_valve()
    try:
        done = False
        while not done:
            done = await enough()
    finally:
        await close_valve()


async def stop(task):
    """Cancel the task and wait for its end; True if it ended as cancelled."""
    if task.done():
        return False
    task.cancel()
    await asyncio.sleep(0)     # let it end
    return task.cancelled()


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
