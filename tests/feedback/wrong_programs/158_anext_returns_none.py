# cause: __anext__ never raises StopAsyncIteration but returns None at the end
# line: 19
# shows: prints 2, 1 and then None for ever
# meant: count 2, 1 and stop
import asyncio

class Countdown:
    def __init__(self, n):
        self.n = n + 1

    def __aiter__(self):
        return self

    async def __anext__(self):
        await asyncio.sleep(0.1)
        self.n -= 1
        if self.n > 0:
            return self.n
        return None

async def main():
    async for n in Countdown(2):
        print(n)

asyncio.run(main())
