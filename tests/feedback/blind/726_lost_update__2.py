# exercise: lost-update
# cause: The lock is an attribute of the class, so all accounts share one lock and deposits to different accounts wait for each other.
# line: 10, 18
import asyncio


class Account:
    """A bank account with its balance in a store."""

    lock = asyncio.Lock()

    def __init__(self, read, write):
        self.read, self.write = read, write
        self.deposits = 0

    async def deposit(self, amount):
        """Add amount to the stored balance, and return the new one."""
        async with self.lock:
            balance = await self.read()
            balance += amount
            await self.write(balance)
            self.deposits += 1
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
