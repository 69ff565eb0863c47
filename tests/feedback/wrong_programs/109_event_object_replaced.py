# cause: a second event object is made in the setter, so the one waited for is never set
# line: 16
# shows: prints "signal given" and hangs for ever
# meant: the waiter gets the signal
import asyncio

class Signal:
    def __init__(self):
        self.event = asyncio.Event()

    async def wait(self):
        await self.event.wait()
        print("signal received")

    def give(self):
        self.event = asyncio.Event()
        self.event.set()
        print("signal given")

async def main():
    s = Signal()
    waiter = asyncio.create_task(s.wait())
    await asyncio.sleep(0.1)
    s.give()
    await waiter

asyncio.run(main())
