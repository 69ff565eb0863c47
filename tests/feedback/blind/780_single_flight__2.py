# exercise: single-flight
# cause: A kept result of None is taken for "nothing kept", so such a key is loaded anew each time.
# line: 16, 17
import asyncio


class Flights:
    """Loads each key once, for all who ask for it."""

    def __init__(self, load):
        self.load = load
        self.cache = {}
        self.flying = {}

    async def get(self, key):
        value = self.cache.get(key)
        if value is not None:
            return value
        if key not in self.flying:
            self.flying[key] = asyncio.create_task(self.fly(key))
            self.flying[key].add_done_callback(self.landed)
        return await asyncio.shield(self.flying[key])

    async def fly(self, key):
        try:
            value = await self.load(key)
            self.cache[key] = value
            return value
        finally:
            del self.flying[key]

    def landed(self, task):
        if not task.cancelled():
            task.exception()       # so that nobody complains about it


async def main():
    async def load(key):
        print("the database is asked for", key)
        await asyncio.sleep(2)
        return len(key)

    flights = Flights(load)
    keys = ["tea", "milk", "tea", "tea"]
    print(await asyncio.gather(*(flights.get(key) for key in keys)))


if __name__ == "__main__":
    asyncio.run(main())
