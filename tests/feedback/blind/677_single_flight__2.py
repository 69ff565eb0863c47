# exercise: single-flight
# cause: The failed task is forgotten only by those who wait for it, so a call that fails when nobody waits any more is kept for ever (and a late waiter may throw away a newer call).
# line: 17, 20, 21
import asyncio


class Flights:
    """Loads each key once, for all who ask for it."""

    def __init__(self, load):
        self.load = load
        self.flights = {}

    async def get(self, key):
        flight = self.flights.get(key)
        if flight is None:
            flight = self.flights[key] = asyncio.ensure_future(self.load(key))
        try:
            return await asyncio.shield(flight)
        except Exception:
            self.flights.pop(key, None)
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
