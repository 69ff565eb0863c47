# exercise: dining-philosophers
# cause: eat stands behind the async with blocks, when the forks have been given back
# line: 17
import asyncio


async def dine(philosopher, number, table, forks):
    """Come, wait for the others, think, take two forks and eat."""
    await philosopher.come()
    await table.wait()
    await philosopher.think()
    first, second = sorted((number, (number + 1) % len(forks)))
    async with forks[first]:
        await philosopher.pick_up(first)
        async with forks[second]:
            await philosopher.pick_up(second)
    await philosopher.eat()


async def dinner(philosophers):
    """Let all the philosophers have dinner together."""
    table = asyncio.Barrier(len(philosophers))
    forks = [asyncio.Lock() for _ in philosophers]
    evenings = [
        dine(one, number, table, forks)
        for number, one in enumerate(philosophers)
    ]
    await asyncio.gather(*evenings)
