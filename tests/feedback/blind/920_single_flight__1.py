# exercise: single-flight
# cause: The shared task is awaited without shield, so a waiter that is cancelled cancels the call too, and with it everybody else who waits.
# line: 17
import asyncio


class Flights:
    """Loads each key once, for all who ask for it."""

    def __init__(self, load):
        self.load = load
        self.tasks = {}

    async def get(self, key):
        if key not in self.tasks:
            self.tasks[key] = asyncio.create_task(self._load(key))
        return await self.tasks[key]

    async def _load(self, key):
        try:
            return await self.load(key)
        except BaseException:
            del self.tasks[key]  # a failure is not kept
            raise


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
