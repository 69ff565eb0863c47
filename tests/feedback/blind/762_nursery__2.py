# exercise: nursery
# cause: stop does not remember that it has run, so a second failure cancels those that are tidying up (and the body) again
# line: 30, 32, 33, 34, 35, 36, 38
import asyncio


class Nursery:
    """A block that no task outlives."""

    async def __aenter__(self):
        self.owner = asyncio.current_task()
        self.children = set()
        self.errors = []
        self.in_body = True
        self.body_cancelled = False
        return self

    def start(self, coroutine):
        """Run the coroutine as a child; return its task."""
        child = asyncio.create_task(coroutine)
        self.children.add(child)
        child.add_done_callback(self.ended)
        return child

    def ended(self, child):
        """To be called when the task of a child has ended."""
        self.children.discard(child)
        if not child.cancelled() and child.exception() is not None:
            self.errors.append(child.exception())
            self.stop()

    def stop(self):
        """Cancel the children, and the body if it is still running; once."""
        for child in self.children:
            child.cancel()
        if self.in_body:
            self.body_cancelled = True
            self.owner.cancel()

    async def __aexit__(self, kind, error, traceback):
        """Wait for all children; raise what went wrong."""
        self.in_body = False
        cancelled = None
        if self.body_cancelled:
            self.owner.uncancel()
        if isinstance(error, asyncio.CancelledError):
            if not self.body_cancelled or self.owner.cancelling():
                cancelled = error
        elif error is not None:
            self.errors.append(error)
        if error is not None and not self.body_cancelled:
            self.stop()
        while self.children:
            try:
                await asyncio.wait(self.children)
            except asyncio.CancelledError as e:
                cancelled = e
                self.stop()
        if self.errors:
            raise ExceptionGroup("errors in a nursery", self.errors)
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
