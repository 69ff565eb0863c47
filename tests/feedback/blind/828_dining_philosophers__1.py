# exercise: dining-philosophers
# cause: everybody takes the fork of the own number first, also the last one, whose other fork 0 is the lower one, so all can wait in a circle
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
