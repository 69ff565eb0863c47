# exercise: single-flight
# cause: The shared task is awaited without a shield, so whoever is cancelled while waiting cancels the load for all others.
# line: 24
import asyncio


class Flights:
    """Loads each key once, for all who ask for it."""

    def __init__(self, load):
        self.load = load
        self.tasks = {}

    async def run(self, key):
        try:
            return await self.load(key)
        except BaseException:
            del self.tasks[key]
            raise

    async def get(self, key):
        if key not in self.tasks:
            self.tasks[key] = asyncio.create_task(self.run(key))
        return await self.tasks[key]


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
