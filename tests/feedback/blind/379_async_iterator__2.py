# exercise: async-iterator
# cause: the return None stands in the loop, so only the first name is looked at
# line: 33, 34
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
        if self.names:
            return self.names.pop(0)
        if not self.over:
            self.page += 1
            self.names.extend(await self.fetch(self.page))
            if self.names:
                return self.names.pop(0)
            self.over = True
        raise StopAsyncIteration


async def find(goods, word):
    async for name in goods:
        if word in name:
            return name
        else:
            return None
