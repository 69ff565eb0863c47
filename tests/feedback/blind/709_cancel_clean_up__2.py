# exercise: cancel-clean-up
# cause: stop awaits the task and catches only CancelledError, so when the task ended in an error stop raises that error instead of returning False.
# line: 22, 23
import asyncio


async def water(open_valve, enough, close_valve):
    """Water until it is enough; the valve is closed in any case."""
    await open_valve()
    try:
        while True:
            if await enough():
                break
    finally:
        await close_valve()


async def stop(task):
    """Cancel the task and wait for its end; True if it ended as cancelled."""
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass
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
