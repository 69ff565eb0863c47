# cause: the wrapper returns inner() without await, so awaiting it once yields a coroutine object
# line: 12
# shows: prints "<coroutine object inner at 0x...>" instead of 99
# meant: print 99
import asyncio

async def inner():
    await asyncio.sleep(0.01)
    return 99

async def outer():
    return inner()

async def main():
    value = await outer()
    print(value)

asyncio.run(main())
