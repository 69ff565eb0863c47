# exercise: async-iterator
# cause: after the empty page the flag over is never set, so asking again fetches again
# line: 22, 23, 24
import asyncio


class Goods:
    def __init__(self, fetch):
        self.fetch = fetch
        self.page = 0
        self.names = []
        self.over = False

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.over:
            raise StopAsyncIteration
        if not self.names:
            self.page += 1
            self.names = list(await self.fetch(self.page))
            if not self.names:
                raise StopAsyncIteration
        return self.names.pop(0)


async def find(goods, word):
    async for name in goods:
        if word in name:
            return name
    return None
