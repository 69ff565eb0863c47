# cause: asyncio.wait wants a list or set of tasks, not a single task
# line: 13
# shows: raises TypeError: expect a list of futures, not Task
# meant: wait for the one task
import asyncio

async def bake():
    await asyncio.sleep(0.1)
    return "cake"

async def main():
    oven = asyncio.create_task(bake())
    await asyncio.wait(oven, timeout=1)
    print(oven.result())

asyncio.run(main())
