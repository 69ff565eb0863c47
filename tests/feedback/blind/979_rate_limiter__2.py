# exercise: rate-limiter
# cause: off by one: the room of the whole burst is subtracted, though the token that is asked for needs room itself (burst - 1), so one request too many goes at once
# line: 25
import asyncio


class RateLimiter:
    """A bucket with room for burst tokens; rate tokens a second flow in."""

    def __init__(self, rate, burst):
        self.rate, self.burst = rate, burst
        self.loop = asyncio.get_running_loop()
        self.line = asyncio.Lock()  # those who wait stand here, in order
        self.step = 1 / rate  # the seconds that one token takes
        self.full_at = self.loop.time()  # when the bucket is full again

    def refill(self):
        """Let in what has flowed since the last look."""
        pass

    async def acquire(self):
        """Take one token out of the bucket; wait until there is a whole one."""
        async with self.line:
            # Time flows in by itself: only when the bucket will be full counts.
            slack = self.burst * self.step
            pause = self.full_at - slack - self.loop.time()
            if pause > 0:
                await asyncio.sleep(pause)
            self.full_at = max(self.full_at, self.loop.time()) + self.step


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
