# exercise: bounded-buffer
# cause: take does not notify, so bakers who wait for room are never woken
# line: 27, 28
import asyncio


class Shelf:
    """A shelf with room for size loaves."""

    def __init__(self, size):
        self.size = size
        self.loaves = []
        self.changed = asyncio.Condition()

    async def put(self, loaf):
        """Put a loaf on the shelf; wait while it is full."""
        async with self.changed:
            await self.changed.wait_for(lambda: len(self.loaves) < self.size)
            self.loaves.append(loaf)
            self.changed.notify_all()

    async def take(self, count):
        """Wait until count loaves are there, and return the oldest ones."""
        async with self.changed:
            await self.changed.wait_for(lambda: len(self.loaves) >= count)
            taken = self.loaves[:count]
            del self.loaves[:count]
            return taken
