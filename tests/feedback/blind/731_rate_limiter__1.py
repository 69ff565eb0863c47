# exercise: rate-limiter
# cause: After the sleep the time of the last look is not brought up to date, so the time that was slept flows in a second time at the next refill.
# line: 30, 31
import asyncio


class RateLimiter:
    """A bucket with room for burst tokens; rate tokens a second flow in."""

    def __init__(self, rate, burst):
        self.rate, self.burst = rate, burst
        self.loop = asyncio.get_running_loop()
        self.tokens = burst
        self.last = self.loop.time()
        self.lock = asyncio.Lock()

    def refill(self):
        """Let in what has flowed since the last look."""
        now = self.loop.time()
        self.tokens = min(self.burst, self.tokens + (now - self.last) * self.rate)
        self.last = now

    async def acquire(self):
        """Take one token out of the bucket; wait until there is a whole one."""
        async with self.lock:
            self.refill()
            if self.tokens >= 1:
                self.tokens -= 1
            else:
                await asyncio.sleep((1 - self.tokens) / self.rate)
                self.tokens = 0         # it was whole, and I took it


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
