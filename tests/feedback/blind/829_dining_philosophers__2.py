# exercise: dining-philosophers
# cause: in the loop each fork is put back at the end of its round, so the philosopher eats with no fork in the hand, even while a neighbour eats
# line: 14, 16
import asyncio


async def dine(philosopher, number, table, forks):
    """Come, wait for the others, think, take two forks and eat."""
    await philosopher.come()
    await table.wait()
    await philosopher.think()
    mine = sorted([number, (number + 1) % len(forks)])
    for fork in mine:
        async with forks[fork]:
            await philosopher.pick_up(fork)
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
