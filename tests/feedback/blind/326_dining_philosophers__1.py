# exercise: dining-philosophers
# cause: everybody takes the fork of the same side first, a circle is possible (deadlock)
# line: 12, 13, 15
import asyncio


async def dine(philosopher, number, table, forks):
    """Come, wait for the others, think, take two forks and eat."""
    await philosopher.come()
    await table.wait()
    await philosopher.think()
    left, right = number, (number + 1) % len(forks)
    async with forks[left]:
        await philosopher.pick_up(left)
        async with forks[right]:
            await philosopher.pick_up(right)
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
