# exercise: own-awaitable
# cause: the request keeps its task from the first await, so each further await gives the old answer or error and nothing is sent anew
# line: 13, 17, 18, 19
import asyncio


class Request:
    """Awaiting it sends for the page, each time anew."""

    def __init__(self, send, page):
        self.send = send
        self.page = page
        self.sent = None

    def __await__(self):
        # a coroutine can be awaited only once, a task as often as you like
        if self.sent is None:
            self.sent = asyncio.ensure_future(self.send(self.page))
        return self.sent.__await__()


class Signal:
    """Awaiting it gives the value of the next give."""

    def __init__(self):
        self.waiting = []

    def __await__(self):
        future = asyncio.get_running_loop().create_future()
        self.waiting.append(future)
        return future.__await__()

    def give(self, value):
        """Wake everybody who waits now, and hand them the value."""
        waiting, self.waiting = self.waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(value)


async def main():
    async def send(page):
        await asyncio.sleep(1)
        return f"the page {page}"

    request = Request(send, "home")
    print(await request)
    print(await request, "once more")
    signal = Signal()
    asyncio.get_running_loop().call_later(1, signal.give, "tea is ready")
    print(await signal)


if __name__ == "__main__":
    asyncio.run(main())
