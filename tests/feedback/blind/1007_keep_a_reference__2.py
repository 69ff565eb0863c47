# exercise: keep-a-reference
# cause: tasks that are done are thrown out only when the next job is started and not when they end, so until then they are held and counted as running
# line: 16, 15, 18
import asyncio


class Background:
    """Runs jobs beside everything else."""

    def __init__(self):
        self.tasks = set()

    def start(self, job):
        """Start job() as a task, and hold the task until it is done."""
        for old in list(self.tasks):
            if old.done():
                self.tasks.remove(old)
        self.tasks.add(asyncio.create_task(job()))

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
