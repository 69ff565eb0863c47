# exercise: queue-worker
# cause: task_done is not called after a jam, so join never returns
# line: 26, 27, 28
import asyncio


class Printer:
    """Prints documents one by one, in the background."""

    def __init__(self, print_out):
        self.print_out = print_out
        self.jammed = []
        self.queue = asyncio.Queue()
        self.worker = asyncio.create_task(self.work())

    def submit(self, document):
        """Have a document printed later."""
        self.queue.put_nowait(document)

    async def work(self):
        """Print what there is to print, for ever."""
        while True:
            document = await self.queue.get()
            try:
                await self.print_out(document)
                self.queue.task_done()
            except OSError:
                self.jammed.append(document)

    async def finish(self):
        """Wait until everything is printed, and end the worker."""
        await self.queue.join()
        self.worker.cancel()
        await asyncio.wait([self.worker])
