# exercise: nursery
# cause: the failure of the body is always put in front of the others, so when a child failed first and the body failed after it, the group does not hold the first failure first
# line: 60
import asyncio
import contextlib


class Nursery:
    """A block that no task outlives."""

    async def __aenter__(self):
        self._body = asyncio.current_task()
        self._kids = []
        self._troubles = []
        self._asked = set()               # who got a request to stop from us
        self._closing = False             # the body has ended
        self._stopping = False
        return self

    def start(self, coroutine):
        """Run the coroutine as a child; return its task."""
        kid = asyncio.get_running_loop().create_task(coroutine)
        self._kids.append(kid)
        kid.add_done_callback(self.ended)
        return kid

    def ended(self, child):
        """To be called when the task of a child has ended."""
        if child not in self._kids:
            return
        self._kids.remove(child)
        with contextlib.suppress(asyncio.CancelledError):
            trouble = child.exception()
            if trouble:
                self._troubles.append(trouble)
                self.stop()

    def stop(self):
        """Cancel the children, and the body if it is still running; once."""
        if not self._stopping:
            self._stopping = True
            self._asked.update(self._kids)
            if not self._closing:
                self._asked.add(self._body)
            for task in self._asked:
                task.cancel()

    async def __aexit__(self, kind, error, traceback):
        """Wait for all children; raise what went wrong."""
        self._closing = True
        if self._body in self._asked:
            self._body.uncancel()         # that one was ours
        # Some may have ended a moment ago, and nobody has told us yet.
        for kid in [kid for kid in self._kids if kid.done()]:
            self.ended(kid)
        stranger = None
        if isinstance(error, asyncio.CancelledError):
            self.stop()
        elif error is not None:
            self._troubles.insert(0, error)
            self.stop()
        while self._kids:
            try:
                await asyncio.wait(tuple(self._kids))
            except asyncio.CancelledError as late:
                stranger = late
                self.stop()
        if self._troubles:
            raise BaseExceptionGroup("not everybody is well", self._troubles)
        if stranger:
            raise stranger


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
