# exercise: bounded-buffer
# cause: a task that has been woken does not ask again whether it may go on (if in place of while), so two bakers woken by one free place put two loaves on it, and customers take loaves that are not there
# line: 30
import asyncio


class Shelf:
    """A shelf with room for size loaves."""

    def __init__(self, size):
        self.size = size
        self.loaves = []
        self.sleepers = []  # one future for each task that waits

    async def put(self, loaf):
        """Put a loaf on the shelf; wait while it is full."""
        await self.until(lambda: len(self.loaves) < self.size)
        self.loaves.append(loaf)
        self.wake_everybody()

    async def take(self, count):
        """Wait until count loaves are there, and return the oldest ones."""
        await self.until(lambda: len(self.loaves) >= count)
        oldest, self.loaves = self.loaves[:count], self.loaves[count:]
        self.wake_everybody()
        return oldest

    async def until(self, possible):
        """Sleep until it is possible."""
        if not possible():
            bell = asyncio.get_running_loop().create_future()
            self.sleepers.append(bell)
            await bell

    def wake_everybody(self):
        """Something has changed: ring all bells."""
        bells, self.sleepers = self.sleepers, []
        for bell in bells:
            if not bell.done():  # its task may have been cancelled
                bell.set_result(None)


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
