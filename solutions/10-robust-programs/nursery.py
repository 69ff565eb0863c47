import asyncio


class Nursery:
    """A block that no task outlives."""

    async def __aenter__(self):
        self.parent = asyncio.current_task()
        self.children = set()
        self.failures = []
        self.in_body = True
        self.stopping = False
        self.interrupted = False
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
            self.failures.append(child.exception())
            self.stop()

    def stop(self):
        """Cancel the children, and the body if it is still running; once."""
        if self.stopping:
            return
        self.stopping = True
        for child in self.children:
            child.cancel()
        if self.in_body:
            self.interrupted = True
            self.parent.cancel()

    async def __aexit__(self, kind, error, traceback):
        """Wait for all children; raise what went wrong."""
        self.in_body = False
        if self.interrupted:
            self.parent.uncancel()
        if error is not None:
            if kind is not asyncio.CancelledError:
                self.failures.append(error)
            self.stop()
        stopped = None
        while self.children:
            try:
                await asyncio.wait(self.children)
            except asyncio.CancelledError as request:
                stopped = request
                self.stop()
        if self.failures:
            raise BaseExceptionGroup("failures in a nursery", self.failures)
        if stopped is not None:
            raise stopped


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
