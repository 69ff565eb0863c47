# cause: each call makes its own semaphore, so the number of simultaneous calls is not limited
# line: 12
# shows: prints "most at once: 6" instead of 2
# meant: at most two at once
import asyncio

running = 0
most = 0

async def limited(i: int) -> None:
    global running, most
    sem = asyncio.Semaphore(2)
    async with sem:
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.05)
        running -= 1

async def main() -> None:
    await asyncio.gather(*(limited(i) for i in range(6)))
    print("most at once:", most)

asyncio.run(main())
