import asyncio
import contextlib


class Ticker:
    def __init__(self, to):
        self.to, self.at = to, 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.at == self.to:
            raise StopAsyncIteration
        self.at += 1
        await asyncio.sleep(0)
        return self.at


@contextlib.asynccontextmanager
async def scope(name):
    print("enter", name)
    try:
        yield name
    finally:
        print("leave", name)


async def main():
    async with scope("outer"), contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(scope("inner"))
        print([i async for i in Ticker(3)])
        async with contextlib.aclosing(aiter_of(2)) as items:
            print([i async for i in items])


async def aiter_of(n):
    for i in range(n):
        yield i


asyncio.run(main())
