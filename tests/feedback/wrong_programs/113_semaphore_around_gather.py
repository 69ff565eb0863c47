# cause: the semaphore is taken once around the gather, not inside each call
# line: 18
# shows: prints "peak 5" instead of 2
# meant: only two calls at a time
import asyncio

active = peak = 0

async def call_api(i):
    global active, peak
    active += 1
    peak = max(peak, active)
    await asyncio.sleep(0.05)
    active -= 1

async def main():
    sem = asyncio.Semaphore(2)
    async with sem:
        await asyncio.gather(*[call_api(i) for i in range(5)])
    print("peak", peak)

asyncio.run(main())
