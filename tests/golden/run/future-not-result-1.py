import asyncio


async def work():
    return 1


async def main():
    task = asyncio.create_task(work())
    await task
    print(task)


asyncio.run(main())
