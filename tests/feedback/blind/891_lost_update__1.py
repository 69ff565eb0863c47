# exercise: lost-update
# cause: Each deposit makes a lock of its own, so no deposit ever waits for another one.
# line: 12, 16, 17
import asyncio


class Account:
    """A bank account with its balance in a store."""

    def __init__(self, read, write):
        self.read, self.write = read, write
        self.balance = None

    async def deposit(self, amount):
        """Add amount to the stored balance, and return the new one."""
        lock = asyncio.Lock()
        async with lock:
            balance = await self.read()
            balance += amount
            await self.write(balance)
            return balance


async def main():
    store = [0]

    async def read():
        await asyncio.sleep(0.1)
        return store[0]

    async def write(balance):
        await asyncio.sleep(0.1)
        store[0] = balance

    account = Account(read, write)
    await asyncio.gather(*(account.deposit(5) for _ in range(10)))
    print("10 times 5 is", store[0])


if __name__ == "__main__":
    asyncio.run(main())
