# cause: to_thread is for normal functions; given a coroutine function it returns an unawaited coroutine
# line: 7, 12
# shows: prints "product: <coroutine object calc at 0x...>" instead of 12, with a never awaited warning
# meant: print product: 12
import asyncio

async def calc(x, y):
    await asyncio.sleep(0.1)
    return x * y

async def main():
    result = await asyncio.to_thread(calc, 3, 4)
    print("product:", result)

asyncio.run(main())
