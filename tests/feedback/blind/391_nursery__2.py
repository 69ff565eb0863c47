# exercise: nursery
# cause: a child that was cancelled has no exception to ask for: child.exception() raises CancelledError in ended
# line: 25
import asyncio


class Nursery:
    async def __aenter__(self):
        self.me = asyncio.current_task()
        self.children = set()
        self.errors = []
        self.stopped = False
        self.mine = False
        self.body = True
        return self

    def start(self, coroutine):
        child = asyncio.create_task(coroutine)
        self.children.add(child)
        child.add_done_callback(self.ended)
        return child

    def ended(self, child):
        self.children.discard(child)
        if child.exception() is not None:
            self.errors.append(child.exception())
            self.stop()

    def stop(self):
        if self.stopped:
            return
        self.stopped = True
        for child in self.children:
            child.cancel()
        if self.body:
            self.mine = True
            self.me.cancel()

    async def __aexit__(self, kind, error, traceback):
        self.body = False
        cancelled = None
        if error is not None:
            if isinstance(error, asyncio.CancelledError):
                if not self.mine:
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
        if self.mine:
            self.me.uncancel()
        if self.errors:
            raise ExceptionGroup("nursery", self.errors)
        if cancelled:
            raise cancelled
