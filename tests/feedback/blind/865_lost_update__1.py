# exercise: lost-update
# cause: the lock is released by a plain line at the end, which is skipped when read or write raises, so it stays locked for ever.
# line: 16, 19
import asyncio


class Account:
    """A bank account with its balance in a store."""

    def __init__(self, read, write):
        self.read, self.write = read, write
        self.lock = asyncio.Lock()

    async def deposit(self, amount):
        """Add amount to the stored balance, and return the new one."""
        await self.lock.acquire()
        balance = await self.read() + amount
        await self.write(balance)
        self.lock.release()
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
