# exercise: bounded-buffer
# cause: put asks only once, with if, whether the shelf is full and does not ask again after it was woken, so more loaves than size come onto the shelf
# line: 19
import asyncio
from collections import deque


class Shelf:
    """A shelf with room for size loaves."""

    def __init__(self, size):
        self.room = size
        self.shelf = deque()
        self.cond = asyncio.Condition()

    async def put(self, loaf):
        """Put a loaf on the shelf; wait while it is full."""
        async with self.cond:
            if len(self.shelf) >= self.room:
                await self.cond.wait()
            self.shelf.append(loaf)
            self.cond.notify_all()

    async def take(self, count):
        """Wait until count loaves are there, and return the oldest ones."""
        async with self.cond:
            while len(self.shelf) < count:
                await self.cond.wait()
            bag = [self.shelf.popleft() for _ in range(count)]
            self.cond.notify_all()
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
