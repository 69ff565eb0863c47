# exercise: single-flight
# cause: finally takes the task out of self.tasks also when load went well, so no result is kept and whoever asks later sets off a new call.
# line: 17, 18
import asyncio


class Flights:
    """Loads each key once, for all who ask for it."""

    def __init__(self, load):
        self.load = load
        self.tasks = {}

    async def fetch(self, key):
        try:
            return await self.load(key)
        finally:
            del self.tasks[key]

    async def get(self, key):
        if key not in self.tasks:
            self.tasks[key] = asyncio.create_task(self.fetch(key))
        return await asyncio.shield(self.tasks[key])


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
