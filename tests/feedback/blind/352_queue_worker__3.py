# exercise: queue-worker
# cause: task_done is called before the document is printed, so join returns while the last is being printed
# line: 22
import asyncio


class Printer:
    """Prints documents one by one, in the background."""

    def __init__(self, print_out):
        self.print_out = print_out
        self.jammed = []
        self.todo = asyncio.Queue()
        self.task = asyncio.create_task(self.work())

    def submit(self, document):
        self.todo.put_nowait(document)

    async def work(self):
        while True:
            document = await self.todo.get()
            self.todo.task_done()
            try:
                await self.print_out(document)
            except OSError:
                self.jammed.append(document)

    async def finish(self):
        await self.todo.join() 
        self.task.cancel()
        try:
            await self.task
        except asyncio.CancelledError:
            pass
