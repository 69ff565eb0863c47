import asyncio


async def work(limit, name):
    async with limit:
        await asyncio.sleep(1)
        limit.release()


async def main():
    limit = asyncio.Semaphore(2)
    await asyncio.gather(*(work(limit, name) for name in "abcd"))


asyncio.run(main())
