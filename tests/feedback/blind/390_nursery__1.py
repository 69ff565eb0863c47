# exercise: nursery
# cause: the body is not cancelled when a child fails
# line: 26, 31
import asyncio


class Nursery:
    async def __aenter__(self):
        self.children = set()
        self.errors = []
        self.stopped = False
        return self

    def start(self, coroutine):
        child = asyncio.create_task(coroutine)
        self.children.add(child)
        child.add_done_callback(self.ended)
        return child

    def ended(self, child):
        self.children.discard(child)
        if not child.cancelled() and child.exception():
            self.errors.append(child.exception())
            self.stop()

    def stop(self):
        if self.stopped:
            return
        self.stopped = True
        for child in self.children:
            child.cancel()

    async def __aexit__(self, kind, error, traceback):
        cancelled = None
        if error is not None:
            if isinstance(error, asyncio.CancelledError):
                cancelled = error
            else:
                self.errors.append(error)
            self.stop()
        while self.children:
            try:
                await asyncio.wait(self.children)
            except asyncio.CancelledError as e:
                cancelled = e
                self.stop()
        if self.errors:
            raise ExceptionGroup("nursery", self.errors)
        if cancelled:
            raise cancelled
