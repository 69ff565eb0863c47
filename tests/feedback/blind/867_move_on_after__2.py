# exercise: move-on-after
# cause: the timer is not cancelled when the block is left, so it still cancels the task later, behind the block.
# line: 18, 28, 29
import asyncio


class MoveOnAfter:
    """A block with a time limit; when it is over, go on behind the block."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.expired = False

    async def __aenter__(self):
        self.task = asyncio.current_task()
        self.before = self.task.cancelling()
        loop = asyncio.get_running_loop()
        loop.call_later(self.seconds, self.time_is_over)
        return self

    def time_is_over(self):
        """The loop calls this when the time is over."""
        self.expired = True
        self.task.cancel()

    async def __aexit__(self, kind, error, traceback):
        """True if the exception is to be swallowed."""
        if not self.expired:
            return False
        left = self.task.uncancel()
        return kind is asyncio.CancelledError and left <= self.before


async def try_it():
    async with MoveOnAfter(3) as scope:
        await asyncio.sleep(10)
    print("expired:", scope.expired)


if __name__ == "__main__":
    asyncio.run(try_it())
