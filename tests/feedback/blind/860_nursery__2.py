# exercise: nursery
# cause: the children are copied once when the body is over and only these are waited for, so children that children start later outlive the block
# line: 67, 68, 70
import asyncio


class Nursery:
    """A block that no task outlives."""

    async def __aenter__(self):
        self.task = asyncio.current_task()
        self.requests = self.task.cancelling()
        self.children = set()
        self.errors = []
        self.in_body = True
        self.stopped = False
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
        if self.stopped:
            return
        self.stopped = True
        for child in self.children:
            child.cancel()
        if self.in_body:
            self.body_cancelled = True
            self.task.cancel()

    def by_others(self):
        return self.task.cancelling() > self.requests

    async def __aexit__(self, kind, error, traceback):
        """Wait for all children; raise what went wrong."""
        self.in_body = False
        cancelled = None
        if self.body_cancelled:
            self.task.uncancel()
            if kind is not asyncio.CancelledError:
                try:
                    await asyncio.sleep(0)
                except asyncio.CancelledError as request:
                    if self.by_others():
                        cancelled = request
        if kind is asyncio.CancelledError:
            if not self.body_cancelled or self.by_others():
                cancelled = error
        elif error is not None:
            self.errors.append(error)
        if error is not None:
            self.stop()
        waiting = set(self.children)
        while waiting:
            try:
                done, waiting = await asyncio.wait(waiting)
            except asyncio.CancelledError as request:
                cancelled = request
                self.stop()
        if self.errors:
            raise BaseExceptionGroup("the nursery failed", self.errors)
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
