# exercise: queue-worker
# cause: task_done is called only after a successful print, so after a jam the count of the queue never reaches zero and join waits for ever.
# line: 26, 27, 28
import asyncio


class Printer:
    """Prints documents one by one, in the background."""

    def __init__(self, print_out):
        self.print_out = print_out
        self.jammed = []
        self.documents = asyncio.Queue()
        self.task = asyncio.create_task(self.work())

    def submit(self, document):
        """Have a document printed later."""
        self.documents.put_nowait(document)

    async def work(self):
        """Print what there is to print, for ever."""
        while True:
            document = await self.documents.get()
            try:
                await self.print_out(document)
                self.documents.task_done()
            except OSError:
                self.jammed.append(document)

    async def finish(self):
        """Wait until everything is printed, and end the worker."""
        await self.documents.join()
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


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
