# exercise: take-turns
# cause: count == batch is true only once, so the others get a turn after the first batch and after no other
# line: 12
import asyncio


async def add_up(work, items, batch):
    """The sum of work(item); the others get a turn after each batch."""
    total = 0
    for count, item in enumerate(items, start=1):
        total += work(item)
        if count == batch:
            await asyncio.sleep(0)
    return total


async def clock():
    for _ in range(4):
        print("tick")
        await asyncio.sleep(0)


async def main():
    ticking = asyncio.ensure_future(clock())
    print(await add_up(lambda n: n * n, range(3000), 1000))
    await ticking


if __name__ == "__main__":
    asyncio.run(main())
