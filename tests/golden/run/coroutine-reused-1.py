import asyncio


async def work():
    print("work")


async def main():
    job = work()
    await job
    await job


asyncio.run(main())
