# exercise: single-flight
# cause: A failed call is forgotten only by somebody who still waits for it; if nobody waits any more, the error is kept and the next one who asks gets it.
# line: 16, 20, 21, 22
import asyncio


class Flights:
    """Loads each key once, for all who ask for it."""

    def __init__(self, load):
        self.load = load
        self.flights = {}

    async def get(self, key):
        if key not in self.flights:
            self.flights[key] = asyncio.create_task(self.load(key))
        flight = self.flights[key]
        try:
            return await asyncio.shield(flight)
        except Exception:
            if self.flights.get(key) is flight:
                del self.flights[key]
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
