# cause: asyncio.wait returns two sets of tasks, not the results
# line: 13, 15
# shows: prints "got" with a set of Task objects and "got set()" instead of the values
# meant: print the values 1 and 2
import asyncio

async def value(v):
    await asyncio.sleep(0.05)
    return v

async def main():
    tasks = [asyncio.create_task(value(v)) for v in (1, 2)]
    results = await asyncio.wait(tasks)
    for r in results:
        print("got", r)

asyncio.run(main())
