# exercise: dining-philosophers
# cause: the philosopher waits at the table before come() is over, so somebody fast thinks while somebody slow is still on the way
# line: 9, 10
import asyncio


async def dine(philosopher, number, table, forks):
    """Come, wait for the others, think, take two forks and eat."""
    await table.wait()
    await philosopher.come()
    await philosopher.think()
    next_fork = (number + 1) % len(forks)
    first = min(number, next_fork)
    second = max(number, next_fork)
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
