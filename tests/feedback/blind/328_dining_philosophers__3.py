# exercise: dining-philosophers
# cause: the barrier is fixed at five, so with another number of philosophers they wait for ever
# line: 22
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
    table = asyncio.Barrier(5)
    forks = [asyncio.Lock() for _ in philosophers]
    evenings = [
        dine(one, number, table, forks)
        for number, one in enumerate(philosophers)
    ]
    await asyncio.gather(*evenings)
