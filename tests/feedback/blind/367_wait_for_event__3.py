# exercise: wait-for-event
# cause: turn_red makes a new event: cars that already wait on the old one are never woken when it is red already
# line: 17
import asyncio


class Light:
    """A traffic light, red at first."""

    def __init__(self):
        self.event = asyncio.Event()

    def turn_green(self):
        self.event.set()

    def turn_red(self):
        self.event = asyncio.Event()

    async def wait_for_green(self):
        await self.event.wait()
