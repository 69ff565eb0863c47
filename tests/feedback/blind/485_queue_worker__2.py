# exercise: queue-worker
# cause: The worker ends as soon as the queue is empty for a moment, so documents that come later are never printed.
# line: 22
import asyncio


class Printer:
    """Prints documents one by one, in the background."""

    def __init__(self, print_out):
        self.print_out = print_out
        self.jammed = []
        self.queue = asyncio.Queue()
        self.task = asyncio.create_task(self.work())

    def submit(self, document):
        """Have a document printed later."""
        self.queue.put_nowait(document)

    async def work(self):
        """Print what there is to print, for ever."""
        while not self.queue.empty():
            document = await self.queue.get()
            try:
                await self.print_out(document)
            except OSError:
                self.jammed.append(document)
            finally:
                self.queue.task_done()

    async def finish(self):
        """Wait until everything is printed, and end the worker."""
        await self.queue.join()
        self.task.cancel()
        try:
            await self.task
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
