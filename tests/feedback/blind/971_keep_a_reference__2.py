# exercise: keep-a-reference
# cause: the callback asks for the exception without asking first if the task was cancelled; for a cancelled task this raises CancelledError, and the task is never let go
# line: 21
import asyncio


class Background:
    """Runs jobs beside everything else."""

    def __init__(self):
        self.tasks = set()

    def start(self, job):
        """Start job() as a task, and hold the task until it is done."""
        work = asyncio.get_running_loop().create_task(job())
        work.add_done_callback(self.finished)
        self.tasks |= {work}

    def finished(self, work):
        """Called by the loop when a job has come to its end."""
        problem = work.exception()
        if problem is not None:
            print("A job failed:", problem)
        self.tasks -= {work}

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
