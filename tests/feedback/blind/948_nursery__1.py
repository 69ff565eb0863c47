# exercise: nursery
# cause: stop does not note that it has been called already, so a second call of it, after a second failure or from __aexit__, cancels the children again while they are tidying up
# line: 35, 36
import asyncio


class Nursery:
    """A block that no task outlives."""

    async def __aenter__(self):
        self.body = asyncio.current_task()
        self.in_body = True
        self.body_cancelled = False   # by us
        self.children = {}            # a dictionary keeps the order
        self.failures = []
        return self

    def start(self, coroutine):
        """Run the coroutine as a child; return its task."""
        child = asyncio.create_task(coroutine)
        self.children[child] = True
        child.add_done_callback(self.ended)
        return child

    def ended(self, child):
        """To be called when the task of a child has ended."""
        if self.children.pop(child, None) is None:
            return
        if not child.cancelled() and child.exception() is not None:
            self.failures.append(child.exception())
            self.stop()

    def stop(self):
        """Cancel the children, and the body if it is still running; once."""
        for child in self.children:
            child.cancel()
        if self.in_body:
            self.body_cancelled = True
            self.body.cancel()

    async def __aexit__(self, kind, error, traceback):
        """Wait for all children; raise what went wrong."""
        self.in_body = False
        if self.body_cancelled:
            self.body.uncancel()
        for child in list(self.children):
            if child.done():          # it ended before the body did
                self.ended(child)
        cancelled = None
        if kind is not None:
            if not issubclass(kind, asyncio.CancelledError):
                self.failures.append(error)
            self.stop()
        while self.children:
            try:
                await asyncio.wait(list(self.children))
            except asyncio.CancelledError as request:
                cancelled = request
                self.stop()
        if self.failures:
            raise BaseExceptionGroup("failures in the nursery", self.failures)
        if cancelled is not None:
            raise cancelled


async def try_it():
    async def feed(animal, seconds):
        await asyncio.sleep(seconds)
        if animal == "lion":
            raise ValueError("not in this house")
        print("fed the", animal)

    async with Nursery() as nursery:
        nursery.start(feed("cat", 1))
        nursery.start(feed("lion", 2))
        nursery.start(feed("dog", 3))
        await asyncio.sleep(10)


if __name__ == "__main__":
    asyncio.run(try_it())
