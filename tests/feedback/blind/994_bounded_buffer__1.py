# exercise: bounded-buffer
# cause: put wakes only one task with notify, and that may be a take that still needs more loaves, so the news is lost and one who could go on waits for ever
# line: 20
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
            self.changed.notify()

    async def take(self, count):
        """Wait until count loaves are there, and return the oldest ones."""
        async with self.changed:
            await self.changed.wait_for(lambda: len(self.loaves) >= count)
            taken = self.loaves[:count]
            del self.loaves[:count]
            self.changed.notify_all()
            return taken


async def main():
    async def bake(shelf):
        for number in range(6):
            await shelf.put(f"loaf {number}")
            print("on the shelf: loaf", number)
            await asyncio.sleep(0.2)

    shelf = Shelf(3)
    baker = asyncio.create_task(bake(shelf))
    for _ in range(3):
        await asyncio.sleep(0.5)
        print("bought:", await shelf.take(2))
    await baker


if __name__ == "__main__":
    asyncio.run(main())
