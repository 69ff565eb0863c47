# exercise: keep-a-reference
# cause: the line that lets go of the task is not reached when the job is cancelled or fails, so the task stays in the set for ever
# line: 16, 17
import asyncio


class Background:
    """Runs jobs beside everything else."""

    def __init__(self):
        self.tasks = set()

    def start(self, job):
        """Start job() as a task, and hold the task until it is done."""
        async def run():
            await job()
            self.tasks.discard(task)

        task = asyncio.create_task(run())
        self.tasks.add(task)

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
