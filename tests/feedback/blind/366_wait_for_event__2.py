# exercise: wait-for-event
# cause: turn_green clears the flag right after set, so cars that come at green wait
# line: 15
import asyncio


class Light:
    """A traffic light, red at first."""

    def __init__(self):
        self.event = asyncio.Event()

    def turn_green(self):
        self.event.set()
        self.event.clear()

    def turn_red(self):
        self.event.clear()

    async def wait_for_green(self):
        await self.event.wait()
