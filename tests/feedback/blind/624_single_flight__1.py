# exercise: single-flight
# cause: The shared task is awaited without shield, so when one who waits is cancelled the call is cancelled for all the others.
# line: 19
import asyncio


class Flights:
    """Loads each key once, for all who ask for it."""

    def __init__(self, load):
        self.load = load
        self.tasks = {}  # for each key: the task that loads it, or has loaded it

    async def get(self, key):
        if key not in self.tasks:
            task = asyncio.create_task(self.load(key))
            task.add_done_callback(lambda task: self.check(key, task))
            self.tasks[key] = task
        return await self.tasks[key]

    def check(self, key, task):
        """Forget a call that did not work."""
        if task.cancelled() or task.exception() is not None:
            del self.tasks[key]


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
