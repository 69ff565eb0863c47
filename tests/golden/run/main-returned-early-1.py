import asyncio


async def job():
    await asyncio.sleep(2)
    print("done")


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(1)


asyncio.run(main())
