# cause: async for handles the items one after the other; it does not run the bodies at the same time
# line: 18
# shows: takes 0.9 s instead of 0.3 s
# meant: handle the three items at the same time
import asyncio
import time

async def source():
    for i in range(3):
        yield i

async def handle(i):
    await asyncio.sleep(0.3)
    print("handled", i)

async def main():
    async for i in source():
        await handle(i)

t0 = time.time()
asyncio.run(main())
print(f"{time.time() - t0:.1f} seconds")
