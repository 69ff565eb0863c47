# exercise: bounded-buffer
# cause: if instead of while around wait: after being woken it is not asked again whether there is room or loaves
# line: 17, 18, 24, 25
import asyncio


class Shelf:
    """A shelf with room for size loaves."""

    def __init__(self, size):
        self.size = size
        self.loaves = []
        self.cond = asyncio.Condition()

    async def put(self, loaf):
        async with self.cond:
            if len(self.loaves) >= self.size:
                await self.cond.wait()
            self.loaves.append(loaf)
            self.cond.notify_all()

    async def take(self, count):
        async with self.cond:
            if len(self.loaves) < count:
                await self.cond.wait()
            taken, self.loaves = self.loaves[:count], self.loaves[count:]
            self.cond.notify_all()
            return taken
