# exercise: bounded-buffer
# cause: take takes the loaves one by one as they come, although a take that waits must not have taken anything.
# line: 27, 28, 30
import asyncio


class Shelf:
    """A shelf with room for size loaves."""

    def __init__(self, size):
        self.size = size
        self.bread = []
        self.door = asyncio.Condition()

    async def put(self, loaf):
        """Put a loaf on the shelf; wait while it is full."""
        async with self.door:
            while len(self.bread) >= self.size:
                await self.door.wait()
            self.bread.append(loaf)
            self.door.notify_all()

    async def take(self, count):
        """Wait until count loaves are there, and return the oldest ones."""
        basket = []
        async with self.door:
            while len(basket) < count:
                while not self.bread:
                    await self.door.wait()
                basket.append(self.bread.pop(0))
                self.door.notify_all()
        return basket


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
