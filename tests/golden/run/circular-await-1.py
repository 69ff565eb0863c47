import asyncio


async def wait_for(tasks, name):
    await tasks[name]


async def main():
    tasks = {}
    tasks["a"] = asyncio.create_task(wait_for(tasks, "b"))
    tasks["b"] = asyncio.create_task(wait_for(tasks, "a"))
    await tasks["a"]


asyncio.run(main())
