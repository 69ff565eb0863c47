import asyncio


async def work():
    print("work")


asyncio.create_task(work())
