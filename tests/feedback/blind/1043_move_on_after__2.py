# exercise: move-on-after
# cause: __aexit__ does not look whether the exception is a CancelledError, so any other exception that leaves the block after the time is over is swallowed as well
# line: 39
import asyncio


class MoveOnAfter:
    """A block with a time limit; when it is over, go on behind the block."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.expired = False
        self._undo = []

    async def __aenter__(self):
        me = asyncio.current_task()
        self._interrupt, self._take_back = me.cancel, me.uncancel
        self._requests_by_others = me.cancelling()
        alarm = asyncio.get_running_loop().call_later(
            self.seconds, self.time_is_over
        )
        self._undo.append(alarm.cancel)
        return self

    def time_is_over(self):
        """The loop calls this when the time is over."""
        self.expired = True
        self._interrupt()

    def _only_mine(self):
        """Take our own request back; True if there was no other one."""
        return self._take_back() <= self._requests_by_others

    async def __aexit__(self, kind, error, traceback):
        """True if the exception is to be swallowed."""
        while self._undo:
            self._undo.pop()()
        # after this, nothing of ours is left in the count
        return self.expired and self._only_mine()


async def try_it():
    async with MoveOnAfter(3) as scope:
        await asyncio.sleep(10)
    print("expired:", scope.expired)


if __name__ == "__main__":
    asyncio.run(try_it())
