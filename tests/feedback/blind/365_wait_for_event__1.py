# exercise: wait-for-event
# cause: wait is not awaited, so nobody waits
# line: 20
import asyncio


class Light:
    """A traffic light, red at first."""

    def __init__(self):
        self.event = asyncio.Event()

    def turn_green(self):
        self.event.set()

    def turn_red(self):
        self.event.clear()

    async def wait_for_green(self):
        self.event.wait()
