import asyncio


async def add(x, results):
    await asyncio.sleep(x / 1000)
    results.append(x)
    return x * x


async def main():
    results = []
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(add(x, results), name=f"add-{x}") for x in (3, 1, 2)]
    print(results, [task.result() for task in tasks], [task.get_name() for task in tasks])
    try:
        group.create_task(asyncio.sleep(0))
    except RuntimeError as error:
        print(type(error).__name__)


asyncio.run(main())
