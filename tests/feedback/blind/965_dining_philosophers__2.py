# exercise: dining-philosophers
# cause: the forks are given back before the philosopher eats, so neighbours can eat at the same time
# line: 30
import asyncio
from contextlib import AsyncExitStack


def my_forks(number, places):
    """The numbers of both forks, the lower one first."""
    if number == places - 1:
        return 0, number
    return number, number + 1


async def grab(philosopher, stack, forks, which):
    # The stack holds the lock from here on.
    await stack.enter_async_context(forks[which])
    await philosopher.pick_up(which)


async def dine(philosopher, number, table, forks):
    """Come, wait for the others, think, take two forks and eat."""
    await philosopher.come()
    async with table:
        pass  # everybody is here
    await philosopher.think()
    async with AsyncExitStack() as hands:
        for which in my_forks(number, len(forks)):
            await grab(philosopher, hands, forks, which)
    await philosopher.eat()


async def dinner(philosophers):
    """Let all the philosophers have dinner together."""
    table = asyncio.Barrier(parties=len(philosophers))
    forks = [asyncio.Lock() for _ in philosophers]
    evenings = [
        dine(one, number, table, forks)
        for number, one in enumerate(philosophers)
    ]
    await asyncio.gather(*evenings)


class Philosopher:
    def __init__(self, name):
        self.name = name

    async def come(self):
        print(self.name, "comes")

    async def think(self):
        await asyncio.sleep(0.1)

    async def pick_up(self, fork):
        print(self.name, "picks up fork", fork)
        await asyncio.sleep(0.1)

    async def eat(self):
        print(self.name, "eats")
        await asyncio.sleep(0.2)


if __name__ == "__main__":
    names = ["Hypatia", "Plato", "Confucius", "Arendt", "Kant"]
    asyncio.run(dinner([Philosopher(name) for name in names]))
