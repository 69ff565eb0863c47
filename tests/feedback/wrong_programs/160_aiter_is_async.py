# cause: __aiter__ must be an ordinary method, not async def
# line: 11
# shows: raises TypeError: 'async for' received an object from __aiter__ that does not implement __anext__: coroutine
# meant: print 1 2 3
import asyncio

class UpTo:
    def __init__(self, stop):
        self.now, self.stop = 0, stop

    async def __aiter__(self):
        return self

    async def __anext__(self):
        if self.now == self.stop:
            raise StopAsyncIteration
        self.now += 1
        return self.now

async def main():
    async for n in UpTo(3):
        print(n)

asyncio.run(main())
