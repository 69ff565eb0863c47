import asyncio


async def job():
    await asyncio.sleep(1)


async def main():
    task = asyncio.create_task(job())
    await asyncio.wait(task)


asyncio.run(main())
