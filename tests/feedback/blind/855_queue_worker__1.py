# exercise: queue-worker
# cause: after a jam task_done() is skipped, so the count of the queue never comes to zero and join() in finish waits for ever
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
