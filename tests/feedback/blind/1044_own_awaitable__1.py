# exercise: own-awaitable
# cause: give sets the result of every future without asking whether it is done, so a cancelled waiter makes give raise InvalidStateError and the others after it get nothing
# line: 32, 33
import asyncio


class Request:
    """Awaiting it sends for the page, each time anew."""

    def __init__(self, send, page):
        self.send = send
        self.page = page

    def __await__(self):
        return (yield from self.send(self.page).__await__())


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
        waiting, self.waiting = self.waiting, []
        for future in waiting:
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
