# exercise: rate-limiter
# cause: No lock (and no reservation) around the wait: all who find the bucket empty sleep for the same one token and then go at the same moment.
# line: 25, 26, 28
import asyncio


class RateLimiter:
    """A bucket with room for burst tokens; rate tokens a second flow in."""

    def __init__(self, rate, burst):
        self.rate, self.burst = rate, burst
        self.tokens = burst
        self.seen = asyncio.get_running_loop().time()

    def refill(self):
        """Let in what has flowed since the last look."""
        now = asyncio.get_running_loop().time()
        self.tokens += (now - self.seen) * self.rate
        self.tokens = min(self.tokens, self.burst)
        self.seen = now

    async def acquire(self):
        """Take one token out of the bucket; wait until there is a whole one."""
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
