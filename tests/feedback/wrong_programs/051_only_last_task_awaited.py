# cause: the name t is overwritten in the loop, so only the last task is awaited
# line: 13, 14
# shows: prints only "task 0 (0.1)"; the longer tasks are lost
# meant: wait for all of them
import asyncio

async def step(i, delay):
    await asyncio.sleep(delay)
    print(f"task {i} ({delay})")

async def main():
    for i in (2, 1, 0):
        t = asyncio.create_task(step(i, 0.1 + i / 5))
    await t

asyncio.run(main())
