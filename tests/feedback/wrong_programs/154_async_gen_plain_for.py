# cause: an asynchronous generator is looped over with a plain for
# line: 13
# shows: raises TypeError: 'async_generator' object is not iterable
# meant: print 0 1 2
import asyncio

async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0.05)
        yield i

async def main():
    for x in numbers(3):
        print(x)

asyncio.run(main())
