# exercise: move-on-after
# cause: it compares with 0 instead of the count at the beginning, so it fails in a task that has been cancelled already
# line: 16, 29
import asyncio


class MoveOnAfter:
    """A block with a time limit; when it is over, go on behind the block."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.expired = False

    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        self.task = asyncio.current_task()
        self.handle = loop.call_at(loop.time() + self.seconds, self.time_is_over)
        return self

    def time_is_over(self):
        """The loop calls this when the time is over."""
        self.expired = True
        self.task.cancel()

    async def __aexit__(self, kind, error, traceback):
        """True if the exception is to be swallowed."""
        self.handle.cancel()
        if self.expired:
            if self.task.uncancel() == 0 and kind is asyncio.CancelledError:
                return True
        return False
