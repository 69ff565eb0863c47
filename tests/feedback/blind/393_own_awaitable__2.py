# exercise: own-awaitable
# cause: __await__ is an async def, which is not what await expects
# line: 12, 13
import asyncio


class Request:
    def __init__(self, send, page):
        self.send = send
        self.page = page

    async def __await__(self):
        return await self.send(self.page)


class Signal:
    def __init__(self):
        self.waiting = []

    def __await__(self):
        future = asyncio.get_running_loop().create_future()
        self.waiting.append(future)
        return future.__await__()

    def give(self, value):
        for future in self.waiting:
            if not future.done():
                future.set_result(value)
        self.waiting = []
