# exercise: take-turns
# cause: give_way has nothing in it that really waits, so awaiting it runs straight through and nobody else gets a turn
# line: 10, 25
import asyncio
from itertools import islice


async def give_way():
    """Let everybody else have a turn, then go on."""
    return


def portions(items, size):
    """Cut the items into lists of that size; the last may be shorter."""
    source = iter(items)
    while portion := list(islice(source, size)):
        yield portion


async def add_up(work, items, batch):
    """The sum of work(item); the others get a turn after each batch."""
    total = 0
    for portion in portions(items, batch):
        total += sum(map(work, portion))
        await give_way()
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
