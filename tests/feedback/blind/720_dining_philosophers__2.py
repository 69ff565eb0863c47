# exercise: dining-philosophers
# cause: The second fork is given back before eating: eat() stands outside the inner async with, so a neighbour can take that fork meanwhile.
# line: 15, 17
import asyncio


async def dine(philosopher, number, table, forks):
    """Come, wait for the others, think, take two forks and eat."""
    await philosopher.come()
    await table.wait()
    await philosopher.think()
    low, high = sorted((number, (number + 1) % len(forks)))
    async with forks[low]:
        await philosopher.pick_up(low)
        async with forks[high]:
            await philosopher.pick_up(high)
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
