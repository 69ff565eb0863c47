# exercise: queue-worker
# cause: finish waits only until the queue is empty, but then the last document is still being printed, and the cancel cuts it off.
# line: 33, 34, 35
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
            except OSError:
                self.jammed.append(document)
            finally:
                self.queue.task_done()

    async def finish(self):
        """Wait until everything is printed, and end the worker."""
        while not self.queue.empty():
            await asyncio.sleep(0.01)
        self.worker.cancel()
        try:
            await self.worker
        except asyncio.CancelledError:
            pass


async def main():
    async def print_slowly(document):
        await asyncio.sleep(0.5)
        if document == "crumpled paper":
            raise OSError("paper jam")
        print("printed:", document)

    printer = Printer(print_slowly)
    for document in ("a letter", "crumpled paper", "a map"):
        printer.submit(document)
    print("all submitted")
    await printer.finish()
    print("jammed:", printer.jammed)


if __name__ == "__main__":
    asyncio.run(main())
