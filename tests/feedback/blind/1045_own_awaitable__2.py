# exercise: own-awaitable
# cause: the request keeps the task of its first sending and awaits that one again, so a second await sends nothing and a failed request fails for ever
# line: 20, 21, 22
import asyncio


class Request:
    """Awaiting it sends for the page, each time anew."""

    sending = None

    def __init__(self, send, page):
        self.send = send
        self.page = page

    async def fetch(self):
        return await self.send(self.page)

    def __await__(self):
        if self.sending is None:
            self.sending = asyncio.ensure_future(self.fetch())
        return self.sending.__await__()


class Signal:
    """Awaiting it gives the value of the next give."""

    def __init__(self):
        self.waiting = []

    async def next_value(self):
        bell, box = asyncio.Event(), []
        self.waiting.append((bell, box))
        await bell.wait()
        return box[0]

    def __await__(self):
        return self.next_value().__await__()

    def give(self, value):
        """Wake everybody who waits now, and hand them the value."""
        while self.waiting:
            bell, box = self.waiting.pop(0)
            # first the value, then the bell
            box.append(value)
            bell.set()


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
