import asyncio


class Shelf:
    def __init__(self):
        self.loaves = []
        self.changed = asyncio.Condition()

    async def put(self, loaf):
        async with self.changed:
            await self.changed.wait_for(lambda: len(self.loaves) < 2)
            self.loaves.append(loaf)
            self.changed.notify_all()

    async def take(self):
        async with self.changed:
            await self.changed.wait_for(lambda: self.loaves)
            return self.loaves.pop(0)


async def main():
    shelf = Shelf()
    baker = asyncio.gather(*[shelf.put(n) for n in range(3)])
    await asyncio.sleep(1)
    print(await shelf.take())
    await baker


asyncio.run(main())
