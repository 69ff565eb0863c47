# exercise: move-on-after
# cause: the count after uncancel is compared with 0 instead of with the count at the beginning of the block, so in a task that had been cancelled before the limit's own CancelledError is not swallowed
# line: 31
import asyncio


class MoveOnAfter:
    """A block with a time limit; when it is over, go on behind the block."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.expired = False

    async def __aenter__(self):
        self.task = asyncio.current_task()
        loop = asyncio.get_running_loop()
        self.timer = loop.call_later(self.seconds, self.time_is_over)
        return self

    def time_is_over(self):
        """The loop calls this when the time is over."""
        self.expired = True
        self.task.cancel()

    async def __aexit__(self, kind, error, traceback):
        """True if the exception is to be swallowed."""
        self.timer.cancel()
        if not self.expired:
            return False
        left = self.task.uncancel()
        return left == 0 and kind is asyncio.CancelledError


async def try_it():
    async with MoveOnAfter(3) as scope:
        await asyncio.sleep(10)
    print("expired:", scope.expired)


if __name__ == "__main__":
    asyncio.run(try_it())
