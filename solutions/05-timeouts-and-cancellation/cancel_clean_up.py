import asyncio


async def water(open_valve, enough, close_valve):
    """Water until it is enough; the valve is closed in any case."""
    await open_valve()
    try:
        while not await enough():
            pass
    finally:
        await close_valve()


async def stop(task):
    """Cancel the task and wait for its end; True if it ended as cancelled."""
    task.cancel()
    await asyncio.wait([task])
    return task.cancelled()


async def try_it():
    async def say(text, answer=None):
        await asyncio.sleep(1)
        print(text)
        return answer

    watering = asyncio.create_task(
        water(lambda: say("open"), lambda: say("not enough", False), lambda: say("closed"))
    )
    await asyncio.sleep(3.5)
    print("stopped:", await stop(watering))


if __name__ == "__main__":
    asyncio.run(try_it())
