# exercise: keep-a-reference
# cause: the task is taken out of the set only when the job ends well, so a job that fails or is cancelled stays in the set for ever
# line: 17, 16
import asyncio


class Background:
    """Runs jobs beside everything else."""

    def __init__(self):
        self.tasks = set()

    def start(self, job):
        """Start job() as a task, and hold the task until it is done."""
        async def run_and_forget():
            await job()
            self.tasks.discard(task)

        task = asyncio.create_task(run_and_forget())
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
