import asyncio


async def bad():
    raise ValueError("bad")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(bad())
    except ValueError:
        print("caught")


asyncio.run(main())
