# exercise: keep-a-reference
# cause: self.tasks.discard(task) is called at once, in place of being handed over as a callback, so the task is let go before it has begun
# line: 17
import asyncio


class Background:
    """Runs jobs beside everything else."""

    def __init__(self):
        self.tasks = set()

    def start(self, job):
        """Start job() as a task, and hold the task until it is done."""
        task = asyncio.create_task(job())
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard(task))

    def running(self):
        """How many jobs are still running."""
        return len(self.tasks)


async def write_log():
    await asyncio.sleep(1)
    print("The log is written")


async def main():
    background = Background()
    background.start(write_log)
    print("Jobs running:", background.running())
    await asyncio.sleep(2)
    print("Jobs running:", background.running())


if __name__ == "__main__":
    asyncio.run(main())
