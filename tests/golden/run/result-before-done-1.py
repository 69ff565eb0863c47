import asyncio


async def work():
    return 1


async def main():
    task = asyncio.create_task(work())
    print(task.result())


asyncio.run(main())
