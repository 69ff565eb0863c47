# exercise: single-flight
# cause: The failed call is thrown away by each one who waits and not by the end of the call, so a late waiter throws away a newer call of the same key, and a call that fails when nobody waits any more is kept for ever.
# line: 16, 19, 20
import asyncio


class Flights:
    """Loads each key once, for all who ask for it."""

    def __init__(self, load):
        self.load = load
        self.calls = {}

    async def get(self, key):
        if key not in self.calls:
            self.calls[key] = asyncio.create_task(self.load(key))
        try:
            return await asyncio.shield(self.calls[key])
        except Exception:
            self.calls.pop(key, None)
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
