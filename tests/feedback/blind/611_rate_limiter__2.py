# exercise: rate-limiter
# cause: int() throws away the part of a token that has flowed in since the last look, while the time of the look is moved on.
# line: 19, 21
import asyncio


class RateLimiter:
    """A bucket with room for burst tokens; rate tokens a second flow in."""

    def __init__(self, rate, burst):
        self.rate, self.burst = rate, burst
        self.n = burst
        self.last = asyncio.get_running_loop().time()
        self.lock = asyncio.Lock()

    def refill(self):
        """Let in what has flowed since the last look."""
        now = asyncio.get_running_loop().time()
        new = int((now - self.last) * self.rate)
        self.n = min(self.burst, self.n + new)
        self.last = now

    async def acquire(self):
        """Take one token out of the bucket; wait until there is a whole one."""
        async with self.lock:
            self.refill()
            while self.n < 1:
                await asyncio.sleep((1 - self.n) / self.rate)
                self.refill()
            self.n -= 1


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
