import asyncio


async def main():
    event, condition, semaphore = asyncio.Event(), asyncio.Condition(), asyncio.BoundedSemaphore(2)
    barrier = asyncio.Barrier(3)
    seen = []

    async def one(name):
        async with semaphore:
            await asyncio.sleep(0)
            seen.append(name)
        await barrier.wait()
        await event.wait()
        async with condition:
            await condition.wait_for(lambda: "go" in seen)
        seen.append(name.upper())

    tasks = [asyncio.create_task(one(name)) for name in "abc"]
    await asyncio.sleep(0)
    event.set()
    for _ in range(10):
        await asyncio.sleep(0)
    async with condition:
        seen.append("go")
        condition.notify_all()
    await asyncio.gather(*tasks)
    print(seen)
    try:
        semaphore.release()
    except ValueError as error:
        print(error)


asyncio.run(main())
