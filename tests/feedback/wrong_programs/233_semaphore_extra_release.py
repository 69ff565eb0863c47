# cause: the semaphore is released twice per use (by async with and by hand), so the limit grows
# line: 18
# shows: prints "peak 3" instead of 1
# meant: one at a time
import asyncio

class Gate:
    def __init__(self):
        self.sem = asyncio.Semaphore(1)
        self.inside = self.peak = 0

    async def enter(self):
        async with self.sem:
            self.inside += 1
            self.peak = max(self.peak, self.inside)
            await asyncio.sleep(0.05)
            self.inside -= 1
            self.sem.release()

async def main():
    gate = Gate()
    await asyncio.gather(*(gate.enter() for _ in range(6)))
    print("peak", gate.peak)

asyncio.run(main())
