import asyncio


async def job():
    raise ValueError("bad")


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(1)


asyncio.run(main())
