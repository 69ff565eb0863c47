# cause: TimeoutError is raised when the async with block is left; inside the block it is a CancelledError, so the inner try cannot catch it
# line: 11
# shows: ends with a traceback TimeoutError; "too late" is not printed
# meant: print "too late"
import asyncio

async def main():
    async with asyncio.timeout(0.1):
        try:
            await asyncio.sleep(3)
        except TimeoutError:
            print("too late")

asyncio.run(main())
