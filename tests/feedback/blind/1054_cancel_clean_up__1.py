# exercise: cancel-clean-up
# cause: water catches CancelledError and does not raise it again, so a cancelled watering ends as if all were well and stop never sees it as cancelled.
# line: 13, 14
import asyncio


async def water(open_valve, enough, close_valve):
    """Water until it is enough; the valve is closed in any case."""
    await open_valve()
    try:
        while not await enough():
            pass
    except asyncio.CancelledError:
        print("watering interrupted")
    finally:
        await close_valve()


async def stop(task):
    """Cancel the task and wait for its end; True if it ended as cancelled."""
    if task.done():
        return False
    task.cancel()
    await asyncio.wait([task])
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
