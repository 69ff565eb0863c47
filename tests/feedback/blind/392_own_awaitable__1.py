# exercise: own-awaitable
# cause: give does not look whether a future was cancelled, so set_result raises InvalidStateError
# line: 27
import asyncio


class Request:
    def __init__(self, send, page):
        self.send = send
        self.page = page

    def __await__(self):
        return self.send(self.page).__await__()


class Signal:
    def __init__(self):
        self.waiting = []

    def __await__(self):
        future = asyncio.get_running_loop().create_future()
        self.waiting.append(future)
        return (yield from future)

    def give(self, value):
        for future in self.waiting:
            future.set_result(value)
        self.waiting.clear()
