import asyncio


async def main():
    try:
        await asyncio.wait_for(asyncio.Event().wait(), 0.01)
    except TimeoutError as error:
        print("wait_for", type(error).__name__)
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(60)
    except TimeoutError:
        print("timeout")
    async with asyncio.timeout(None) as limit:
        limit.reschedule(asyncio.get_running_loop().time() + 60)
        await asyncio.sleep(0)
    print(limit.expired())
    try:
        await asyncio.wait_for(asyncio.sleep(60), 0)
    except TimeoutError:
        print("at once")
    print(await asyncio.wait_for(asyncio.sleep(0, "in time"), 60))


asyncio.run(main())
