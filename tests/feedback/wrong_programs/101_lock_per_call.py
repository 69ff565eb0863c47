# cause: each call makes a lock of its own, so nothing is protected
# line: 11
# shows: prints 1 instead of 4
# meant: count to 4 without a lost update
import asyncio

counter = 0

async def increment():
    global counter
    lock = asyncio.Lock()
    async with lock:
        old = counter
        await asyncio.sleep(0.01)
        counter = old + 1

async def main():
    await asyncio.gather(*[increment() for _ in range(4)])
    print(counter)

asyncio.run(main())
