# exercise: rate-limiter
# cause: The refill has no upper limit, so after a rest the bucket holds more than burst tokens.
# line: 20
import asyncio


class RateLimiter:
    """A bucket with room for burst tokens; rate tokens a second flow in."""

    def __init__(self, rate, burst):
        self.rate, self.burst = rate, burst
        self.clock = asyncio.get_running_loop().time
        self.tokens = burst
        self.seen = self.clock()
        self.turn = asyncio.Lock()

    def refill(self):
        """Let in what has flowed since the last look."""
        now = self.clock()
        self.tokens += (now - self.seen) * self.rate
        self.seen = now

    async def acquire(self):
        """Take one token out of the bucket; wait until there is a whole one."""
        async with self.turn:
            self.refill()
            if self.tokens < 1:
                await asyncio.sleep((1 - self.tokens) / self.rate)
                self.refill()
            self.tokens -= 1


async def main():
    limiter = RateLimiter(rate=2, burst=3)
    loop = asyncio.get_running_loop()
    start = loop.time()

    async def request(number):
        await limiter.acquire()
        print("request", number, "at", round(loop.time() - start, 2))

    await asyncio.gather(*(request(number) for number in range(6)))


if __name__ == "__main__":
    asyncio.run(main())
