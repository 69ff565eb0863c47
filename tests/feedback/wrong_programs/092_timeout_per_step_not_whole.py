# cause: the time-out is set anew for each step, so it never limits the whole
# line: 13
# shows: prints "all 4 steps, 0.8 s" although at most 0.3 s were allowed
# meant: stop the whole job after 0.3 s
import asyncio
import time

async def step():
    await asyncio.sleep(0.2)

async def job():
    for _ in range(4):
        async with asyncio.timeout(0.3):
            await step()

async def main():
    t = time.monotonic()
    try:
        await job()
        print(f"all 4 steps, {time.monotonic() - t:.1f} s")
    except TimeoutError:
        print("stopped")

asyncio.run(main())
