# exercise: rate-limiter
# cause: refill does not note the new time, so the same time flows in again and again
# line: 19, 20
import asyncio


class RateLimiter:
    """A bucket with room for burst tokens; rate tokens a second flow in."""

    def __init__(self, rate, burst):
        self.rate, self.burst = rate, burst
        self.tokens = burst
        self.loop = asyncio.get_running_loop()
        self.last = self.loop.time()
        self.lock = asyncio.Lock()

    def refill(self):
        """Let in what has flowed since the last look.""" 
        passed = self.loop.time() - self.last
        self.tokens = min(self.burst, self.tokens + passed * self.rate)

    async def acquire(self):
        async with self.lock:
            self.refill()
            while self.tokens < 1:
                await asyncio.sleep((1 - self.tokens) / self.rate)
                self.refill()
            self.tokens -= 1
