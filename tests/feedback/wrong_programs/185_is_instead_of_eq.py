# cause: the comparison is the wrong way round: > instead of <
# line: 14
# shows: prints "too slow" for a fast answer
# meant: print "fast"
import asyncio
import time

async def reply():
    await asyncio.sleep(0.05)

async def main():
    t = time.monotonic()
    await reply()
    if time.monotonic() - t > 0.01 * 2:
        print("too slow")
    else:
        print("fast")

asyncio.run(main())
