# exercise: single-flight
# cause: one lock for all keys is held while the answer is awaited, so somebody who asks for another key has to wait until the first call is over.
# line: 16, 22
import asyncio


class Flights:
    """Loads each key once, for all who ask for it."""

    def __init__(self, load):
        self.load = load
        self.lock = asyncio.Lock()
        self.flights = {}

    async def get(self, key):
        async with self.lock:
            task = self.flights.get(key)
            if task is None:
                task = asyncio.create_task(self.load(key))
                task.add_done_callback(lambda task: self.landed(key, task))
                self.flights[key] = task
            return await asyncio.shield(task)

    def landed(self, key, task):
        if task.cancelled() or task.exception() is not None:
            if self.flights.get(key) is task:
                del self.flights[key]


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
