# exercise: single-flight
# cause: A kept None is taken for a missing result, so load is called again each time for a key whose result is None.
# line: 18
import asyncio


class Flights:
    """Loads each key once, for all who ask for it."""

    def __init__(self, load):
        self.load = load
        self.flying = {}  # key -> the task that is on its way
        self.landed = {}  # key -> what it brought home

    async def get(self, key):
        """What load(key) returns, from the store if it has been here before."""
        luggage = self.landed.get(key)
        if luggage is not None:
            return luggage
        if key not in self.flying:
            self.flying[key] = asyncio.ensure_future(self.fly(key))
        # wait() looks at the task only: it is not cancelled with us
        done, _ = await asyncio.wait([self.flying[key]])
        return done.pop().result()

    async def fly(self, key):
        try:
            luggage = await self.load(key)
            self.landed[key] = luggage
            return luggage
        finally:
            self.flying.pop(key)


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
