# exercise: single-flight
# cause: the shared task is awaited without shield, so a waiter that is cancelled cancels the task and with it all the others
# line: 27
import asyncio


class Flights:
    """Loads each key once, for all who ask for it."""

    def __init__(self, load):
        self.load = load
        self.tasks = {}

    def forget_failure(self, key, task):
        if task.cancelled() or task.exception() is not None:
            if self.tasks.get(key) is task:
                del self.tasks[key]

    async def get(self, key):
        task = self.tasks.get(key)
        if task is None:
            task = asyncio.create_task(self.load(key))
            self.tasks[key] = task
            task.add_done_callback(
                lambda done: self.forget_failure(key, done)
            )
        return await task


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
