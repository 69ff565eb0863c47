# exercise: rate-limiter
# cause: acquire sleeps as long as a whole token takes and not only as long as the missing part takes, so it waits too long when a part of a token is there
# line: 28
import asyncio


class RateLimiter:
    """A bucket with room for burst tokens; rate tokens a second flow in."""

    def __init__(self, rate, burst):
        self.rate, self.burst = rate, burst
        self.tokens = burst
        self.last = asyncio.get_running_loop().time()
        self.lock = asyncio.Lock()

    def refill(self):
        """Let in what has flowed since the last look."""
        now = asyncio.get_running_loop().time()
        self.tokens += (now - self.last) * self.rate
        self.tokens = min(self.tokens, self.burst)
        self.last = now

    async def acquire(self):
        """Take one token out of the bucket; wait until there is a whole one."""
        async with self.lock:
            self.refill()
            if self.tokens < 1:
                await asyncio.sleep(1 / self.rate)
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
