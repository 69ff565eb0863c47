# cause: wait_for cannot interrupt time.sleep, the blocking call does not let the loop run
# line: 9
# shows: prints "back after 1.5 s": the time-out of 0.2 s cannot act while the loop is blocked
# meant: time out after 0.2 s
import asyncio
import time

async def heavy():
    time.sleep(1.5)
    return "heavy result"

async def main():
    t0 = time.monotonic()
    try:
        await asyncio.wait_for(heavy(), 0.2)
    except asyncio.TimeoutError:
        pass
    print(f"back after {time.monotonic() - t0:.1f} s")

asyncio.run(main())
