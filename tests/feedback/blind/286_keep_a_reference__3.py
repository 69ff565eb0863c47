# exercise: keep-a-reference
# cause: the discard is skipped when the job is cancelled or fails: no finally
# line: 13, 14
import asyncio


class Background:
    def __init__(self):
        self.tasks = set()

    def start(self, job):
        async def runner():
            await job()
            self.tasks.discard(task)

        task = asyncio.create_task(runner())
        self.tasks.add(task)

    def running(self):
        return len(self.tasks)
