# exercise: own-awaitable
# cause: The first answer is kept and given again, so the second await of a request sends nothing, although each await shall send anew.
# line: 16, 17
import asyncio


class Request:
    """Awaiting it sends for the page, each time anew."""

    def __init__(self, send, page):
        self.send = send
        self.page = page
        self.answer = None

    def __await__(self):
        if self.answer is None:
            self.answer = yield from self.send(self.page).__await__()
        return self.answer


class Signal:
    """Awaiting it gives the value of the next give."""

    def __init__(self):
        self.waiting = []

    def __await__(self):
        future = asyncio.get_running_loop().create_future()
        self.waiting.append(future)
        return (yield from future.__await__())

    def give(self, value):
        """Wake everybody who waits now, and hand them the value."""
        for future in self.waiting:
            if not future.done():
                future.set_result(value)
        self.waiting.clear()


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
