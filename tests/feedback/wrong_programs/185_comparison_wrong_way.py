# cause: the comparison is the wrong way round: < instead of >
# line: 16
# shows: prints "too slow" for a fast answer
# meant: print "fast"
import asyncio
import time

LIMIT = 1.0

async def reply():
    await asyncio.sleep(0.05)

async def main():
    begin = time.monotonic()
    await reply()
    if time.monotonic() - begin < LIMIT:
        print("too slow")
    else:
        print("fast")

asyncio.run(main())
