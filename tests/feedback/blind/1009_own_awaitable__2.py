# exercise: own-awaitable
# cause: all who wait share one future, so when one of them is cancelled, the future is cancelled for the others too
# line: 25, 28
import asyncio


class Request:
    """Awaiting it sends for the page, each time anew."""

    def __init__(self, send, page):
        self.send = send
        self.page = page

    def __await__(self):
        return self.send(self.page).__await__()


class Signal:
    """Awaiting it gives the value of the next give."""

    def __init__(self):
        self.waiting = []

    def __await__(self):
        if not self.waiting:
            loop = asyncio.get_running_loop()
            self.waiting.append(loop.create_future())
        value = yield from self.waiting[0].__await__()
        return value

    def give(self, value):
        """Wake everybody who waits now, and hand them the value."""
        for fut in self.waiting:
            if not fut.done():
                fut.set_result(value)
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
