# cause: wait_for itself is not awaited
# line: 12
# shows: prints "done in time" at once although nothing was run, with a never awaited warning
# meant: wait at most 1 s for the task
import asyncio

async def compute():
    await asyncio.sleep(0.5)
    print("computed")

async def main():
    asyncio.wait_for(compute(), timeout=1)
    print("done in time")

asyncio.run(main())
