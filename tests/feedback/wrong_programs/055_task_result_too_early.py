# cause: result() is read before the task has run
# line: 13
# shows: raises InvalidStateError: Result is not set.
# meant: print the length 5
import asyncio

async def measure(word):
    await asyncio.sleep(0.1)
    return len(word)

async def main():
    t = asyncio.create_task(measure("apple"))
    print("length:", t.result())

asyncio.run(main())
