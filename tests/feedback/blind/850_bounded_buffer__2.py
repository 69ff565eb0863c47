# exercise: bounded-buffer
# cause: take collects its loaves one by one as they come, so a customer who still waits has already taken some that another could have had
# line: 26, 27, 28
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
        bag = []
        async with self.changed:
            for _ in range(count):
                await self.changed.wait_for(lambda: len(self.loaves) > 0)
                bag.append(self.loaves.pop(0))
                self.changed.notify_all()
        return bag


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
