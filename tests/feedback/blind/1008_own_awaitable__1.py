# exercise: own-awaitable
# cause: the first await keeps its task and every later one awaits the same task again, so the page is sent for only once and a request that failed fails for ever
# line: 17
import asyncio


class Request:
    """Awaiting it sends for the page, each time anew."""

    def __init__(self, send, page):
        self.send = send
        self.page = page

    task = None

    def __await__(self):
        if self.task is None:
            self.task = asyncio.ensure_future(self.send(self.page))
        return self.task.__await__()


class Signal:
    """Awaiting it gives the value of the next give."""

    def __init__(self):
        self.waiting = []

    def __await__(self):
        future = asyncio.get_running_loop().create_future()
        self.waiting.append(future)
        return (yield from future)

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
