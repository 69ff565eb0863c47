# exercise: rate-limiter
# cause: without a lock several tasks sleep the same time and take the same token
# line: 25, 26, 28
import asyncio


class RateLimiter:
    """A bucket with room for burst tokens; rate tokens a second flow in."""

    def __init__(self, rate, burst):
        self.rate, self.burst = rate, burst
        self.tokens = burst
        self.loop = asyncio.get_running_loop()
        self.last = self.loop.time()

    def refill(self):
        """Let in what has flowed since the last look."""
        now = self.loop.time()
        self.tokens = min(self.burst, self.tokens + (now - self.last) * self.rate)
        self.last = now

    async def acquire(self):
        """Take one token out of the bucket; wait until there is a whole one."""
        self.refill()
        if self.tokens < 1:
            await asyncio.sleep((1 - self.tokens) / self.rate)
            self.refill()
        self.tokens -= 1
