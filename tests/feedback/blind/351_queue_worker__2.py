# exercise: queue-worker
# cause: put is a coroutine function and is not awaited in submit, so nothing gets into the queue
# line: 18
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
        self.queue.put(document)

    async def work(self):
        """Print what there is to print, for ever."""
        while True:
            document = await self.queue.get()
            try:
                await self.print_out(document)
            except OSError:
                self.jammed.append(document)
            self.queue.task_done()

    async def finish(self):
        """Wait until everything is printed, and end the worker."""
        await self.queue.join()
        self.worker.cancel()
        await asyncio.wait([self.worker])
