# exercise: bounded-buffer
# cause: take takes the loaves one by one as they come, so a customer who still waits has taken some already and the others go short
# line: 27, 28, 29
import asyncio


class Shelf:
    """A shelf with room for size loaves."""

    def __init__(self, size):
        self.size = size
        self.shelf = []
        self.news = asyncio.Condition()

    async def put(self, loaf):
        """Put a loaf on the shelf; wait while it is full."""
        async with self.news:
            while len(self.shelf) >= self.size:
                await self.news.wait()
            self.shelf.append(loaf)
            self.news.notify_all()

    async def take(self, count):
        """Wait until count loaves are there, and return the oldest ones."""
        bag = []
        async with self.news:
            while len(bag) < count:
                await self.news.wait_for(lambda: self.shelf)
                bag.append(self.shelf.pop(0))
                self.news.notify_all()
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
